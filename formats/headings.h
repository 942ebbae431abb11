/*
 * headings.h: what the places of headings tell about their levels, once a
 * whole document is there. For the readers of formats/ only.
 */
#ifndef FORMATS_HEADINGS_H
#define FORMATS_HEADINGS_H

#include "formats/reader.h"

/*
 * A heading between a quotation, or a text that ends in a colon, and a quotation
 * is quoted too: "Article XII" of a law is no section of the judgment.
 *
 * Numbered headings of one level with unnumbered ones stand below these where
 * they directly follow them more than once ("THE FACTS", "I. THE CIRCUMSTANCES",
 * …, "THE LAW", "I. ALLEGED VIOLATION"), and the other way round never happens.
 */
void headings_settle(struct document *d);

#endif
