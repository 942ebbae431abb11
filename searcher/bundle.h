/*
 * bundle.h: --bundle: hits, the bytes they quote, citations and sources in a
 * folder that can be checked without this program. For
 * searcher/session.c and bundle*.c only.
 *
 *	index.html      a sheet to read and print
 *	README.txt      what the files are
 *	SHA256SUMS      every other file, for sha256sum -c
 *	check.sh        that, and every quotation against its source
 *	hits.jsonl      the JSON contract, for hrsearch --verify
 *	citations.txt   notes; bibliography.txt: the works
 *	citations.csl.json, citations.bib, citations.ris
 *	quoted/         the bytes that each hit quotes
 *	sources/        the files (of JSON lines: the line), as they are now
 *	texts/          the texts that bytes refer to, where they are not the files themselves
 *	sources.tsv     the sources, with their hashes
 */
#ifndef SEARCHER_BUNDLE_H
#define SEARCHER_BUNDLE_H

#include "searcher/print.h"

struct bundle_options {
	const char *folder;
	bool no_sources; /* neither files nor texts, only their hashes */
	struct span query;
};

/*
 * Makes the folder, which must not be there or be empty; it appears whole or not
 * at all. Appends a sentence on what it holds. False with *error. What could not
 * be copied (a source that is gone, or has changed) is named in `missing`, a
 * sentence a line, and in README.txt; its text is the index's.
 */
bool bundle_write(struct buf *out, struct buf *missing, const struct answer *a, const struct library *l,
                  const struct print_options *print, const struct bundle_options *o, char **error);

#endif
