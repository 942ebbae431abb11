#include "formats/raised.h"

#include "text/utf8.h"

#define RAISED_MAX 40  /* bytes of raised numbers that stand together: "12, 13, 14" */
#define LETTERS_MAX 9  /* of an addition: "septies", "quinquies" */
#define UNIT_MAX 2     /* letters of a unit: "km" */
#define YEAR_DIGITS 4

bool raised_is_label(struct span s)
{
	size_t digits = 0, letters = 0, signs = 0, others = 0;
	int32_t cp;

	if (s.len == 0 || s.len > NOTE_LABEL_MAX)
		return false;
	for (size_t at = 0; at < s.len;) {
		at += utf8_decode(s, at, &cp);
		if (cp >= '0' && cp <= '9')
			digits++;
		else if (cp < 0x80 && strchr("ivxlc", (int)(cp | 0x20)) != NULL)
			letters++;
		else if (utf8_is_one_of(cp, "*†‡§¶#"))
			signs++;
		else if (utf8_is_letter(cp))
			others++;
		else
			return false;
	}
	if (signs != 0 && s.data[0] == '*' && signs == 1 && letters + others == 0)
		return digits <= 3;
	if (signs != 0)
		return digits + letters + others == 0 && signs <= 4;
	if (digits != 0)
		return digits <= 4 && letters + others <= 1;
	return others == 0 || letters + others == 1;
}

/* The letters at the end of a text, one more at most than a unit has; none there: empty. */
static struct span last_letters(struct span s)
{
	size_t from = s.len;

	for (int i = 0; i <= UNIT_MAX && from > 0; i++) {
		size_t at = utf8_before(s, from);
		int32_t cp;

		utf8_decode(s, at, &cp);
		if (!utf8_is_letter(cp))
			break;
		from = at;
	}
	return span_make(s.data + from, s.len - from);
}

/* "10", "Article 174", but no year: what is raised behind it may well be a part of the number. */
static bool ends_in_number(struct span s)
{
	size_t from = s.len;

	while (from > 0 && s.len - from <= YEAR_DIGITS && s.data[from - 1] >= '0' && s.data[from - 1] <= '9')
		from--;
	return from < s.len && !(s.len - from == YEAR_DIGITS && (memcmp(s.data + from, "19", 2) == 0 || memcmp(s.data + from, "20", 2) == 0));
}

bool raised_is_power(struct span before)
{
	static const char *const units[] = {"km", "cm", "mm", "dm", "ft", "CO", "км", "см", "мм", "дм", NULL};
	struct span word = last_letters(before);

	for (int k = 0; units[k] != NULL; k++)
		if (span_eq_str(word, units[k]))
			return true;
	return word.len == 0 ? ends_in_number(before) : utf8_length(word) == 1;
}

/* The raised form of a digit or a sign before one; 0: it has none. */
static int32_t raised_form(int32_t cp)
{
	static const int32_t digits[] = {0x2070, 0xB9, 0xB2, 0xB3, 0x2074, 0x2075, 0x2076, 0x2077, 0x2078, 0x2079};

	if (cp >= '0' && cp <= '9')
		return digits[cp - '0'];
	if (cp == '+')
		return 0x207A;
	return cp == '-' || cp == 0x2212 || cp == 0x2010 || cp == 0x2011 || cp == 0x2013 ? 0x207B : 0;
}

/* Numbers with what may stand between and around them, and hardly a letter. */
static bool is_number(struct span s)
{
	size_t digits = 0, letters = 0;
	int32_t cp;

	if (s.len > RAISED_MAX)
		return false;
	for (size_t at = 0; at < s.len;) {
		at += utf8_decode(s, at, &cp);
		if (cp >= '0' && cp <= '9')
			digits++;
		else if (utf8_is_letter(cp))
			letters++;
		else if (raised_form(cp) == 0 && !utf8_is_space(cp) && !utf8_is_one_of(cp, ",;./)]*"))
			return false;
	}
	return digits != 0 && letters <= LETTERS_MAX;
}

/* Whether a text goes on without white space or an opening mark at its end. */
static bool touches(struct span before)
{
	int32_t cp;

	if (before.len == 0)
		return false;
	utf8_decode(before, utf8_before(before, before.len), &cp);
	return !utf8_is_space(cp) && !utf8_is_one_of(cp, "([{“‘„«‹|\n");
}

/* Whether a digit follows at `at`: then a sign there is the number's. */
static bool digit_follows(struct span s, size_t at)
{
	return at < s.len && s.data[at] >= '0' && s.data[at] <= '9';
}

void raised_add(struct buf *to, struct span before, struct span s)
{
	int32_t cp;

	if (!touches(before) || !is_number(s)) {
		buf_add_span(to, s);
		return;
	}
	for (size_t at = 0; at < s.len;) {
		size_t len = utf8_decode(s, at, &cp);
		int32_t form = raised_form(cp);

		if (form != 0 && ((cp >= '0' && cp <= '9') || (at == 0 && digit_follows(s, len))))
			utf8_add(to, form);
		else
			buf_add(to, s.data + at, len);
		at += len;
	}
}
