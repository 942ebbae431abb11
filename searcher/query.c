#include "searcher/query.h"

#include "searcher/query_notes.h"
#include "searcher/query_tokens.h"

/*
 * The grammar, loosest first; words side by side bind tightest of all:
 *	either := both { OR both }
 *	both   := side { AND [NOT] side | NOT side }
 *	side   := item { item }
 *	item   := near | field | "(" either ")", with a + or - before it
 *	near   := word { NEAR/n word }
 * Operators all have operands (query_settle.c), so nothing here can fail; the
 * recursion is as deep as the brackets, QUERY_DEPTH_MAX.
 */
struct parse {
	struct query *query;
	const struct query_token *items;
	size_t count, at;
};

void query_init(struct query *q)
{
	pool_init(&q->pool);
	buf_init(&q->notes);
	q->root = NULL;
}

void query_release(struct query *q)
{
	if (q == NULL)
		return;
	pool_release(&q->pool);
	buf_release(&q->notes);
	q->root = NULL;
}

static struct node *node_new(struct query *q, enum node_kind kind)
{
	struct node *n = pool_alloc(&q->pool, sizeof *n);

	*n = (struct node){.kind = kind};
	return n;
}

static void node_add(struct query *q, struct node *parent, struct node *child)
{
	if (parent->count == parent->cap) {
		size_t cap = parent->cap == 0 ? 4 : parent->cap * 2;
		struct node **children = pool_alloc(&q->pool, cap * sizeof(struct node *));

		if (parent->count != 0)
			memcpy(children, parent->children, parent->count * sizeof(struct node *));
		parent->children = children;
		parent->cap = cap;
	}
	parent->children[parent->count++] = child;
}

static bool next_is(const struct parse *p, enum query_token_kind kind)
{
	return p->at < p->count && p->items[p->at].kind == kind;
}

static struct node *parse_either(struct parse *p);

static struct node *leaf_node(struct parse *p)
{
	const struct query_token *t = &p->items[p->at++];
	struct node *n = node_new(p->query, t->kind == TYPED_WORD     ? NODE_WORD
	                                    : t->kind == TYPED_PREFIX ? NODE_PREFIX
	                                                              : NODE_PHRASE);

	n->text = pool_span(&p->query->pool, t->text);
	n->before = pool_span(&p->query->pool, t->before);
	return n;
}

static struct node *field_node(struct parse *p)
{
	const struct query_token *t = &p->items[p->at++];
	struct node *n = node_new(p->query, NODE_FIELD);
	struct node *value = node_new(p->query, t->quoted ? NODE_PHRASE : NODE_WORD);
	char *name = pool_alloc(&p->query->pool, t->field.len + 1);

	for (size_t i = 0; i < t->field.len; i++)
		name[i] = (char)(t->field.data[i] | 0x20);
	n->field = span_make(name, t->field.len);
	n->text = value->text = pool_span(&p->query->pool, t->text);
	node_add(p->query, n, value);
	return n;
}

/* word NEAR/n word NEAR/n word: one node, with the widest of the windows. */
static struct node *near_node(struct parse *p)
{
	struct node *first = leaf_node(p), *near;

	if (!next_is(p, TYPED_NEAR))
		return first;
	near = node_new(p->query, NODE_NEAR);
	node_add(p->query, near, first);
	while (next_is(p, TYPED_NEAR)) {
		uint32_t n = p->items[p->at++].near;

		near->near = n > near->near ? n : near->near;
		node_add(p->query, near, leaf_node(p));
	}
	if (near->near == 0) {
		near->near = 1;
		buf_add_str(&p->query->notes, "NEAR/0 is read as NEAR/1: side by side\n");
	}
	return near;
}

static struct node *item_node(struct parse *p)
{
	enum need need = p->items[p->at].need;
	struct node *n;

	if (next_is(p, TYPED_OPEN)) {
		p->at++;
		n = parse_either(p);
		p->at++;
		if (n->need != NEED_MAY) { /* (-a): what is inside keeps its own sign */
			struct node *outer = node_new(p->query, NODE_ANY);

			node_add(p->query, outer, n);
			n = outer;
		}
	} else if (next_is(p, TYPED_FIELD)) {
		n = field_node(p);
	} else {
		n = near_node(p);
	}
	n->need = need;
	return n;
}

static bool next_is_item(const struct parse *p)
{
	return p->at < p->count && (p->items[p->at].kind <= TYPED_FIELD || next_is(p, TYPED_OPEN));
}

static struct node *parse_side(struct parse *p)
{
	struct node *any = node_new(p->query, NODE_ANY);

	while (next_is_item(p))
		node_add(p->query, any, item_node(p));
	return any->count == 1 && any->children[0]->need == NEED_MAY ? any->children[0] : any;
}

/* Everything but `n`. */
static struct node *without(struct parse *p, struct node *first, struct node *n)
{
	struct node *not;

	if (first != NULL && first->kind == NODE_NOT) {
		node_add(p->query, first, n);
		return first;
	}
	if (first == NULL) {
		first = node_new(p->query, NODE_ANY);
		n->need = NEED_NOT;
		node_add(p->query, first, n);
		return first;
	}
	not = node_new(p->query, NODE_NOT);
	node_add(p->query, not, first);
	node_add(p->query, not, n);
	return not;
}

static struct node *with(struct parse *p, struct node *first, struct node *n, enum node_kind kind)
{
	struct node *both = first;

	if (first->kind != kind || first->need != NEED_MAY) {
		both = node_new(p->query, kind);
		node_add(p->query, both, first);
	}
	node_add(p->query, both, n);
	return both;
}

static struct node *parse_both(struct parse *p)
{
	struct node *n = next_is(p, TYPED_NOT) ? NULL : parse_side(p);

	while (next_is(p, TYPED_AND) || next_is(p, TYPED_NOT)) {
		bool not = next_is(p, TYPED_NOT);

		p->at++;
		if (!not && next_is(p, TYPED_NOT)) {
			p->at++;
			not = true;
		}
		n = not ? without(p, n, parse_side(p)) : with(p, n, parse_side(p), NODE_AND);
	}
	return n;
}

static struct node *parse_either(struct parse *p)
{
	struct node *n = parse_both(p);

	while (next_is(p, TYPED_OR)) {
		p->at++;
		n = with(p, n, parse_both(p), NODE_OR);
	}
	return n;
}

static void parse(struct query *q, struct query_tokens *tokens)
{
	struct parse p = {.query = q, .items = tokens->items, .count = tokens->count};

	q->root = tokens->count == 0 ? NULL : parse_either(&p);
	query_notes_settle(&q->notes, QUERY_NOTES_READING);
	query_tokens_release(tokens);
}

void query_parse(struct query *q, struct span typed)
{
	struct query_tokens tokens;

	query_tokens_read(&tokens, typed, &q->notes);
	parse(q, &tokens);
}

void query_words(struct query *q, struct span typed)
{
	struct query_tokens tokens;

	query_tokens_words(&tokens, typed, &q->notes);
	parse(q, &tokens);
}
