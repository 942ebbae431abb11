/*
 * Judgments and decisions of the European Court of Human Rights: a case has a
 * name, and its court stands with the date. OSCOLA 2.7.1: "Balogh v Hungary App
 * no 47940/99 (ECtHR, 20 July 2004), para 28". The Bluebook, rules 10.2 and 21.5:
 * the name, "App. No.", the pinpoint, court (table T3) and full date, address: the
 * order of decisions that are in no report. Of several applicants the first is
 * named, without "and others", and no article begins a party's name. The other
 * styles take judgments as documents.
 */
#include "render/cite_parts.h"

#include <ctype.h>
#include <strings.h>

static const char *const courts[] = {
	"European Court of Human Rights", "Cour européenne des droits de l’homme", "Cour européenne des droits de l'homme",
	"Европейский суд по правам человека",
};

static bool is_one_of(const char *value, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcasecmp(value, list[i]) == 0)
			return true;
	return false;
}

bool cite_is_case(const struct source *s)
{
	static const char *const kinds[] = {"judgment", "judgement", "decision", "arrêt", "décision"};
	const struct metadata *m = &s->meta;

	return m->publisher_count == 1 && is_one_of(m->publishers[0], courts, sizeof courts / sizeof *courts) &&
	       cite_is_known(m->title) && cite_is_known(m->kind) && is_one_of(m->kind, kinds, sizeof kinds / sizeof *kinds);
}

/* The title proper, past what the Court prints before a name. */
static struct span case_name(const char *title)
{
	static const char *const before[] = {"case of ", "affaire ", "in the case of "};

	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		if (strncasecmp(title, before[i], strlen(before[i])) == 0)
			return span_of(title + strlen(before[i]));
	return span_of(title);
}

/* Where the sides of a case are parted, and by how many bytes; name.len: nowhere. */
static size_t find_versus(struct span name, size_t *len)
{
	static const char *const versus[] = {" v. ", " c. ", " v ", " c "};

	for (size_t at = 1; at < name.len; at++)
		for (size_t i = 0; i < sizeof versus / sizeof *versus; i++)
			if (span_starts(span_make(name.data + at, name.len - at), versus[i])) {
				*len = strlen(versus[i]);
				return at;
			}
	return name.len;
}

static struct span without_others(struct span side)
{
	static const char *const others[] = {" and others", " and another", " et autres", " et autre"};

	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		size_t len = strlen(others[i]);

		if (side.len > len && strncasecmp(side.data + side.len - len, others[i], len) == 0)
			return span_make(side.data, side.len - len);
	}
	return side;
}

static struct span without_article(struct span side)
{
	size_t len = strlen("the ");

	return side.len > len && strncasecmp(side.data, "the ", len) == 0 ? span_make(side.data + len, side.len - len) : side;
}

/* "A and Others v. the B" as "A v. B"; a name that parts no sides is one side. */
static void add_parties(struct buf *out, struct span name)
{
	size_t len = 0, at = find_versus(name, &len);

	buf_add_span(out, without_article(without_others(span_make(name.data, at))));
	buf_add(out, name.data + at, len);
	buf_add_span(out, without_article(without_others(span_make(name.data + at + len, name.len - at - len))));
}

/* The stop of an initial: S.A.S. */
static bool is_stop_of_initial(struct span name, size_t at)
{
	return at != 0 && name.data[at - 1] >= 'A' && name.data[at - 1] <= 'Z' &&
	       (at == 1 || name.data[at - 2] == ' ' || name.data[at - 2] == '.');
}

/* Whether a full stop ends an initial, or one of these words, and more follows. */
static bool is_stop_of_abbreviation(struct span name, size_t at)
{
	static const char *const before[] = {" v", " c", " No", "(No", " no", "(no"};

	if (name.data[at] != '.')
		return false;
	if (is_stop_of_initial(name, at))
		return true;
	if (at + 1 >= name.len || name.data[at + 1] != ' ')
		return false;
	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		if (span_ends(span_make(name.data, at), before[i]))
			return true;
	return false;
}

/* "S.A. v. B (No. 2)" as "SA v B (No 2)". */
static void add_without_stops(struct buf *out, struct span name)
{
	for (size_t i = 0; i < name.len; i++)
		if (!is_stop_of_abbreviation(name, i))
			buf_add_char(out, name.data[i]);
}

void cite_add_case_name(struct buf *out, const struct source *s, bool stops)
{
	struct buf name, parties;

	buf_init(&name);
	buf_init(&parties);
	cite_add_line(&name, case_name(s->meta.title));
	add_parties(&parties, buf_span(&name));
	if (stops)
		cite_add_abbreviated(out, buf_span(&parties));
	else
		add_without_stops(out, buf_span(&parties));
	buf_release(&name);
	buf_release(&parties);
}

/* "78117/13" of "Application no. 78117/13", with what else the symbol names after it; empty: it names none. */
static struct span application(const struct metadata *m)
{
	const char *at = cite_has_symbol(m) ? m->symbol : "";

	for (; *at != '\0'; at++) {
		size_t digits = strspn(at, "0123456789");

		if (digits != 0 && at[digits] == '/' && isdigit((unsigned char)at[digits + 1]))
			return span_of(at);
		at += digits == 0 ? 0 : digits - 1;
	}
	return (struct span){0};
}

/* "1206/03, 1207/03", "34445/04 and 2 others", "34445/04 et 2 autres" */
static bool is_several(struct span number)
{
	const char *stroke = memchr(number.data, '/', number.len);

	return strchr(stroke + 1, '/') != NULL || strstr(stroke, " other") != NULL || strstr(stroke, " autre") != NULL;
}

bool cite_add_application(struct buf *out, const struct metadata *m, const char *one, const char *several)
{
	struct span number = application(m);

	if (number.len == 0)
		return false;
	buf_add_str(out, is_several(number) ? several : one);
	cite_add_line(out, number);
	return true;
}
