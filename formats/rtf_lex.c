#include "formats/rtf_lex.h"

#define NUMBER_DIGITS_MAX 10

static bool more(const struct rtf_lexer *l)
{
	return l->at < l->bytes.len;
}

static char here(const struct rtf_lexer *l)
{
	return more(l) ? l->bytes.data[l->at] : '\0';
}

/* The number of a control word, if one follows. */
static void take_number(struct rtf_lexer *l, struct rtf_token *t)
{
	size_t at = l->at;
	bool negative = here(l) == '-';
	long long n = 0;

	at += negative;
	if (at >= l->bytes.len || !byte_is_digit(l->bytes.data[at]))
		return;
	for (int digits = 0; at < l->bytes.len && byte_is_digit(l->bytes.data[at]); at++, digits++)
		if (digits < NUMBER_DIGITS_MAX)
			n = n * 10 + (l->bytes.data[at] - '0');
	n = negative ? -n : n;
	t->numbered = true;
	t->number = n > INT32_MAX ? INT32_MAX : n < INT32_MIN ? INT32_MIN : (long)n;
	l->at = at;
}

static struct rtf_token take_word(struct rtf_lexer *l)
{
	struct rtf_token t = {.kind = RTF_WORD};
	size_t start = l->at;

	while (more(l) && byte_is_letter(here(l)))
		l->at++;
	t.text = span_make(l->bytes.data + start, l->at - start);
	take_number(l, &t);
	if (here(l) == ' ')
		l->at++;
	if (span_eq_str(t.text, "bin") && t.number > 0)
		l->at += l->bytes.len - l->at < (size_t)t.number ? l->bytes.len - l->at : (size_t)t.number;
	return t;
}

static struct rtf_token take_control(struct rtf_lexer *l)
{
	struct rtf_token t = {.kind = RTF_SYMBOL};
	int high, low;

	if (byte_is_letter(here(l)))
		return take_word(l);
	t.byte = here(l);
	l->at += more(l);
	if (t.byte == '\\' || t.byte == '{' || t.byte == '}')
		t.kind = RTF_BYTE;
	if (t.byte != '\'' || l->bytes.len - l->at < 2)
		return t;
	high = hex_value(l->bytes.data[l->at]);
	low = hex_value(l->bytes.data[l->at + 1]);
	if (high < 0 || low < 0)
		return t;
	l->at += 2;
	t.kind = RTF_BYTE;
	t.byte = (char)(high * 16 + low);
	return t;
}

static struct rtf_token take_text(struct rtf_lexer *l)
{
	size_t start = l->at;

	while (more(l) && strchr("\\{}\r\n", here(l)) == NULL) /* a NUL ends it too */
		l->at++;
	return (struct rtf_token){.kind = RTF_TEXT, .text = span_make(l->bytes.data + start, l->at - start)};
}

struct rtf_token rtf_next(struct rtf_lexer *l)
{
	while (more(l) && (here(l) == '\r' || here(l) == '\n' || here(l) == '\0'))
		l->at++;
	if (!more(l))
		return (struct rtf_token){.kind = RTF_END};
	switch (here(l)) {
	case '{': l->at++; return (struct rtf_token){.kind = RTF_OPEN};
	case '}': l->at++; return (struct rtf_token){.kind = RTF_CLOSE};
	case '\\': l->at++; return take_control(l);
	default: return take_text(l);
	}
}
