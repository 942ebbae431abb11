/*
 * title_opening.h: lines that say by their words that they are a document's title.
 * For title.c, title_choose.c, title_case.c, titleblock_fits.c, bare.c and contents.c only.
 */
#ifndef INDEXER_TITLE_OPENING_H
#define INDEXER_TITLE_OPENING_H

#include "text/buf.h"

/* A line as titles are compared: folded, in `to`. */
struct span title_fold(struct buf *to, struct span s);
/* "Concluding observations on …": whether the first words say that it is a title. */
bool title_opens(struct span s);
/* "Minutes of …", "Statement by …": likewise, but a line below the title may begin so, too. */
bool title_opens_likely(struct span s);
/* "Organization for Security …", "Commission …": whether a word of an institution's name is in it, which may be whose page it is. */
bool title_names_body(struct span s);
/* And of which kind; NULL: they do not say. */
const char *title_opening_kind(struct span s);
/* "75/186. Human rights and extreme poverty": a resolution's number and title. */
bool title_is_resolution(struct span s);
/* "LEI Nº 9.999, DE 7 DE ABRIL DE 1997.": the number and the day of an act, which is called so. */
bool title_is_act(struct span s);
/* "Magistrates' Courts Rules 1981", "THE DROWNING ACT, 2017": an act by its name and year. */
bool title_is_named_act(struct span s);
/* "SENTENCIA T-123 DE 2018", "Acórdão n° 12": the kind of a ruling that is called by its number; NULL: it is none. */
const char *title_ruling_kind(struct span s);
/* "Marek v Minister of Land", "Communication 512/15 – Lake Watch v. the Republic": a case by its parties. */
bool title_is_parties(struct span s);
/* "AMINA WANJALA" of "AMINA WANJALA ……… PETITIONER", "RAMESH SARAS ... Appellant(s)": a party without what it is in the case; else all of it. */
struct span title_party(struct span s);
/* "c.", "Versus" alone on a line, between the parties. */
bool title_is_versus(struct span s);
/* Whether a line goes on from the kind above it: "ON THE AMENDMENTS …" below "OPINION", "КОНСТИТУЦИОННОГО СУДА …" below "ПОСТАНОВЛЕНИЕ". */
bool title_is_of_kind(struct span s);
/* "Дело № 1-214/2021", "справа № 640/1234/21", "№ 7514-21": the number of a court's case. */
bool title_is_case_number(struct span s);

/* "AL LKL 2/2021": a letter of the special procedures, its kind, the country and a number of the year. */
bool title_is_communication(struct span s);

#endif
