/*
 * annex.c: what stands behind the last part of a text, and in none of its parts: schedules, annexes, final
 * provisions; and the words in capitals by which a court goes over to what it decides.
 */
#include "indexer/shape.h"

#include "text/roman.h"
#include "text/utf8.h"

#define TURNING_BYTES_MAX 48 /* of "П О С Т А Н О В И Л А" */
#define NUMBER_BYTES_MAX 8 /* of an annex: "XXXVIII", "12", "A" */

/* The letters at `at`. */
static struct span word_at(struct span s, size_t at)
{
	size_t end = at;
	int32_t cp;

	for (size_t len; end < s.len; end += len) {
		len = utf8_decode(s, end, &cp);
		if (!utf8_is_letter(cp) && !utf8_is_mark(cp))
			break;
	}
	return span_make(s.data + at, end - at);
}

static bool is_annex_word(struct span w)
{
	static const char *const words[] = {"annex", "annexes", "annexe", "appendix", "appendices", "schedule", "schedules", "anexo", "anexos", "anejo",
	                                    "apéndice", "apêndice", "anlage", "anhang", "allegato", "приложение", "приложения", "додаток", "қосымша", NULL};

	return utf8_folds_to(w, words);
}

static bool is_ordinal(struct span w)
{
	static const char *const words[] = {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
	                                    "the", NULL};

	return utf8_folds_to(w, words);
}

static bool is_number(struct span w)
{
	static const char *const words[] = {"único", "única", "unique", NULL};
	bool digits = w.len != 0;

	for (size_t i = 0; i < w.len; i++)
		digits = digits && byte_is_digit(w.data[i]);
	return w.len != 0 && w.len <= NUMBER_BYTES_MAX &&
	       (digits || roman_read(w, ROMAN_CAPITALS) != 0 || (utf8_length(w) == 1 && text_begins_upper(w, 0, w.len)) || utf8_folds_to(w, words));
}

/* " 1", " № 2", " IV": the number behind the word; 0: none. */
static size_t number_behind(struct span s, size_t at)
{
	size_t from = skip_space(s, at, s.len), end;

	if (memchr(s.data + at, '\n', from - at) != NULL)
		return 0;
	if (span_starts(span_make(s.data + from, s.len - from), "№"))
		from = skip_space(s, from + strlen("№"), s.len);
	for (end = from; end < s.len && (unsigned char)s.data[end] > ' ' && strchr(".,:;()[]-", s.data[end]) == NULL; end++)
		;
	return is_number(span_make(s.data + from, end - from)) ? end : 0;
}

/* "1-қосымша": the bytes before the word; 0: none. */
static size_t number_before(struct span s)
{
	size_t at = 0;

	while (at < s.len && byte_is_digit(s.data[at]))
		at++;
	return at != 0 && at < s.len && s.data[at] == '-' ? at + 1 : 0;
}

size_t text_annex(struct span s)
{
	size_t at = number_before(s), end;
	bool before = at != 0;
	struct span w = word_at(s, at);

	for (; is_ordinal(w) && at + w.len < s.len; before = true) {
		at = skip_space(s, at + w.len, s.len);
		w = word_at(s, at);
	}
	if (!is_annex_word(w))
		return 0;
	end = number_behind(s, at + w.len);
	if (end != 0)
		return end;
	end = at + w.len;
	if (before || end == s.len || s.data[end] == '\n' || s.data[end] == ':')
		return before || !span_eq_str(w, "Schedule") ? end : 0; /* "Schedule" alone is a plan of hours */
	return 0;
}

bool text_is_final(struct span s)
{
	static const char *const names[] = {"disposiciones finales", "disposiciones transitorias", "disposiciones finales y transitorias",
	                                    "disposiciones transitorias y finales", "disposiciones adicionales", "disposiciones derogatorias",
	                                    "disposiciones complementarias", "artículos transitorios", "transitorios", "disposições finais",
	                                    "disposições transitórias", "disposições finais e transitórias",
	                                    "ato das disposições constitucionais transitórias", NULL};

	return text_is_capitals(s, 0, s.len) && utf8_folds_to(s, names);
}

/* "JUDGMENT" of "JUDGMENT (PER A. B. BROOK, J.)" */
static struct span without_judge(struct span s)
{
	const char *open = s.len == 0 || !span_ends(s, ")") ? NULL : memmem(s.data, s.len, " (P", 3);

	return open != NULL && (span_starts(span_make(open, (size_t)(s.data + s.len - open)), " (PER ") || span_starts(span_make(open, (size_t)(s.data + s.len - open)), " (Per "))
	               ? span_make(s.data, (size_t)(open - s.data))
	               : s;
}

bool text_is_turning(struct span s)
{
	static const char *const names[] = {"visto", "vistos", "considerando", "considerando que", "resultando", "resuelve", "falla", "por tanto",
	                                    "dispone", "decide", "décide", "ordonne", "resolve", "установил",
	                                    "установила", "решил", "решила", "постановил", "постановила", "определил", "определила", "приговорил",
	                                    "приговорила", "анықтады", "үкім етті", "қаулы етті", "шешті", "аныктады", "токтом кылды", "өкүм кылды", "чечти",
	                                    "aniqladi", "hukm qildi", "qaror qildi", "ajrim qildi",
	                                    "ұйғарды", "встановив", "встановила", "вирішив", "вирішила", "ухвалив", "ухвалила", "постановив", "gründe", NULL};
	static const char *const with_colon[] = {"judgment", "judgement", "oral judgment", "common judgment", "order", "oral order", NULL};
	/* of German and Swiss rulings, which have them in small letters */
	static const char *const small[] = {"gründe", "tatbestand", "entscheidungsgründe", "begründung", "sachverhalt", "erwägungen", "demnach erkennt das bundesgericht",
	                                    "considérant en fait et en droit", "considérant en droit", "par ces motifs, le tribunal fédéral prononce", NULL};
	bool colon = span_ends(s, ":"), found;
	struct buf joined;

	while (s.len != 0 && strchr(": ", s.data[s.len - 1]) != NULL)
		s.len--;
	if (colon)
		s = without_judge(s);
	if (s.len == 0 || s.len > TURNING_BYTES_MAX)
		return false;
	buf_init(&joined);
	if (text_letters_apart(s, &joined))
		found = utf8_folds_to(buf_span(&joined), names) || (colon && utf8_folds_to(buf_span(&joined), with_colon));
	else /* "decide:" may lead in; no Russian sentence is "решил:" alone */
		found = (text_is_capitals(s, 0, s.len) && (utf8_folds_to(s, names) || (colon && utf8_folds_to(s, with_colon)))) ||
		        ((unsigned char)s.data[0] >= 0xD0 && utf8_folds_to(s, names)) || (colon && utf8_folds_to(s, small));
	buf_release(&joined);
	return found;
}
