#include "searcher/query.h"

#include "text/utf8.h"

static const char *const names[] = {
	[NODE_ANY] = "any", [NODE_AND] = "and", [NODE_OR] = "or", [NODE_NOT] = "not",
};

/* Typed bytes for a person: control characters as \xNN, ill-formed ones as U+FFFD. */
static void add_text(struct buf *out, struct span s)
{
	struct buf clean;

	buf_init(&clean);
	utf8_add_clean(&clean, s);
	for (size_t i = 0; i < clean.len; i++) {
		unsigned char c = (unsigned char)clean.data[i];

		if (c < 0x20 || c == 0x7F)
			buf_addf(out, "\\x%02X", c);
		else
			buf_add_char(out, (char)c);
	}
	buf_release(&clean);
}

static void describe(const struct node *n, struct buf *out);

static void describe_children(const struct node *n, struct buf *out)
{
	for (size_t i = 0; i < n->count; i++) {
		buf_add_char(out, ' ');
		describe(n->children[i], out);
	}
	buf_add_char(out, ')');
}

static void describe(const struct node *n, struct buf *out)
{
	buf_add_str(out, n->need == NEED_MUST ? "+" : n->need == NEED_NOT ? "-" : "");
	switch (n->kind) {
	case NODE_WORD:
	case NODE_PREFIX:
		add_text(out, n->text);
		buf_add_str(out, n->kind == NODE_PREFIX ? "*" : "");
		break;
	case NODE_PHRASE:
		buf_add_char(out, '"');
		add_text(out, n->text);
		buf_add_char(out, '"');
		break;
	case NODE_FIELD:
		add_text(out, n->field);
		buf_add_char(out, ':');
		describe(n->children[0], out);
		break;
	case NODE_NEAR:
		buf_addf(out, "(near/%u", n->near);
		describe_children(n, out);
		break;
	default:
		buf_addf(out, "(%s", names[n->kind]);
		describe_children(n, out);
		break;
	}
}

void query_describe(const struct query *q, struct buf *out)
{
	if (q->root != NULL)
		describe(q->root, out);
}

int note_length(struct span typed)
{
	size_t at = 0, len;
	int32_t cp;

	for (; at < typed.len; at += len) {
		len = utf8_decode(typed, at, &cp);
		if (at + len > NOTE_TEXT_MAX)
			break;
	}
	return (int)at;
}
