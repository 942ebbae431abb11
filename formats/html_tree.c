#include "formats/html_tree.h"

#include <stdlib.h>
#include <strings.h>

/* ---- elements by what they are ---- */

static const GumboTag blocks[] = {
        GUMBO_TAG_HTML, GUMBO_TAG_BODY, GUMBO_TAG_ADDRESS, GUMBO_TAG_ARTICLE, GUMBO_TAG_ASIDE, GUMBO_TAG_BLOCKQUOTE,
        GUMBO_TAG_CENTER, GUMBO_TAG_DD, GUMBO_TAG_DETAILS, GUMBO_TAG_DIR, GUMBO_TAG_DIV, GUMBO_TAG_DL, GUMBO_TAG_DT,
        GUMBO_TAG_FIELDSET, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_FIGURE, GUMBO_TAG_FOOTER, GUMBO_TAG_FORM, GUMBO_TAG_H1,
        GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6, GUMBO_TAG_HEADER, GUMBO_TAG_HGROUP,
        GUMBO_TAG_HR, GUMBO_TAG_LI, GUMBO_TAG_MAIN, GUMBO_TAG_NAV, GUMBO_TAG_OL, GUMBO_TAG_P, GUMBO_TAG_PRE,
        GUMBO_TAG_SECTION, GUMBO_TAG_SUMMARY, GUMBO_TAG_TABLE, GUMBO_TAG_CAPTION, GUMBO_TAG_TBODY, GUMBO_TAG_THEAD,
        GUMBO_TAG_TFOOT, GUMBO_TAG_TR, GUMBO_TAG_TD, GUMBO_TAG_TH, GUMBO_TAG_UL, GUMBO_TAG_XMP, GUMBO_TAG_LAST};

static const GumboTag hidden[] = {
        GUMBO_TAG_HEAD, GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_TEMPLATE, GUMBO_TAG_IFRAME, GUMBO_TAG_OBJECT,
        GUMBO_TAG_EMBED, GUMBO_TAG_APPLET, GUMBO_TAG_SVG, GUMBO_TAG_CANVAS, GUMBO_TAG_AUDIO, GUMBO_TAG_VIDEO,
        GUMBO_TAG_BUTTON, GUMBO_TAG_SELECT, GUMBO_TAG_TEXTAREA, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_NOFRAMES,
        GUMBO_TAG_NOEMBED, GUMBO_TAG_DATALIST, GUMBO_TAG_RP, GUMBO_TAG_RT, GUMBO_TAG_RTC, GUMBO_TAG_DEL, GUMBO_TAG_S, GUMBO_TAG_STRIKE, GUMBO_TAG_LAST};

static bool tag_among(GumboTag tag, const GumboTag *list)
{
	while (*list != GUMBO_TAG_LAST && *list != tag)
		list++;
	return *list != GUMBO_TAG_LAST;
}

bool html_is_block(GumboTag tag)
{
	return tag_among(tag, blocks);
}

bool html_is_cell(GumboTag tag)
{
	return tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH;
}

bool html_is_hidden(GumboTag tag)
{
	return tag_among(tag, hidden);
}

/* ---- the array ---- */

static bool is_element(const GumboNode *n)
{
	return n->type == GUMBO_NODE_ELEMENT || n->type == GUMBO_NODE_TEMPLATE;
}

static const GumboVector *children(const GumboNode *n)
{
	static const GumboVector none = {NULL, 0, 0};

	return is_element(n) ? &n->v.element.children : &none;
}

static size_t visible_bytes(struct span s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += (unsigned char)s.data[i] > ' ';
	return n;
}

static void add_id(struct html_tree *t, size_t i)
{
	static const char *const names[] = {"id", "name"};

	for (int k = 0; k < 2; k++) {
		struct span id = html_attribute(t, i, names[k]);
		bool added = false;
		uint32_t *place;

		if (id.len == 0 || (k == 1 && !html_is(t, i, GUMBO_TAG_A)))
			continue;
		place = strmap_put(&t->ids, id, &added);
		if (added)
			*place = (uint32_t)i + 1;
	}
}

static size_t add_node(struct html_tree *t, const GumboNode *node, size_t parent)
{
	size_t i = t->count;

	ARRAY_GROW(t->nodes, t->count, t->cap);
	t->nodes[t->count++] = (struct html_node){.node = node, .parent = parent, .end = i + 1, .call = HTML_NONE,
	        .note = HTML_NONE, .depth = parent == HTML_NONE ? 0 : t->nodes[parent].depth + 1};
	if (is_element(node))
		add_id(t, i);
	else
		t->nodes[i].text = visible_bytes(html_text(t, i));
	return i;
}

/* What a node holds is added to what it is in. */
static void leave(struct html_tree *t, size_t i)
{
	struct html_node *n = &t->nodes[i], *p;

	n->end = t->count;
	if (html_is_hidden(html_tag(t, i)))
		n->text = n->links = 0;
	if (html_is(t, i, GUMBO_TAG_A) && html_has(t, i, "href"))
		n->links = n->text;
	if (n->parent == HTML_NONE)
		return;
	p = &t->nodes[n->parent];
	p->text += n->text;
	p->links += n->links;
}

/* Depth first, with a stack of our own: where each open node's children are read. */
static bool add_all(struct html_tree *t, const GumboNode *root, char **reason)
{
	struct { size_t node; unsigned next; } stack[HTML_DEPTH_MAX + 1];
	size_t depth = 1;

	stack[0].node = add_node(t, root, HTML_NONE);
	stack[0].next = 0;
	while (depth > 0) {
		size_t i = stack[depth - 1].node;
		const GumboVector *v = children(t->nodes[i].node);

		if (stack[depth - 1].next == v->length) {
			leave(t, i);
			depth--;
			continue;
		}
		if (depth > HTML_DEPTH_MAX || t->count >= HTML_NODES_MAX) {
			struct buf b;

			buf_init(&b);
			if (depth > HTML_DEPTH_MAX)
				buf_addf(&b, "elements stand more than %d deep inside one another", HTML_DEPTH_MAX);
			else
				buf_addf(&b, "more than %zu elements", HTML_NODES_MAX);
			*reason = buf_detach(&b);
			buf_release(&b);
			return false;
		}
		stack[depth].node = add_node(t, v->data[stack[depth - 1].next++], i);
		stack[depth++].next = 0;
	}
	return true;
}

/* The parser's own release recurses: a tree that is too deep for it is left to the end of the process. */
bool html_tree_init(struct html_tree *t, struct span utf8, char **reason)
{
	GumboOptions options = kGumboDefaultOptions;

	*t = (struct html_tree){.output = NULL};
	strmap_init(&t->ids);
	options.max_errors = 0;
	t->output = gumbo_parse_with_options(&options, utf8.data, utf8.len);
	if (t->output == NULL || t->output->root == NULL) {
		*reason = mem_strdup("not HTML that can be parsed");
		return false;
	}
	return add_all(t, t->output->root, reason);
}

void html_tree_release(struct html_tree *t)
{
	GumboOptions options = kGumboDefaultOptions;

	if (t->output != NULL)
		gumbo_destroy_output(&options, t->output);
	t->output = NULL;
	strmap_release(&t->ids);
	free(t->nodes);
	t->nodes = NULL;
	t->count = t->cap = 0;
}

/* ---- questions ---- */

bool html_is_element(const struct html_tree *t, size_t i)
{
	return is_element(t->nodes[i].node);
}

GumboTag html_tag(const struct html_tree *t, size_t i)
{
	return html_is_element(t, i) ? t->nodes[i].node->v.element.tag : GUMBO_TAG_LAST;
}

bool html_is(const struct html_tree *t, size_t i, GumboTag tag)
{
	return html_is_element(t, i) && t->nodes[i].node->v.element.tag == tag;
}

bool html_has(const struct html_tree *t, size_t i, const char *name)
{
	return html_is_element(t, i) && gumbo_get_attribute(&t->nodes[i].node->v.element.attributes, name) != NULL;
}

struct span html_attribute(const struct html_tree *t, size_t i, const char *name)
{
	const GumboAttribute *a;

	if (!html_is_element(t, i))
		return span_make("", 0);
	a = gumbo_get_attribute(&t->nodes[i].node->v.element.attributes, name);
	return a == NULL ? span_make("", 0) : span_trim(span_of(a->value));
}

static bool word_among(struct span w, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strlen(*words) == w.len && strncasecmp(w.data, *words, w.len) == 0)
			return true;
	return false;
}

static size_t word_end(struct span s, size_t at, const char *between)
{
	while (at < s.len && strchr(between, s.data[at]) == NULL)
		at++;
	return at;
}

static bool any_word(struct span s, const char *between, const char *const *words)
{
	for (size_t at = 0; at < s.len; at++) {
		size_t end = word_end(s, at, between);

		if (word_among(span_make(s.data + at, end - at), words))
			return true;
		at = end;
	}
	return false;
}

bool html_word(const struct html_tree *t, size_t i, const char *attribute, const char *const *words)
{
	struct span value = html_attribute(t, i, attribute);

	return any_word(value, " \t\r\n\f", words) || any_word(value, " \t\r\n\f-_:", words);
}

struct span html_text(const struct html_tree *t, size_t i)
{
	const GumboNode *n = t->nodes[i].node;

	if (n->type != GUMBO_NODE_TEXT && n->type != GUMBO_NODE_WHITESPACE && n->type != GUMBO_NODE_CDATA)
		return span_make("", 0);
	return span_of(n->v.text.text);
}

void html_add_text(struct buf *out, const struct html_tree *t, size_t i)
{
	for (size_t k = i, end = t->nodes[i].end; k < end; k++) {
		if (k != i && html_is_hidden(html_tag(t, k)))
			k = t->nodes[k].end - 1;
		else
			buf_add_span(out, html_text(t, k));
	}
}

size_t html_target(const struct html_tree *t, struct span href)
{
	const uint32_t *place;

	if (href.len < 2 || href.data[0] != '#')
		return HTML_NONE;
	place = strmap_get(&t->ids, span_make(href.data + 1, href.len - 1));
	return place == NULL ? HTML_NONE : *place - 1;
}

size_t html_block(const struct html_tree *t, size_t i)
{
	while (t->nodes[i].parent != HTML_NONE && !html_is_block(html_tag(t, i)))
		i = t->nodes[i].parent;
	return i;
}
