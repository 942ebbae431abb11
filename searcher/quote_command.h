/*
 * quote_command.h: --quote: a quotation, or all those of a document, checked
 * and printed. For searcher/main.c only.
 */
#ifndef SEARCHER_QUOTE_COMMAND_H
#define SEARCHER_QUOTE_COMMAND_H

#include "searcher/session.h"

/*
 * The options' argument is a quotation, or "-" or the name of a file that is there: a
 * document. STATUS_HITS if all quotations are verbatim and leave no negation out.
 */
int session_quote(struct session *s);

#endif
