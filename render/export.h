/*
 * export.h: hits as records of reference managers. Pure functions. For
 * render/, searcher/ and tests/.
 *
 * One record for each work, in the order in which the works appear, with a note
 * for each hit: pinpoint, quotation, hash of the quoted bytes, their place, and
 * where else the same text is published.
 * What is not known is left out. A digest is ours: its record has no author, and
 * names what it is a digest of in its title. A work without title has a
 * description in square brackets in its place.
 *
 *	CSL-JSON  citationstyles.org, csl-data.json 1.0.2: an array of items; under
 *	          custom.citationItems what a citation of each hit needs
 *	          (locator, label, suffix)
 *	BibLaTeX  @report, UTF-8; a comment before it has the \autocite of each hit (BibTeX: \cite)
 *	BibTeX    @techreport, UTF-8
 *	RIS       the type RPRT
 */
#ifndef RENDER_EXPORT_H
#define RENDER_EXPORT_H

#include "store/record.h"
#include "store/source.h"

enum export_format { EXPORT_CSL, EXPORT_BIBLATEX, EXPORT_BIBTEX, EXPORT_RIS, EXPORT_FORMATS };

struct export_hit {
	const struct source *source;
	const struct record *record;
	const struct page_mark *page; /* where the first match begins; NULL: pages are not known */
	struct span quotation;        /* as it is shown */
	const struct range *ranges;   /* the quoted bytes, in the source's text, */
	size_t range_count;
	const char *sha256;           /* and their hash */
	struct span link;             /* the address of the passage; empty: none */
	struct span also;             /* citations of the same passage in other sources; empty: none */
};

void export_hits(struct buf *out, enum export_format format, const struct export_hit *hits, size_t count);

#endif
