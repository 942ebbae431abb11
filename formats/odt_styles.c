#include "formats/odt_styles.h"

#include <stdlib.h>

#include "formats/xml.h"

static void init_list(struct odt_list *l)
{
	memset(l, 0, sizeof *l);
	for (int i = 0; i < ODT_LEVELS; i++)
		l->levels[i] = (struct odt_level){.start = 1, .shown = 1};
}

void odt_styles_init(struct odt_styles *s)
{
	*s = (struct odt_styles){.styles = NULL};
	strmap_init(&s->by_style);
	strmap_init(&s->by_span);
	strmap_init(&s->by_list);
	pool_init(&s->pool);
	ARRAY_GROW(s->lists, s->list_count, s->list_cap);
	init_list(&s->lists[s->list_count++]);
}

void odt_styles_release(struct odt_styles *s)
{
	free(s->styles);
	free(s->lists);
	strmap_release(&s->by_style);
	strmap_release(&s->by_span);
	strmap_release(&s->by_list);
	pool_release(&s->pool);
}

static struct span keep(struct odt_styles *s, const char *value)
{
	return value == NULL ? span_make("", 0) : pool_span(&s->pool, span_of(value));
}

static void begin_style(struct odt_styles *s, struct xml *a)
{
	const char *name = xml_get(a, "style:name"), *family = xml_get(a, "style:family");
	bool added, of_span = family != NULL && strcmp(family, "text") == 0;
	uint32_t *place;

	s->open_style = NULL;
	if (name == NULL || family == NULL || (!of_span && strcmp(family, "paragraph") != 0))
		return;
	place = strmap_put(of_span ? &s->by_span : &s->by_style, span_of(name), &added);
	if (!added)
		return;
	ARRAY_GROW(s->styles, s->style_count, s->style_cap);
	s->styles[s->style_count++] = (struct odt_style){keep(s, name), keep(s, xml_get(a, "style:display-name")),
	        keep(s, xml_get(a, "style:parent-style-name")), keep(s, xml_get(a, "style:list-style-name")), ODT_UNSAID, ODT_HEIGHT_UNSAID};
	s->open_style = &s->styles[s->style_count - 1];
	*place = (uint32_t)s->style_count;
}

/* "super 58%", "33% 58%": raised; "sub 58%", "-33% 58%", "0% 100%": not. */
static enum odt_height height_of(const char *position)
{
	return strncmp(position, "super", 5) == 0 || strtod(position, NULL) > 0 ? ODT_RAISED : ODT_ON_LINE;
}

static void take_text_properties(struct odt_styles *s, struct xml *a)
{
	static const char *const lines[] = {"style:text-line-through-style", "style:text-line-through-type", "style:text-crossing-out", NULL};
	const char *display = xml_get(a, "text:display"), *position = xml_get(a, "style:text-position");

	if (s->open_style == NULL)
		return;
	for (int i = 0; lines[i] != NULL; i++) {
		const char *line = xml_get(a, lines[i]);

		if (line != NULL && s->open_style->gone != ODT_GONE)
			s->open_style->gone = strcmp(line, "none") == 0 ? ODT_SHOWN : ODT_GONE;
	}
	if (display != NULL && strcmp(display, "none") == 0)
		s->open_style->gone = ODT_GONE;
	if (position != NULL)
		s->open_style->height = height_of(position);
}

static void begin_list(struct odt_styles *s, struct xml *a)
{
	const char *name = xml_get(a, "style:name");

	s->open_list = NULL;
	if (name == NULL)
		return;
	ARRAY_GROW(s->lists, s->list_count, s->list_cap);
	s->open_list = &s->lists[s->list_count++];
	init_list(s->open_list);
	*strmap_put(&s->by_list, span_of(name), NULL) = (uint32_t)s->list_count;
}

/* Only digits, Latin letters and Roman numbers; others print nothing that we would vouch for. */
static enum numerals numerals_of(const struct xml *a)
{
	const char *format = xml_get(a, "style:num-format"), *repeated = xml_get(a, "style:num-letter-sync");
	bool same = repeated != NULL && strcmp(repeated, "true") == 0;

	if (format == NULL || format[0] == '\0' || format[1] != '\0')
		return NUMERALS_NONE;
	switch (format[0]) {
	case '1': return NUMERALS_DECIMAL;
	case 'a': return same ? NUMERALS_LOWER_REPEATED : NUMERALS_LOWER_LETTER;
	case 'A': return same ? NUMERALS_UPPER_REPEATED : NUMERALS_UPPER_LETTER;
	case 'i': return NUMERALS_LOWER_ROMAN;
	case 'I': return NUMERALS_UPPER_ROMAN;
	default: return NUMERALS_NONE;
	}
}

static void take_level(struct odt_styles *s, struct xml *a, bool bullet)
{
	long level = xml_number(a, "text:level", 0);
	struct odt_level *l;

	if (s->open_list == NULL || level < 1 || level > ODT_LEVELS)
		return;
	l = &s->open_list->levels[level - 1];
	l->bullet = bullet;
	l->numerals = bullet ? NUMERALS_NONE : numerals_of(a);
	l->start = xml_number(a, "text:start-value", 1);
	l->shown = (int)xml_number(a, "text:display-levels", 1);
	l->prefix = bullet ? span_make("", 0) : keep(s, xml_get(a, "style:num-prefix"));
	l->suffix = bullet ? span_make("", 0) : keep(s, xml_get(a, "style:num-suffix"));
}

void odt_styles_start(struct odt_styles *s, const char *name, struct xml *a)
{
	if (strcmp(name, "style:style") == 0)
		begin_style(s, a);
	else if (strcmp(name, "style:text-properties") == 0)
		take_text_properties(s, a);
	else if (strcmp(name, "text:list-style") == 0)
		begin_list(s, a);
	else if (strcmp(name, "text:outline-style") == 0)
		s->open_list = &s->lists[0];
	else if (strcmp(name, "text:list-level-style-number") == 0 || strcmp(name, "text:outline-level-style") == 0)
		take_level(s, a, false);
	else if (strcmp(name, "text:list-level-style-bullet") == 0 || strcmp(name, "text:list-level-style-image") == 0)
		take_level(s, a, true);
}

void odt_styles_end(struct odt_styles *s, const char *name)
{
	if (strcmp(name, "text:list-style") == 0 || strcmp(name, "text:outline-style") == 0)
		s->open_list = NULL;
	else if (strcmp(name, "style:style") == 0)
		s->open_style = NULL;
}

static const struct odt_style *find_named(const struct odt_styles *s, const struct strmap *names, struct span name)
{
	const uint32_t *place = name.len == 0 ? NULL : strmap_get(names, name);

	return place == NULL ? NULL : &s->styles[*place - 1];
}

static const struct odt_style *find_style(const struct odt_styles *s, struct span name)
{
	return find_named(s, &s->by_style, name);
}

enum odt_gone odt_style_gone(const struct odt_styles *s, struct span style, bool of_span)
{
	const struct strmap *names = of_span ? &s->by_span : &s->by_style;
	const struct odt_style *at = find_named(s, names, style);

	for (int depth = 0; at != NULL && depth < ODT_BASED_MAX; depth++, at = find_named(s, names, at->parent))
		if (at->gone != ODT_UNSAID)
			return at->gone;
	return ODT_UNSAID;
}

enum odt_height odt_style_height(const struct odt_styles *s, struct span style, bool of_span)
{
	const struct strmap *names = of_span ? &s->by_span : &s->by_style;
	const struct odt_style *at = find_named(s, names, style);

	for (int depth = 0; at != NULL && depth < ODT_BASED_MAX; depth++, at = find_named(s, names, at->parent))
		if (at->height != ODT_HEIGHT_UNSAID)
			return at->height;
	return ODT_HEIGHT_UNSAID;
}

bool odt_style_is(const struct odt_styles *s, struct span style, const char *name)
{
	const struct odt_style *at = find_style(s, style);

	for (int depth = 0; at != NULL && depth < ODT_BASED_MAX; depth++, at = find_style(s, at->parent))
		if (span_eq_str(at->name, name) || span_eq_str(at->shown_name, name))
			return true;
	return false;
}

struct span odt_style_list(const struct odt_styles *s, struct span style)
{
	const struct odt_style *at = find_style(s, style);

	for (int depth = 0; at != NULL && depth < ODT_BASED_MAX; depth++, at = find_style(s, at->parent))
		if (at->list.len != 0)
			return at->list;
	return span_make("", 0);
}

struct odt_list *odt_list_find(const struct odt_styles *s, struct span name)
{
	const uint32_t *place = name.len == 0 ? NULL : strmap_get(&s->by_list, name);

	return place == NULL ? NULL : &s->lists[*place - 1];
}

void odt_list_restart(struct odt_list *l, int level)
{
	for (int i = level; i < ODT_LEVELS; i++)
		l->started[i] = false;
}

static void write_label(const struct odt_list *l, int level, char label[OFFICE_LABEL_MAX])
{
	const struct odt_level *own = &l->levels[level];
	int from = level - own->shown + 1;
	struct buf b;
	size_t numbers = 0;

	buf_init(&b);
	buf_add_span(&b, own->prefix);
	for (int i = from < 0 ? 0 : from; i <= level; i++) {
		char number[NUMERAL_MAX];

		if (l->levels[i].numerals == NUMERALS_NONE || !numeral_write(number, l->levels[i].numerals, l->counters[i]))
			continue;
		if (numbers++ != 0)
			buf_add_char(&b, '.');
		buf_add_str(&b, number);
	}
	buf_add_span(&b, own->suffix);
	label[0] = '\0';
	if (own->numerals != NUMERALS_NONE && numbers != 0 && b.len < OFFICE_LABEL_MAX)
		memcpy(label, b.data, b.len + 1);
	buf_release(&b);
}

void odt_list_count(struct odt_list *l, int level, long value, char label[OFFICE_LABEL_MAX])
{
	label[0] = '\0';
	if (level < 0 || level >= ODT_LEVELS)
		return;
	for (int i = 0; i < level; i++)
		if (!l->started[i]) {
			l->started[i] = true;
			l->counters[i] = l->levels[i].start;
		}
	l->counters[level] = value >= 0 ? value : l->started[level] ? l->counters[level] + 1 : l->levels[level].start;
	l->started[level] = true;
	odt_list_restart(l, level + 1);
	write_label(l, level, label);
}
