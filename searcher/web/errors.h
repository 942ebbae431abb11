/*
 * errors.h: what is answered where there is no answer. For searcher/web/ only.
 */
#ifndef SEARCHER_WEB_ERRORS_H
#define SEARCHER_WEB_ERRORS_H

#include "searcher/web/wire.h"

/*
 * Fills the reply for reply->status: a page in the reader's language, or with
 * `data` a JSON object {"error"}. Of the request, its path and languages count. message: what was wrong, in English; NULL:
 * what the status says.
 */
void error_reply(struct web_reply *r, struct buf *body, bool data, const struct web_request *q, const char *message);

#endif
