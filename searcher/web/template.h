/*
 * template.h: a page from a template and a tree of values. Pure; for
 * searcher/web/ and tests/.
 *
 *	{{name}}      the value, escaped; a.b: a member's member; . the value itself
 *	{{_key}}      the interface's text of that key; {name} in it is a value again
 *	{{#name}}…{{/name}}   once for each element of an array; once for what is neither
 *	              absent, null, false, 0, "" nor empty; inside an object its members come first
 *	{{^name}}…{{/name}}   if there is nothing of that
 *	{{>name}}     the template of that name
 *
 * There is no way to put in a value that is not escaped, so a page holds no
 * mark-up but that of the templates. A template that is not well-formed is a
 * bug of ours: assert.
 */
#ifndef SEARCHER_WEB_TEMPLATE_H
#define SEARCHER_WEB_TEMPLATE_H

#include "text/buf.h"

#include <jansson.h>

#define TEMPLATE_DEPTH_MAX 16 /* sections and templates inside one another */

struct template_set {
	/* The template of a name; {NULL, 0}: there is none. */
	struct span (*find)(const void *context, struct span name);
	/* The interface's text of a key; {NULL, 0}: there is none. */
	struct span (*text)(const void *context, struct span key);
	const void *context;
};

void template_render(struct buf *out, const struct template_set *set, const char *name, json_t *values);
/*
 * Appends text so that it is text in HTML, in an attribute in quotation marks
 * too: & < > " ' as entities, control characters as their pictures (␛),
 * overrides of the direction of writing as [U+202E], ill-formed bytes as U+FFFD.
 */
void template_escape(struct buf *out, struct span text);

#endif
