/*
 * asked.h: a request's search: its parameters as the command line's options,
 * its query planned and run. For searcher/web/ only.
 */
#ifndef SEARCHER_WEB_ASKED_H
#define SEARCHER_WEB_ASKED_H

#include "searcher/options.h"
#include "searcher/web/desk.h"
#include "searcher/web/wire.h"

enum asked_how {
	ASKED_NOTHING, /* there is no query */
	ASKED_WELL,
	ASKED_WRONG,   /* a parameter cannot be; `error` says which */
	ASKED_FAILED,  /* the index cannot be read; `error` says why */
};

struct asked {
	enum asked_how how;
	struct search_options options;
	struct span typed;
	struct query query;
	struct plan plan; /* with ASKED_WELL */
	struct answer answer;
	bool has_answer;
	bool strict; /* a script's request: its errors have the parameter as it was written */
	struct buf arguments; /* what the options point into */
	char **argv;
	struct buf notes;     /* a line each */
	char *error;
};

/*
 * Reads the parameters: q, and the command line's long options by their names
 * with _ for - (limit offset per_source sort exact all looseness in publisher
 * language kind instrument date source context cite copies). `known`: names that are
 * not options and that the caller reads itself, NULL at the end; strict: any
 * other name, and one given twice, is wrong. An empty value counts as none.
 */
void asked_read(struct asked *a, const struct web_request *q, const char *const *known, bool strict,
                uint32_t limit, uint32_t limit_most);
/* What is wrong with the names where no others may be, each once: allocated; NULL: nothing. known: NULL at the end, or none. */
char *asked_misnamed(const struct web_request *q, const char *const *known);
/* Plans it, if it was read well. An empty query is ASKED_NOTHING. */
void asked_plan(struct asked *a, struct desk *d);
/* Runs it, if it was planned. */
void asked_run(struct asked *a, struct desk *d);
void asked_release(struct asked *a);

#endif
