/* blocks.h: the blocks while they are made of lines. For blocks.c, begin*.c, splits.c and beside.c only. */
#ifndef INDEXER_BLOCKS_H
#define INDEXER_BLOCKS_H

#include "indexer/scan.h"

#define SHORT_LINE(width) ((width) * 5 / 6) /* a line that ends well before the margin */

struct builder {
	struct scan *s;
	size_t line;
	bool gap, page;   /* since the last block */
	bool open;        /* the last block still takes lines */
	char fence;       /* inside fenced code: its mark */
	size_t fence_len;
	size_t beside[2]; /* 1 + the last block of each column, 0: none goes on */
};

struct line *line_at(const struct builder *b, size_t i);
struct block *last_block(struct builder *b);
/* No more lines for the last block; gap: something parts it from what comes next. */
void close_block(struct builder *b, bool gap);
struct block *new_block(struct builder *b, enum block_kind kind, size_t line, size_t from, size_t last);
/* Whether a line begins another paragraph than the open block, in a text whose paragraphs are wrapped (splits.c). */
bool paragraph_splits(struct builder *b, size_t line);
/* How the text of the last block ends so far. */
enum ending ending_above(struct builder *b);
/* The cells of a line of two columns, each a block that goes on with the one above it (beside.c); false: it is no such line. */
bool take_beside(struct builder *b, size_t line);
/* The block that the line's mark begins (begin.c): the number of lines it took, 0 if none. */
size_t begin_marked(struct builder *b, size_t line);

#endif
