#include "text/symbol_parts.h"

#define SYMBOL_BYTES 64 /* no symbol is longer */
#define PART_BYTES 12   /* nor a part of one */

static bool is_alnum(char c)
{
	return byte_is_digit(c) || (symbol_upper(c) >= 'A' && symbol_upper(c) <= 'Z');
}

/* ---- United Nations ---- */

/* What begins a symbol (ST/LIB/SER.B/5/Rev.5, "United Nations Document Series Symbols"). */
static const char *const series[] = {
	"A",    "S",    "E",   "T",   "ST",  "CCPR", "CERD", "CEDAW", "CAT", "CRC",
	"CMW",  "CRPD", "CED", "HRI", "HRC", "DP",   "SPT",  "CTOC",  "CAC", "FCCC",
	"UNEP", "INF",  "PCN", "ECE", "TD",  "LC",   "LOS",  "CD",    "NPT",
};

static bool is_series(struct span word)
{
	for (size_t i = 0; i < sizeof series / sizeof *series; i++)
		if (span_eq_str(word, series[i]))
			return true;
	return false;
}

/* The bytes of a separator at `at`: "/", and in an address "_" or "%2F"; 0 if there is none. */
static size_t separator(struct span s, size_t at, bool address)
{
	if (at >= s.len)
		return 0;
	if (s.data[at] == '/' || (address && s.data[at] == '_'))
		return 1;
	if (address && s.len - at >= 3 && s.data[at] == '%' && s.data[at + 1] == '2' &&
	    symbol_upper(s.data[at + 2]) == 'F')
		return 3;
	return 0;
}

/* One part of a symbol: "C", "Add.2", "CN.4", "KAZ". Its end, `at` if there is none. */
static size_t part_end(struct span s, size_t at)
{
	size_t end = at;

	while (end < s.len && is_alnum(s.data[end]))
		end++;
	if (end == at || end - at > PART_BYTES)
		return at;
	if (end + 1 < s.len && s.data[end] == '.' && is_alnum(s.data[end + 1])) {
		size_t more = end + 1;

		while (more < s.len && byte_is_digit(s.data[more]))
			more++;
		if (more > end + 1 && (more == s.len || !is_alnum(s.data[more])))
			return more;
		if (more == end + 1 && end + 2 < s.len && !is_alnum(s.data[end + 2]) && s.data[end + 1] < 'a')
			return end + 2; /* SER.B */
	}
	return end;
}

/* A part in small letters only ("en", "pages") is no part, but for Add.2, Rev.1, Corr.1. */
static bool is_part(struct span part)
{
	size_t small = 0;

	for (size_t i = 0; i < part.len; i++)
		small += part.data[i] >= 'a' && part.data[i] <= 'z';
	return small == 0 ||
	       ((span_starts(part, "Add.") || span_starts(part, "Rev.") || span_starts(part, "Corr.") ||
		 span_starts(part, "Sub.") || span_starts(part, "Conf.") || span_starts(part, "Supp.") ||
		 span_starts(part, "Amend.") || span_starts(part, "Res.") || span_starts(part, "Dec.") ||
		 span_starts(part, "Inf.")));
}

/* White space that a line's end put into a symbol: only where both sides plainly go on. */
static size_t skip_break(struct span s, size_t at)
{
	return at < s.len && (s.data[at] == ' ' || s.data[at] == '\n') && at + 1 < s.len && s.data[at + 1] >= 'A' &&
			       s.data[at + 1] <= 'Z' && at + 4 < s.len && memchr(s.data + at + 1, '/', 5) != NULL &&
			       at + 6 < s.len
		       ? at + 1
		       : at;
}

size_t symbol_united_nations(struct symbols *s, const struct ptokens *t, size_t i)
{
	struct range first = t->token[i].at;
	bool address = s->query || (t->token[i].flags & PTOKEN_ADDRESS) != 0, digit = false;
	size_t at = first.end, parts = 0, gap;

	if (separator(t->text, at, address) == 0 || !is_series(span_sub(t->text, first)))
		return 0;
	buf_clear(&s->name);
	buf_add_span(&s->name, span_sub(t->text, first));
	while ((gap = separator(t->text, at, address)) != 0 && s->name.len < SYMBOL_BYTES) {
		size_t from = skip_break(t->text, at + gap), end = part_end(t->text, from);
		struct range part = {from, end};

		if (end == from || !is_part(span_sub(t->text, part)))
			break;
		buf_add_char(&s->name, '/');
		for (size_t k = from; k < end; k++) {
			buf_add_char(&s->name, symbol_upper(t->text.data[k]));
			digit = digit || byte_is_digit(t->text.data[k]);
		}
		parts++;
		at = end;
	}
	return parts >= 2 && digit && s->name.len <= SYMBOL_BYTES ? at : 0;
}

/* ---- Amnesty International ---- */

static const char *const regions[] = {"ACT", "AFR", "AMR", "ASA", "DOC", "EUR", "FIN",
				      "IOR", "MDE", "NWS", "ORG", "POL", "PRE"};

static bool is_region(struct span word, bool address)
{
	for (size_t i = 0; i < sizeof regions / sizeof *regions; i++) {
		bool same = word.len == 3;

		for (size_t k = 0; k < 3 && same; k++)
			same = (address ? symbol_upper(word.data[k]) : word.data[k]) == regions[i][k];
		if (same)
			return true;
	}
	return false;
}

/* "EUR 57/5644/2017", "eur57/5644/2017". */
size_t symbol_amnesty(struct symbols *s, const struct ptokens *t, size_t i)
{
	bool address = (t->token[i].flags & PTOKEN_ADDRESS) != 0;

	if (!is_region(ptoken_text(t, i), address) || symbol_digits(t, i + 1) != 2 ||
	    !ptoken_is_kind(t, i + 2, PTOKEN_SLASH) || symbol_digits(t, i + 3) < 3 || symbol_digits(t, i + 3) > 5 ||
	    !ptoken_is_kind(t, i + 4, PTOKEN_SLASH) || symbol_digits(t, i + 5) < 2 || symbol_digits(t, i + 5) > 4)
		return 0;
	buf_clear(&s->name);
	for (size_t k = t->token[i].at.start; k < t->token[i + 5].at.end; k++)
		if (t->text.data[k] > ' ')
			buf_add_char(&s->name, symbol_upper(t->text.data[k]));
	return s->name.len <= SYMBOL_BYTES ? t->token[i + 5].at.end : 0;
}

/* ---- European Court and Parliament ---- */

/* Whether a word before token i says that a number of an application comes: "no.", "nos. 1/02 and".
 */
static bool is_numbered(const struct ptokens *t, size_t i)
{
	for (size_t k = i; k > 0 && i - k < 8; k--) {
		size_t before = k - 1;

		if (ptoken_is(t, before, CLASS_NUMERO) || ptoken_is_kind(t, before, PTOKEN_NUMERO))
			return true;
		if (!ptoken_is_kind(t, before, PTOKEN_NUMBER) && !ptoken_is_kind(t, before, PTOKEN_SLASH) &&
		    !ptoken_is_kind(t, before, PTOKEN_COMMA) && !ptoken_is_kind(t, before, PTOKEN_STOP) &&
		    !ptoken_is(t, before, CLASS_AND))
			return false;
	}
	return false;
}

/* A paragraph of a judgment behind the number says what it is too: "36862/05, § 96"; as typed "36862/05 para 96". */
static bool is_cited(const struct ptokens *t, size_t i, bool query)
{
	if (!query)
		return ptoken_is_kind(t, i, PTOKEN_COMMA) && ptoken_is_kind(t, i + 1, PTOKEN_PARAGRAPH);
	i += ptoken_is_kind(t, i, PTOKEN_COMMA);
	return ptoken_is_kind(t, i, PTOKEN_PARAGRAPH) || ptoken_is(t, i, CLASS_PARAGRAPH) || span_eq_str(ptoken_text(t, i), "¶");
}

/* "9.455/97": the number at i is the rest of a longer one, of a law. */
static bool is_behind_thousands(const struct ptokens *t, size_t i)
{
	return i > 1 && ptoken_glued(t, i) && ptoken_is_kind(t, i - 1, PTOKEN_STOP) && ptoken_glued(t, i - 1) && ptoken_is_kind(t, i - 2, PTOKEN_NUMBER);
}

size_t symbol_application(struct symbols *s, const struct ptokens *t, size_t i)
{
	if (symbol_digits(t, i) < 1 || symbol_digits(t, i) > 5 || !ptoken_is_kind(t, i + 1, PTOKEN_SLASH) ||
	    symbol_digits(t, i + 2) != 2 || ptoken_is_kind(t, i + 3, PTOKEN_SLASH) || !ptoken_glued(t, i + 1) ||
	    !ptoken_glued(t, i + 2) || (i > 0 && ptoken_is_kind(t, i - 1, PTOKEN_SLASH)) || symbol_digits(t, i) < 3 || is_behind_thousands(t, i))
		return 0;
	if (!is_numbered(t, i) && !(symbol_digits(t, i) >= 4 && is_cited(t, i + 3, s->query)))
		return 0;
	buf_clear(&s->name);
	buf_addf(&s->name, "%u/%02u", t->token[i].value, t->token[i + 2].value);
	return t->token[i + 2].at.end;
}

#define ECLI_DIGITS 9     /* seven of the application, two of its year */
#define ECLI_YEAR 100

/* "ECLI:CE:ECHR:2017:0905JUD007811713": the application 78117/13. */
size_t symbol_ecli(struct symbols *s, const struct ptokens *t, size_t i)
{
	static const char *const kinds[] = {"JUD", "DEC", "REP"};
	size_t k = i + 8; /* past ECLI:CE:ECHR:2017: */
	bool known = false;

	if (!symbol_folds_to(ptoken_text(t, i), "ecli") || !ptoken_is_kind(t, i + 1, PTOKEN_COLON) || i + 4 >= t->count ||
	    !symbol_folds_to(ptoken_text(t, i + 4), "echr") || symbol_digits(t, i + 6) != 4 || symbol_digits(t, k) != 4 ||
	    symbol_digits(t, k + 2) != ECLI_DIGITS)
		return 0;
	for (size_t n = 0; n < sizeof kinds / sizeof *kinds; n++)
		known = known || span_eq_str(ptoken_text(t, k + 1), kinds[n]);
	if (!known)
		return 0;
	buf_clear(&s->name);
	buf_addf(&s->name, "%u/%02u", t->token[k + 2].value / ECLI_YEAR, t->token[k + 2].value % ECLI_YEAR);
	return t->token[k + 2].at.end;
}

/* "TA-9-2021-0056": a text adopted by the European Parliament. */
size_t symbol_parliament(struct symbols *s, const struct ptokens *t, size_t i)
{
	if (!span_eq_str(ptoken_text(t, i), "TA") || !ptoken_is_kind(t, i + 1, PTOKEN_DASH) ||
	    symbol_digits(t, i + 2) == 0 || !ptoken_is_kind(t, i + 3, PTOKEN_DASH) ||
	    symbol_digits(t, i + 4) != 4 || !ptoken_is_kind(t, i + 5, PTOKEN_DASH) || symbol_digits(t, i + 6) != 4)
		return 0;
	buf_clear(&s->name);
	buf_add_span(&s->name, span_sub(t->text, ptokens_range(t, i, i + 7)));
	return t->token[i + 6].at.end;
}
