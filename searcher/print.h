/*
 * print.h: an answer in each output format. For searcher/ only. Everything is
 * appended to a buf; main writes it and checks that stdout took it.
 */
#ifndef SEARCHER_PRINT_H
#define SEARCHER_PRINT_H

#include "render/cite_style.h"
#include "searcher/plan.h"
#include "searcher/rank.h"

/* From OUTPUT_CSL on: those of render/export.h, in its order. */
enum output {
	OUTPUT_TEXT,
	OUTPUT_JSON,
	OUTPUT_TSV,
	OUTPUT_TREC,
	OUTPUT_CSL,
	OUTPUT_BIBLATEX,
	OUTPUT_BIBTEX,
	OUTPUT_RIS,
	OUTPUTS
};

struct print_options {
	enum output output;
	bool color;
	unsigned width;   /* columns of the terminal; 0: do not wrap */
	unsigned context; /* sentences more on each side of the snippet */
	bool explain;     /* --explain: the query as understood, scores */
	struct span qid;  /* --batch: the query's id; empty: none */
	enum cite_style cite;
	bool full_citations; /* a work cited before is cited in full again */
	bool bibliography;   /* the works of the answer, in place of its hits */
	bool further;     /* not the first answer of this output: a table's header line stands already */
};

void print_answer(struct buf *out, const struct answer *a, const struct plan *p,
                  const struct library *l, const struct print_options *o);
/* "No passage …" with what was searched: sources, languages, dates, files not read. */
void print_none(struct buf *out, struct span query, const struct plan *p, const struct library *l);

#endif
