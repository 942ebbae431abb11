#include "formats/docx_styles.h"

#include <stdlib.h>
#include <strings.h>

#include "formats/document.h"
#include "formats/xml.h"

void docx_styles_init(struct docx_styles *s)
{
	*s = (struct docx_styles){.styles = NULL};
	strmap_init(&s->by_style);
	strmap_init(&s->by_abstract);
	strmap_init(&s->by_number);
	pool_init(&s->pool);
}

void docx_styles_release(struct docx_styles *s)
{
	free(s->styles);
	free(s->abstracts);
	free(s->numbers);
	strmap_release(&s->by_style);
	strmap_release(&s->by_abstract);
	strmap_release(&s->by_number);
	pool_release(&s->pool);
}

static struct span keep(struct docx_styles *s, const char *value)
{
	return value == NULL ? span_make("", 0) : pool_span(&s->pool, span_of(value));
}

/* ---- styles ---- */

struct style_reading {
	struct docx_styles *s;
	struct document *document;
	struct docx_style *open; /* NULL: none, or a table's or a list's */
};

static void take_name(struct docx_style *s, const char *name)
{
	struct office_style style = office_style(name);

	if (style.heading > 0 && s->look.outline == DOCX_UNSET)
		s->look.outline = style.heading - 1;
	s->look.title = style.title;
	s->look.quotation = style.quotation;
	s->look.contents = style.contents;
}

static void begin_style(struct style_reading *r, struct xml *a)
{
	struct docx_styles *s = r->s;
	const char *id = xml_get(a, "w:styleId"), *type = xml_get(a, "w:type"), *is_default = xml_get(a, "w:default");
	struct docx_look none = {DOCX_UNSET, DOCX_UNSET, DOCX_UNSET, false, false, false, {"", 0}};
	bool added;
	uint32_t *place;
	bool paragraphs = type == NULL || strcmp(type, "paragraph") == 0;

	r->open = NULL;
	if (id == NULL || (!paragraphs && strcmp(type, "character") != 0))
		return;
	place = strmap_put(&s->by_style, span_of(id), &added);
	if (!added)
		return;
	ARRAY_GROW(s->styles, s->style_count, s->style_cap);
	r->open = &s->styles[s->style_count++];
	*r->open = (struct docx_style){.look = none, .based_on = {"", 0}};
	r->open->look.style = keep(s, id);
	*place = (uint32_t)s->style_count;
	if (paragraphs && is_default != NULL && !xml_is_off(a, "w:default"))
		s->default_style = r->open->look.style;
}

static void style_start(void *context, const char *name, struct xml *a)
{
	struct style_reading *r = context;
	const char *value;

	if (strcmp(name, "w:style") == 0) {
		begin_style(r, a);
		return;
	}
	value = xml_get(a, "w:val");
	if (strcmp(name, "w:lang") == 0)
		document_declare(r->document, value);
	if (r->open == NULL || docx_toggles_take(&r->open->gone, name, a) || value == NULL)
		return;
	if (strcmp(name, "w:name") == 0)
		take_name(r->open, value);
	else if (strcmp(name, "w:vertAlign") == 0)
		r->open->height = docx_height_of(value);
	else if (strcmp(name, "w:basedOn") == 0)
		r->open->based_on = keep(r->s, value);
	else if (strcmp(name, "w:outlineLvl") == 0)
		r->open->look.outline = (int)xml_number(a, "w:val", DOCX_UNSET);
	else if (strcmp(name, "w:numId") == 0)
		r->open->look.number = xml_number(a, "w:val", DOCX_UNSET);
	else if (strcmp(name, "w:ilvl") == 0)
		r->open->look.level = (int)xml_number(a, "w:val", DOCX_UNSET);
}

static void style_end(void *context, const char *name)
{
	if (strcmp(name, "w:style") == 0)
		((struct style_reading *)context)->open = NULL;
}

bool docx_styles_read(struct docx_styles *s, struct document *d, struct span xml, char **reason)
{
	static const struct xml_reader reader = {style_start, style_end, NULL};
	struct style_reading r = {s, d, NULL};

	return xml_read(xml, "styles.xml", &reader, &r, reason);
}

struct docx_look docx_look(const struct docx_styles *s, struct span id)
{
	struct docx_look look = {DOCX_UNSET, DOCX_UNSET, DOCX_UNSET, false, false, false, {"", 0}};

	for (int depth = 0; depth < DOCX_BASED_MAX && id.len != 0; depth++) {
		const uint32_t *place = strmap_get(&s->by_style, id);
		const struct docx_look *own;

		if (place == NULL)
			break;
		own = &s->styles[*place - 1].look;
		if (look.outline == DOCX_UNSET)
			look.outline = own->outline;
		if (look.number == DOCX_UNSET && own->number != DOCX_UNSET) {
			look.number = own->number;
			look.style = own->style;
		}
		if (look.level == DOCX_UNSET)
			look.level = own->level;
		look.title |= own->title;
		look.quotation |= own->quotation;
		look.contents |= own->contents;
		id = s->styles[*place - 1].based_on;
	}
	return look;
}

/* ---- numbering ---- */

struct numbering_reading {
	struct docx_styles *s;
	struct docx_abstract *abstract;
	struct docx_number *number;
	struct docx_level *level;
	int override;
};

enum numerals docx_numerals(const char *format)
{
	static const struct {
		const char *name;
		enum numerals numerals;
	} formats[] = {{"decimal", NUMERALS_DECIMAL}, {"decimalZero", NUMERALS_DECIMAL_ZERO}, {"lowerLetter", NUMERALS_LOWER_REPEATED},
	               {"upperLetter", NUMERALS_UPPER_REPEATED}, {"lowerRoman", NUMERALS_LOWER_ROMAN}, {"upperRoman", NUMERALS_UPPER_ROMAN},
	               {"russianLower", NUMERALS_LOWER_RUSSIAN}, {"russianUpper", NUMERALS_UPPER_RUSSIAN}};

	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(formats[i].name, format) == 0)
			return formats[i].numerals;
	return NUMERALS_NONE;
}

static void init_levels(struct docx_level *levels)
{
	for (int i = 0; i < DOCX_LEVELS; i++)
		levels[i] = (struct docx_level){.start = 1, .numerals = NUMERALS_DECIMAL, .restart = DOCX_UNSET};
}

static void begin_abstract(struct numbering_reading *r, struct xml *a)
{
	struct docx_styles *s = r->s;
	const char *id = xml_get(a, "w:abstractNumId");

	r->number = NULL;
	if (id == NULL)
		return;
	ARRAY_GROW(s->abstracts, s->abstract_count, s->abstract_cap);
	r->abstract = &s->abstracts[s->abstract_count++];
	memset(r->abstract, 0, sizeof *r->abstract);
	init_levels(r->abstract->levels);
	*strmap_put(&s->by_abstract, span_of(id), NULL) = (uint32_t)s->abstract_count;
}

static void begin_number(struct numbering_reading *r, struct xml *a)
{
	struct docx_styles *s = r->s;
	const char *id = xml_get(a, "w:numId");

	r->abstract = NULL;
	r->number = NULL;
	if (id == NULL)
		return;
	ARRAY_GROW(s->numbers, s->number_count, s->number_cap);
	r->number = &s->numbers[s->number_count++];
	memset(r->number, 0, sizeof *r->number);
	for (int i = 0; i < DOCX_LEVELS; i++)
		r->number->starts[i] = DOCX_UNSET;
	*strmap_put(&s->by_number, span_of(id), NULL) = (uint32_t)s->number_count;
}

static void begin_level(struct numbering_reading *r, struct xml *a)
{
	long i = xml_number(a, "w:ilvl", DOCX_UNSET);

	r->level = NULL;
	if (i < 0 || i >= DOCX_LEVELS)
		return;
	if (r->number != NULL) {
		if (r->number->own == NULL) {
			r->number->own = pool_alloc(&r->s->pool, DOCX_LEVELS * sizeof *r->number->own);
			init_levels(r->number->own);
		}
		r->number->overridden[i] = true;
		r->level = &r->number->own[i];
	} else if (r->abstract != NULL) {
		r->level = &r->abstract->levels[i];
	}
}

static void take_level(struct numbering_reading *r, const char *name, struct xml *a)
{
	struct docx_level *l = r->level;
	const char *value = xml_get(a, "w:val");

	if (strcmp(name, "w:isLgl") == 0)
		l->legal = !xml_is_off(a, "w:val");
	if (value == NULL)
		return;
	if (strcmp(name, "w:start") == 0) {
		l->start = xml_number(a, "w:val", 1);
	} else if (strcmp(name, "w:numFmt") == 0) {
		l->bullet = strcmp(value, "bullet") == 0;
		l->numerals = docx_numerals(value);
	} else if (strcmp(name, "w:lvlText") == 0) {
		l->text = keep(r->s, value);
	} else if (strcmp(name, "w:lvlRestart") == 0) {
		l->restart = (int)xml_number(a, "w:val", DOCX_UNSET);
	} else if (strcmp(name, "w:pStyle") == 0) {
		l->style = keep(r->s, value);
	}
}

static void numbering_start(void *context, const char *name, struct xml *a)
{
	struct numbering_reading *r = context;

	if (strcmp(name, "w:abstractNum") == 0) {
		begin_abstract(r, a);
	} else if (strcmp(name, "w:num") == 0) {
		begin_number(r, a);
	} else if (strcmp(name, "w:lvl") == 0) {
		begin_level(r, a);
	} else if (r->level != NULL) {
		take_level(r, name, a);
	} else if (r->number != NULL && strcmp(name, "w:abstractNumId") == 0) {
		r->number->abstract = keep(r->s, xml_get(a, "w:val"));
	} else if (r->number != NULL && strcmp(name, "w:lvlOverride") == 0) {
		r->override = (int)xml_number(a, "w:ilvl", DOCX_UNSET);
	} else if (r->number != NULL && strcmp(name, "w:startOverride") == 0 && r->override >= 0 && r->override < DOCX_LEVELS) {
		r->number->starts[r->override] = xml_number(a, "w:val", DOCX_UNSET);
	} else if (r->abstract != NULL && strcmp(name, "w:styleLink") == 0) {
		r->abstract->style_link = keep(r->s, xml_get(a, "w:val"));
	} else if (r->abstract != NULL && strcmp(name, "w:numStyleLink") == 0) {
		r->abstract->number_style = keep(r->s, xml_get(a, "w:val"));
	}
}

static void numbering_end(void *context, const char *name)
{
	struct numbering_reading *r = context;

	if (strcmp(name, "w:lvl") == 0)
		r->level = NULL;
	else if (strcmp(name, "w:lvlOverride") == 0)
		r->override = DOCX_UNSET;
}

bool docx_numbering_read(struct docx_styles *s, struct span xml, char **reason)
{
	static const struct xml_reader reader = {numbering_start, numbering_end, NULL};
	struct numbering_reading r = {.s = s, .override = DOCX_UNSET};

	return xml_read(xml, "numbering.xml", &reader, &r, reason);
}

/* ---- the next number ---- */

static struct docx_number *find_number(const struct docx_styles *s, long id)
{
	struct buf key;
	const uint32_t *place;

	buf_init(&key);
	buf_addf(&key, "%ld", id);
	place = strmap_get(&s->by_number, buf_span(&key));
	buf_release(&key);
	return place == NULL ? NULL : &s->numbers[*place - 1];
}

/* The abstract numbering, or the one that its style stands for; abstract_count: none. */
static size_t find_abstract(const struct docx_styles *s, struct span id)
{
	const uint32_t *place = strmap_get(&s->by_abstract, id);
	size_t i;

	if (place == NULL)
		return s->abstract_count;
	i = *place - 1;
	if (s->abstracts[i].number_style.len != 0)
		for (size_t k = 0; k < s->abstract_count; k++)
			if (span_eq(s->abstracts[k].style_link, s->abstracts[i].number_style))
				return k;
	return i;
}

static const struct docx_level *level_of(const struct docx_abstract *a, const struct docx_number *n, int i)
{
	return n->own != NULL && n->overridden[i] ? &n->own[i] : &a->levels[i];
}

/* The level that a style is tied to, where it says no other. */
static int level_of_style(const struct docx_abstract *a, struct span style)
{
	for (int i = 0; style.len != 0 && i < DOCX_LEVELS; i++)
		if (span_eq(a->levels[i].style, style))
			return i;
	return 0;
}

static void count(struct docx_abstract *a, struct docx_number *n, int level)
{
	if (n->starts[level] != DOCX_UNSET && !n->used[level])
		a->counters[level] = n->starts[level];
	else
		a->counters[level] = a->started[level] ? a->counters[level] + 1 : level_of(a, n, level)->start;
	a->started[level] = n->used[level] = true;
	for (int i = level + 1; i < DOCX_LEVELS; i++) {
		int restart = level_of(a, n, i)->restart;

		if (restart == DOCX_UNSET || level < restart)
			a->started[i] = false;
	}
}

/* "%1.%2" with the numbers in it; empty if one cannot be written, or stands for a level that has none yet. */
static void write_label(char out[OFFICE_LABEL_MAX], const struct docx_abstract *a, const struct docx_number *n, int level)
{
	const struct docx_level *l = level_of(a, n, level);
	struct buf b;

	buf_init(&b);
	for (size_t i = 0; i < l->text.len; i++) {
		int of = i + 1 < l->text.len ? l->text.data[i + 1] - '1' : -1;
		char number[NUMERAL_MAX];

		if (l->text.data[i] != '%' || of < 0 || of >= DOCX_LEVELS) {
			buf_add_char(&b, l->text.data[i]);
			continue;
		}
		i++;
		if (of > level || !a->started[of] || !numeral_write(number, l->legal ? NUMERALS_DECIMAL : level_of(a, n, of)->numerals, a->counters[of])) {
			buf_clear(&b);
			break;
		}
		buf_add_str(&b, number);
	}
	out[0] = '\0';
	if (b.len < OFFICE_LABEL_MAX)
		memcpy(out, b.data, b.len + 1);
	buf_release(&b);
}

bool docx_next_number(struct docx_styles *s, const struct docx_look *look, char label[OFFICE_LABEL_MAX], int *level,
                      bool *bullet, size_t *abstract)
{
	struct docx_number *n = look->number > 0 ? find_number(s, look->number) : NULL;
	struct docx_abstract *a;

	label[0] = '\0';
	if (n == NULL)
		return false;
	*abstract = find_abstract(s, n->abstract);
	if (*abstract == s->abstract_count)
		return false;
	a = &s->abstracts[*abstract];
	*level = look->level != DOCX_UNSET ? look->level : level_of_style(a, look->style);
	if (*level < 0 || *level >= DOCX_LEVELS)
		return false;
	count(a, n, *level);
	*bullet = level_of(a, n, *level)->bullet;
	if (!*bullet)
		write_label(label, a, n, *level);
	return *bullet || label[0] != '\0';
}
