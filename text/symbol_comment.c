/*
 * symbol_comment.c: general comments and recommendations of the treaty bodies, by their number in words and
 * by the symbols of the documents that have them.
 */
#include "text/symbol_parts.h"

#define COMMENT "GENERALCOMMENTNO."
#define RECOMMENDATION "GENERALRECOMMENDATIONNO."
#define COMMENT_MOST 99 /* no committee has so many */

static const struct {
	const char *first, *second, *name;
} comments[] = {
	{"general", "comment", COMMENT},
	{"general", "comments", COMMENT},
	{"general", "recommendation", RECOMMENDATION},
	{"general", "recommendations", RECOMMENDATION},
	{"observation", "générale", COMMENT},
	{"recommandation", "générale", RECOMMENDATION},
	{"observación", "general", COMMENT},
	{"recomendación", "general", RECOMMENDATION},
	{"замечание", "общего", COMMENT},
	{"замечании", "общего", COMMENT},
};

bool symbol_word_is(const struct ptokens *t, size_t i, const char *word)
{
	struct span s = ptoken_text(t, i);

	if (span_eq_str(s, word) || symbol_folds_to(s, word))
		return true;
	/* a capital first letter that folds_to cannot fold */
	return s.len == strlen(word) && s.len > 2 && memcmp(s.data + 2, word + 2, s.len - 2) == 0 &&
	       (unsigned char)s.data[0] >= 0x80;
}

size_t symbol_comment(struct symbols *s, const struct ptokens *t, size_t i)
{
	size_t which = 0, k = i + 2;

	while (which < sizeof comments / sizeof *comments &&
	       !(symbol_word_is(t, i, comments[which].first) && ptoken_is_kind(t, i + 1, PTOKEN_WORD) &&
		 symbol_word_is(t, i + 1, comments[which].second)))
		which++;
	if (which == sizeof comments / sizeof *comments)
		return 0;
	if (ptoken_is_kind(t, k, PTOKEN_WORD) && symbol_word_is(t, k, "порядка"))
		k++;
	while (ptoken_is(t, k, CLASS_NUMERO) || ptoken_is_kind(t, k, PTOKEN_NUMERO) ||
	       (ptoken_is_kind(t, k, PTOKEN_STOP) && ptoken_is(t, k - 1, CLASS_NUMERO)))
		k++;
	if (!ptoken_is_kind(t, k, PTOKEN_NUMBER) || t->token[k].value == 0 || t->token[k].value > COMMENT_MOST)
		return 0;
	buf_clear(&s->name);
	buf_addf(&s->name, "%s%u", comments[which].name, t->token[k].value);
	return t->token[k].at.end;
}

size_t symbol_comment_letters(struct symbols *s, const struct ptokens *t, size_t i)
{
	size_t k = i + 1;

	if (!symbol_folds_to(ptoken_text(t, i), "gc"))
		return 0;
	while (ptoken_is(t, k, CLASS_NUMERO) || ptoken_is_kind(t, k, PTOKEN_NUMERO) || ptoken_is_kind(t, k, PTOKEN_DASH) ||
	       (ptoken_is_kind(t, k, PTOKEN_STOP) && ptoken_is(t, k - 1, CLASS_NUMERO)))
		k++;
	if (!ptoken_is_kind(t, k, PTOKEN_NUMBER) || t->token[k].value == 0 || t->token[k].value > COMMENT_MOST)
		return 0;
	buf_clear(&s->name);
	buf_addf(&s->name, COMMENT "%u", t->token[k].value);
	return t->token[k].at.end;
}

/* ---- by symbol ---- */

/*
 * What begins the symbols of a body's comments, and how they are named in words. So far as its own numbers may be
 * others' too, up to `shared`, a symbol is not what the number in words says.
 */
static const struct {
	const char *begins, *name;
	unsigned shared;
} bodies[] = {
	{"CCPR/C/GC/", COMMENT, 30},       {"E/C.12/GC/", COMMENT, COMMENT_MOST}, {"CRC/C/GC/", COMMENT, COMMENT_MOST},
	{"CAT/C/GC/", COMMENT, COMMENT_MOST},  {"CRPD/C/GC/", COMMENT, COMMENT_MOST}, {"CMW/C/GC/", COMMENT, COMMENT_MOST},
	{"CED/C/GC/", COMMENT, COMMENT_MOST},  {"CEDAW/C/GC/", RECOMMENDATION, COMMENT_MOST},
	{"CERD/C/GC/", RECOMMENDATION, COMMENT_MOST},
};

#define BODIES (sizeof bodies / sizeof *bodies)

/* The number behind `begins`; 0 if the symbol does not begin so, or more follows than one of a comment. */
static unsigned number_behind(struct span symbol, const char *begins)
{
	size_t len = strlen(begins);
	unsigned value = 0;

	if (!span_starts(symbol, begins))
		return 0;
	for (size_t i = len; i < symbol.len; i++) {
		if (symbol.data[i] < '0' || symbol.data[i] > '9' || value > COMMENT_MOST)
			return 0;
		value = value * 10 + (unsigned)(symbol.data[i] - '0');
	}
	return value <= COMMENT_MOST ? value : 0;
}

bool symbol_comment_other(struct span symbol, size_t n, struct buf *out)
{
	unsigned number;

	if (n >= BODIES)
		return false;
	buf_clear(out);
	if ((number = number_behind(symbol, bodies[n].name)) != 0)
		buf_addf(out, "%s%u", bodies[n].begins, number);
	else if ((number = number_behind(symbol, bodies[n].begins)) > bodies[n].shared)
		buf_addf(out, "%s%u", bodies[n].name, number);
	return true;
}
