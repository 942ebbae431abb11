/*
 * html_tree.h: a parsed page as an array, in document order, so that nothing
 * need recurse. For formats/html*.c only.
 */
#ifndef FORMATS_HTML_TREE_H
#define FORMATS_HTML_TREE_H

#include <gumbo.h>

#include "text/buf.h"
#include "text/strmap.h"

#define HTML_DEPTH_MAX 1000 /* elements inside one another */
#define HTML_NODES_MAX ((size_t)5 * 1000 * 1000)

#define HTML_NONE ((size_t)-1)

struct html_node {
	const GumboNode *node;
	size_t parent, end;  /* HTML_NONE for the root; one past the last node inside */
	size_t text, links;  /* bytes that are not white space inside, and those of them in links */
	size_t call;         /* a call of this note, HTML_NONE */
	size_t note;         /* this note begins here, HTML_NONE */
	unsigned depth;
	unsigned short covered; /* of a cell: columns before it that cells above reach into; of a row: those behind its last cell */
	bool dropped;        /* with all that is inside */
	bool notes;          /* a note begins here or inside */
};

struct html_tree {
	GumboOutput *output;
	struct html_node *nodes;
	size_t count, cap;
	struct strmap ids; /* id, or name of an anchor → 1 + node */
};

/* False with *reason: too deep or too large. Released in either case. */
bool html_tree_init(struct html_tree *t, struct span utf8, char **reason);
void html_tree_release(struct html_tree *t);

bool html_is(const struct html_tree *t, size_t i, GumboTag tag);
bool html_is_element(const struct html_tree *t, size_t i);
GumboTag html_tag(const struct html_tree *t, size_t i); /* GUMBO_TAG_LAST for what is no element */
/* An attribute's value; empty if it is not there. */
struct span html_attribute(const struct html_tree *t, size_t i, const char *name);
bool html_has(const struct html_tree *t, size_t i, const char *name);
/* Whether one of an attribute's words, or a part of one between - and _, is in a NULL-terminated list. */
bool html_word(const struct html_tree *t, size_t i, const char *attribute, const char *const *words);
/* The text of a text node; empty for others. */
struct span html_text(const struct html_tree *t, size_t i);
/* Appends the text inside a node, but for what is in scripts and styles. */
void html_add_text(struct buf *out, const struct html_tree *t, size_t i);
/* The node that an href "#id" names; HTML_NONE. */
size_t html_target(const struct html_tree *t, struct span href);
bool html_is_block(GumboTag tag); /* begins a line of its own */
bool html_is_cell(GumboTag tag);
bool html_is_hidden(GumboTag tag); /* never shown as text: script, style …; readings of ruby; struck out: del, s, strike */
/* The nearest block at or above a node; the root if there is none. */
size_t html_block(const struct html_tree *t, size_t i);

#endif
