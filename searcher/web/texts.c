#include "searcher/web/texts.h"

#include "searcher/web/assets.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

#define TABLE "texts.tsv"

const char *const tongue_codes[TONGUES] = {"en", "ru", "fr"};
const char *const tongue_names[TONGUES] = {"English", "Русский", "Français"};

static enum tongue tongue_of(struct span code)
{
	size_t tongue = 0;

	while (tongue < TONGUES && !span_eq_str(code, tongue_codes[tongue]))
		tongue++;
	return (enum tongue)tongue;
}

enum tongue tongue_choose(struct span code, struct span accepted)
{
	enum tongue tongue = tongue_of(code);

	for (size_t at = 0; at < accepted.len && tongue == TONGUES; at++) {
		size_t start = at;

		while (at < accepted.len && accepted.data[at] != ',')
			at++;
		code = span_trim(span_make(accepted.data + start, at - start));
		tongue = tongue_of(span_make(code.data, code.len < 2 ? code.len : 2));
	}
	return tongue == TONGUES ? TONGUE_EN : tongue;
}

/* Cell `n` of a line. */
static struct span cell(struct span line, size_t n)
{
	for (;; n--) {
		const char *tab = memchr(line.data, '\t', line.len);
		size_t len = tab == NULL ? line.len : (size_t)(tab - line.data);

		if (n == 0)
			return span_make(line.data, len);
		if (tab == NULL)
			return span_make(NULL, 0);
		line = span_make(tab + 1, line.len - len - 1);
	}
}

struct span text_find(enum tongue tongue, struct span key)
{
	struct span table = asset_find(span_of(TABLE));

	for (size_t at = 0; at < table.len;) {
		const char *end = memchr(table.data + at, '\n', table.len - at);
		size_t len = end == NULL ? table.len - at : (size_t)(end - (table.data + at));

		if (len > key.len && table.data[at + key.len] == '\t' &&
		    memcmp(table.data + at, key.data, key.len) == 0)
			return cell(span_make(table.data + at, len), 1 + (size_t)tongue);
		at += len + 1;
	}
	return span_make(NULL, 0);
}

void text_add_number(struct buf *out, enum tongue tongue, uint64_t n)
{
	char digits[32];
	int len = snprintf(digits, sizeof digits, "%" PRIu64, n);

	for (int i = 0; i < len; i++) {
		if (i != 0 && (len - i) % 3 == 0)
			buf_add_str(out, tongue == TONGUE_EN ? "," : "\u202F");
		buf_add_char(out, digits[i]);
	}
}

/* Which form a number takes: CLDR's rules for whole numbers. */
static size_t form_of(enum tongue tongue, uint64_t n)
{
	if (tongue == TONGUE_FR)
		return n > 1;
	if (tongue == TONGUE_EN)
		return n != 1;
	if (n % 10 == 1 && n % 100 != 11)
		return 0;
	return n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? 1 : 2;
}

void text_add_count(struct buf *out, enum tongue tongue, const char *key, uint64_t n)
{
	static const char place[] = "{n}";
	struct span forms = text_find(tongue, span_of(key));
	const char *at;
	size_t len;

	assert(forms.data != NULL);
	for (size_t form = form_of(tongue, n); form > 0; form--) {
		const char *bar = memchr(forms.data, '|', forms.len);

		assert(bar != NULL);
		forms = span_make(bar + 1, forms.len - (size_t)(bar + 1 - forms.data));
	}
	at = memchr(forms.data, '|', forms.len);
	len = at == NULL ? forms.len : (size_t)(at - forms.data);
	at = memmem(forms.data, len, place, sizeof place - 1);
	assert(at != NULL);
	buf_add(out, forms.data, (size_t)(at - forms.data));
	text_add_number(out, tongue, n);
	buf_add(out, at + sizeof place - 1, len - (size_t)(at - forms.data) - (sizeof place - 1));
}
