#include "searcher/pasted_calls.h"

#include "text/utf8.h"

#define CALL_DIGITS 3 /* of a note call in brackets */

/* The bytes of "[12]" at `at`, right behind what it is a call of; 0: it is none. */
static size_t bracket_call(struct span s, size_t at)
{
	size_t end = at + 1;

	if (at == 0 || s.data[at] != '[' || s.data[at - 1] == ' ')
		return 0;
	while (end < s.len && end <= at + CALL_DIGITS && utf8_is_digit(s.data[end]))
		end++;
	return end > at + 1 && end < s.len && s.data[end] == ']' ? end + 1 - at : 0;
}

#define CALL_MARKS 2

/*
 * The bytes of a note call at `at`: superscript digits, <sup>…</sup>, [^…], [12]; 0: there is none. What does not close
 * any more is noted in `open`, so that a text full of marks is read once.
 */
static size_t note_call(struct span s, size_t at, bool open[CALL_MARKS])
{
	static const struct {
		const char *open, *close;
	} marks[CALL_MARKS] = {{"<sup>", "</sup>"}, {"[^", "]"}};
	struct span rest = span_make(s.data + at, s.len - at);
	size_t end = at, len;
	int32_t cp;

	for (size_t i = 0; i < CALL_MARKS; i++) {
		const char *close;

		if (open[i] || !span_starts(rest, marks[i].open))
			continue;
		close = memmem(rest.data, rest.len, marks[i].close, strlen(marks[i].close));
		open[i] = close == NULL;
		return close == NULL ? 0 : (size_t)(close - rest.data) + strlen(marks[i].close);
	}
	while (end < s.len) {
		len = utf8_decode(s, end, &cp);
		if (utf8_superscript(cp) < 0)
			break;
		end += len;
	}
	return end != at ? end - at : bracket_call(s, at);
}

bool calls_left_out(struct buf *out, struct span s)
{
	bool open[CALL_MARKS] = {false};

	for (size_t at = 0, call; at < s.len;) {
		call = note_call(s, at, open);
		if (call == 0)
			buf_add_char(out, s.data[at]);
		at += call == 0 ? 1 : call;
	}
	return out->len != s.len;
}
