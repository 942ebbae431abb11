#include "text/wording.h"

#include "text/utf8.h"

static bool same_without_case(struct span a, struct span b)
{
	struct buf x, y;
	bool same;

	buf_init(&x);
	buf_init(&y);
	utf8_fold(&x, a);
	utf8_fold(&y, b);
	same = span_eq(buf_span(&x), buf_span(&y));
	buf_release(&x);
	buf_release(&y);
	return same;
}

/* Whether a word with letters in brackets is the source's but for their case. */
static bool matches_bracketed(struct span said, struct span source)
{
	size_t s = 0, o = 0;
	bool inside = false;
	int32_t cp;

	while (s < said.len) {
		size_t len, other;

		if (said.data[s] == '[' || said.data[s] == ']') {
			inside = said.data[s] == '[';
			o += o < source.len && source.data[o] == said.data[s];
			s++;
			continue;
		}
		if (o == source.len)
			return false;
		len = utf8_decode(said, s, &cp);
		other = utf8_decode(source, o, &cp);
		if (!(inside ? same_without_case(span_make(said.data + s, len), span_make(source.data + o, other))
		             : span_eq(span_make(said.data + s, len), span_make(source.data + o, other))))
			return false;
		s += len;
		o += other;
	}
	return o == source.len;
}

/* A number without what marks it as a note's call. */
static struct span bare_number(struct span s)
{
	if (s.len > 1 && s.data[0] == '^')
		return span_make(s.data + 1, s.len - 1);
	if (s.len > 2 && s.data[0] == '[' && s.data[s.len - 1] == ']')
		return span_make(s.data + 1, s.len - 2);
	return s;
}

bool atom_matches(const struct wordbook *b, const struct atom *said, const struct atom *source)
{
	if (said->kind != source->kind)
		return false;
	if (said->text == source->text)
		return true;
	if (source->flags & ATOM_OPTIONAL && said->kind == ATOM_WORD)
		return span_eq(bare_number(b->texts[said->text]), bare_number(b->texts[source->text]));
	return said->kind == ATOM_WORD && said->flags & ATOM_BRACKETED &&
	       matches_bracketed(b->texts[said->text], b->texts[source->text]);
}
