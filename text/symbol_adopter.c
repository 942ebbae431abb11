#include "text/symbol_adopter.h"

#include "text/provision_stem.h"

#define NAME_TOKENS 10   /* of a body's name with its points and apostrophes */
#define BETWEEN_TOKENS 6 /* of ", in its" before a resolution, "of the United Nations" behind one */

/* ST/LIB/SER.B/5/Rev.5, "United Nations Document Series Symbols" */
static const struct adopter bodies[] = {
	{"A/RES/", NULL, BY_SESSION},
	{"S/RES/", NULL, THROUGHOUT},
	{"A/HRC/RES/", "A/HRC/DEC/", BY_YOUNG_SESSION},
	{"E/CN.4/RES/", NULL, BY_YEAR},
	{"E/RES/", NULL, BY_YEAR},
};

enum { ASSEMBLY, SECURITY, RIGHTS, COMMISSION, ECONOMIC };

/* Their names, folded; a word with a star has any ending. Single letters may have points: G.A. */
static const struct {
	const char *words;
	uint8_t body;
} names[] = {
	{"general assembly", ASSEMBLY},
	{"assemblee generale", ASSEMBLY},
	{"asamblea general", ASSEMBLY},
	{"генеральн* ассамбле*", ASSEMBLY},
	{"unga", ASSEMBLY},
	{"ga", ASSEMBLY},
	{"g a", ASSEMBLY},
	{"security council", SECURITY},
	{"conseil de securite", SECURITY},
	{"consejo de seguridad", SECURITY},
	{"совет* безопасности", SECURITY},
	{"unsc", SECURITY},
	{"unscr", SECURITY},
	{"unscrs", SECURITY},
	{"sc", SECURITY},
	{"s c", SECURITY},
	{"human rights council", RIGHTS},
	{"conseil des droits de l homme", RIGHTS},
	{"consejo de derechos humanos", RIGHTS},
	{"совет* по правам человека", RIGHTS},
	{"unhrc", RIGHTS},
	{"hrc", RIGHTS},
	{"commission on human rights", COMMISSION},
	{"commission des droits de l homme", COMMISSION},
	{"comision de derechos humanos", COMMISSION},
	{"комисси* по правам человека", COMMISSION},
	{"economic and social council", ECONOMIC},
	{"conseil economique et social", ECONOMIC},
	{"consejo economico y social", ECONOMIC},
	{"экономическ* и социальн* совет*", ECONOMIC},
	{"ecosoc", ECONOMIC},
};

/* What may stand between a body and its resolution; of these, what says that it is its own. */
static const struct {
	const char *word;
	bool own;
} between[] = {
	{"in", false},  {"by", false},   {"under", false}, {"to", false}, {"s", false},
	{"the", false}, {"dans", false}, {"par", false},   {"en", false}, {"por", false},
	{"в", false},   {"its", true},   {"sa", true},     {"ses", true}, {"su", true},
	{"sus", true},  {"своеи", true}, {"своих", true},  {"ее", true},  {"его", true},
};

/* What may stand between a resolution and its body: "of the United Nations". */
static const char *const behind[] = {"of", "the", "united", "nations", "un", "de", "del",
				     "la", "le",  "el",     "l",       "du", "des"};

/* What may stand before a body's name with a capital: "Nations Security Council", not "National". */
static const char *const owners[] = {"un", "nations", "the", "unies", "unidas", "нации", "оон", "onu"};

struct span symbol_folded(struct symbols *s, const struct ptokens *t, size_t i)
{
	ptoken_fold(&s->fold, ptoken_text(t, i));
	return buf_span(&s->fold);
}

bool symbol_word_fits(struct span word, struct span want)
{
	if (want.len != 0 && want.data[want.len - 1] == '*')
		return word.len >= want.len - 1 && memcmp(word.data, want.data, want.len - 1) == 0;
	return span_eq(word, want);
}

static bool is_one_of(struct span word, const char *const *list, size_t count)
{
	for (size_t k = 0; k < count; k++)
		if (span_eq_str(word, list[k]))
			return true;
	return false;
}

/* The last word of words[0, *len), taken off. */
static struct span take_last(const char *words, size_t *len)
{
	size_t start = *len;
	struct span word;

	while (start > 0 && words[start - 1] != ' ')
		start--;
	word = span_make(words + start, *len - start);
	*len = start == 0 ? 0 : start - 1;
	return word;
}

/* Where a name that ends before token `past` begins; `past` if it is not that one. */
static size_t name_before(struct symbols *s, const struct ptokens *t, size_t past, const char *words)
{
	bool letters = words[1] == ' ';
	size_t len = strlen(words), k = past;

	while (len != 0 && k > 0 && past - k < NAME_TOKENS) {
		k--;
		if (ptoken_is_kind(t, k, PTOKEN_APOSTROPHE) || (letters && ptoken_is_kind(t, k, PTOKEN_STOP)))
			continue;
		if (!ptoken_is_kind(t, k, PTOKEN_WORD) ||
		    !symbol_word_fits(symbol_folded(s, t, k), take_last(words, &len)))
			return past;
	}
	return len == 0 ? k : past;
}

/* Where a name that begins at token i ends; i if it is not that one. */
static size_t name_after(struct symbols *s, const struct ptokens *t, size_t i, const char *words)
{
	size_t k = i;

	while (*words != '\0') {
		size_t len = strcspn(words, " ");

		while (k > i && ptoken_is_kind(t, k, PTOKEN_APOSTROPHE))
			k++;
		if (!ptoken_is_kind(t, k, PTOKEN_WORD) ||
		    !symbol_word_fits(symbol_folded(s, t, k), span_make(words, len)))
			return i;
		k++;
		words += len + (words[len] == ' ');
	}
	return k;
}

/* Whether a name at token i is another body's: "OAS General Assembly", "National Human Rights
 * Council". */
static bool is_anothers(struct symbols *s, const struct ptokens *t, size_t i)
{
	return i > 0 && ptoken_is_kind(t, i - 1, PTOKEN_WORD) && ptoken_has_flag(t, i - 1, PTOKEN_CAPITAL) &&
	       !ptoken_has_flag(t, i - 1, PTOKEN_SENTENCE) &&
	       !is_one_of(symbol_folded(s, t, i - 1), owners, sizeof owners / sizeof *owners);
}

static bool find_before(struct symbols *s, const struct ptokens *t, size_t past, struct adopter_name *a)
{
	for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
		size_t first = name_before(s, t, past, names[n].words);

		if (first == past)
			continue;
		*a = (struct adopter_name){&bodies[names[n].body], first, past};
		return !is_anothers(s, t, first);
	}
	return false;
}

static bool find_after(struct symbols *s, const struct ptokens *t, size_t first, struct adopter_name *a)
{
	for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
		size_t past = name_after(s, t, first, names[n].words);

		if (past == first)
			continue;
		*a = (struct adopter_name){&bodies[names[n].body], first, past};
		return !is_anothers(s, t, first);
	}
	return false;
}

bool adopter_before(struct symbols *s, const struct ptokens *t, size_t i, struct adopter_name *a, bool *own)
{
	*own = false;
	for (size_t k = i; i - k < BETWEEN_TOKENS; k--) {
		size_t w = 0;

		if (find_before(s, t, k, a))
			return true;
		if (k == 0)
			return false;
		if (ptoken_is_kind(t, k - 1, PTOKEN_COMMA) || ptoken_is_kind(t, k - 1, PTOKEN_APOSTROPHE))
			continue;
		if (!ptoken_is_kind(t, k - 1, PTOKEN_WORD))
			return false;
		for (struct span word = symbol_folded(s, t, k - 1); w < sizeof between / sizeof *between; w++)
			if (span_eq_str(word, between[w].word))
				break;
		if (w == sizeof between / sizeof *between)
			return false;
		*own |= between[w].own;
	}
	return false;
}

bool adopter_after(struct symbols *s, const struct ptokens *t, size_t i, bool own, struct adopter_name *a)
{
	size_t k = i + (own && ptoken_is_kind(t, i, PTOKEN_COMMA));

	for (; k - i < BETWEEN_TOKENS; k++) {
		if (find_after(s, t, k, a))
			return true;
		if (!ptoken_is_kind(t, k, PTOKEN_APOSTROPHE) &&
		    !(ptoken_is_kind(t, k, PTOKEN_WORD) &&
		      is_one_of(symbol_folded(s, t, k), behind, sizeof behind / sizeof *behind)))
			return false;
	}
	return false;
}
