/*
 * serve.h: the server, from its start to its end. It is the
 * module serve.so (formats/module.h), which hrsearch loads for --serve alone.
 * For searcher/main.c.
 */
#ifndef SEARCHER_WEB_SERVE_H
#define SEARCHER_WEB_SERVE_H

#include "text/buf.h"

struct serve_options {
	const char *address;
	char *const *indexes;
	size_t index_count;
	const char *const *hosts;
	size_t host_count;
	size_t workers; /* 0: SERVE_WORKERS_DEFAULT */
	bool quiet;
};

/* What the module has under the name of SERVE_SYMBOL. */
#define SERVE_MODULE "serve"
#define SERVE_SYMBOL "serve_module"

struct serve_module {
	/* Serves until SIGTERM or SIGINT. False with *error (allocated): it could not begin. */
	bool (*serve)(const struct serve_options *o, char **error);
};

#endif
