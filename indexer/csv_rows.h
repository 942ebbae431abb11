/*
 * csv_rows.h: a CSV file row by row, with its lines, and a way on behind a
 * broken one. For indexer/catalogue_read.c.
 */
#ifndef INDEXER_CSV_ROWS_H
#define INDEXER_CSV_ROWS_H

#include "text/buf.h"

struct csv_rows {
	struct span bytes;
	char delimiter;
	size_t at;        /* next unread byte */
	size_t line;      /* where the row last read begins, from 1 */
	size_t next_line; /* the line of byte `at` */
	size_t start;     /* byte where that row begins */
	struct buf text;  /* its cells, one after the other */
	size_t *ends;     /* of each cell, in text */
	size_t count, cap;
};

enum csv_result { CSV_END, CSV_ROW, CSV_BROKEN };

/* Skips a byte-order mark and a line "sep=;" as Excel writes it. */
void csv_rows_init(struct csv_rows *r, struct span bytes);
void csv_rows_release(struct csv_rows *r);
/*
 * The next row that is not blank. CSV_BROKEN: a quote is not closed, or stands
 * where none may, or the row is longer than `most` bytes; *why (a constant) says which.
 */
enum csv_result csv_rows_next(struct csv_rows *r, size_t most, const char **why);
struct span csv_rows_cell(const struct csv_rows *r, size_t i);
/* Goes on with the line after the one where the row last read begins. */
void csv_rows_resume(struct csv_rows *r);

#endif
