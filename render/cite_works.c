#include "render/cite_parts.h"

#include "text/strmap.h"

#include <stdlib.h>
#include <strings.h>

static void add_key(struct buf *key, const struct source *s)
{
	buf_clear(key);
	buf_add_str(key, s->meta.id != NULL ? s->meta.id : "");
	buf_add_char(key, '\0');
	buf_add_str(key, s->sha256);
}

/* For each citation, the first that is of the same work. */
static void find_first(struct cited *all, const struct source *const *sources, size_t count)
{
	struct strmap seen;
	struct buf key;
	bool is_new;

	strmap_init(&seen);
	buf_init(&key);
	for (size_t i = 0; i < count; i++) {
		uint32_t *place;

		add_key(&key, sources[i]);
		place = strmap_put(&seen, buf_span(&key), &is_new);
		if (is_new)
			*place = (uint32_t)i;
		all[i].first = *place;
	}
	buf_release(&key);
	strmap_release(&seen);
}

/* A work with what it is sorted by: its title without "A" or "The", its whole date. */
struct work {
	char *author, *title, *date;
	size_t at; /* its first citation */
};

#define YEAR_CHARS 4

static char *author_of(const struct metadata *m)
{
	static const struct cite_names plain = {.two = "; ", .last = "; ", .most = SIZE_MAX, .others = ""};
	struct buf names;
	char *text;

	buf_init(&names);
	cite_add_names(&names, m, &plain);
	text = buf_detach(&names);
	buf_release(&names);
	return text;
}

/* An article is no part of a title's place in a list; of another language's nothing is known here. */
static const char *past_article(const struct source *s, const char *title)
{
	static const char *const articles[] = {"a ", "an ", "the "};

	if (!cite_is_known(s->meta.language) || strcmp(s->meta.language, "en") != 0)
		return title;
	for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
		if (strncasecmp(title, articles[i], strlen(articles[i])) == 0)
			return title + strlen(articles[i]);
	return title;
}

static char *title_of(const struct source *s)
{
	struct buf title;
	char *text;

	buf_init(&title);
	cite_title(&title, s);
	text = mem_spandup(span_of(past_article(s, title.data)));
	buf_release(&title);
	return text;
}

/* ---- Orders ---- */

static int by_place(const struct work *a, const struct work *b)
{
	return (a->at > b->at) - (a->at < b->at);
}

/* A work without author stands by its title. */
static int by_name(const struct work *a, const struct work *b)
{
	return strcasecmp(*a->author != '\0' ? a->author : a->title, *b->author != '\0' ? b->author : b->title);
}

/* Chicago: an author's works by title. */
static int by_title(const void *a, const void *b)
{
	const struct work *x = a, *y = b;
	int order = by_name(x, y);

	if (order == 0)
		order = strcasecmp(x->title, y->title);
	if (order == 0)
		order = strcmp(x->date, y->date);
	return order != 0 ? order : by_place(x, y);
}

/* APA and UN: an author's works by date, those without one first, and a year before its days; then by title. */
static int by_date(const void *a, const void *b)
{
	const struct work *x = a, *y = b;
	int order = by_name(x, y);

	if (order == 0)
		order = strcmp(x->date, y->date);
	return order != 0 ? order : by_title(a, b);
}

/* OSCOLA: the same, and works without author before all others. */
static int by_date_unattributed_first(const void *a, const void *b)
{
	const struct work *x = a, *y = b;
	int order = (*x->author != '\0') - (*y->author != '\0');

	return order != 0 ? order : by_date(a, b);
}

static int (*const orders[CITE_STYLES])(const void *a, const void *b) = {
	[CITE_PLAIN] = by_title, [CITE_OSCOLA] = by_date_unattributed_first,
	[CITE_CHICAGO] = by_title, [CITE_UN] = by_date,
	[CITE_BLUEBOOK] = by_title, [CITE_APA] = by_date,
};

/* ---- Works ---- */

static size_t find_works(struct work **out, const struct source *const *sources, size_t count)
{
	struct cited *all = mem_zalloc((count + 1) * sizeof *all);
	size_t works = 0;

	*out = mem_zalloc((count + 1) * sizeof **out);
	find_first(all, sources, count);
	for (size_t i = 0; i < count; i++) {
		const char *date = sources[i]->meta.date;

		if (all[i].first != i)
			continue;
		(*out)[works].author = author_of(&sources[i]->meta);
		(*out)[works].title = title_of(sources[i]);
		(*out)[works].date = mem_spandup(span_of(date != NULL ? date : ""));
		(*out)[works++].at = i;
	}
	free(all);
	return works;
}

static void works_free(struct work *works, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(works[i].author);
		free(works[i].title);
		free(works[i].date);
	}
	free(works);
}

/* Where works of another author begin, or of another year; `works` are sorted by author and date. */
static size_t group_end(const struct work *works, size_t from, size_t count, bool same_year)
{
	size_t end = from + 1;

	while (end < count && strcasecmp(works[from].author, works[end].author) == 0 &&
	       (!same_year || strncmp(works[from].date, works[end].date, YEAR_CHARS) == 0))
		end++;
	return end;
}

/* Works of one author and year get letters, in the order of the list. */
static void give_letters(struct cited *all, const struct work *works, size_t count)
{
	for (size_t i = 0, end; i < count; i = end) {
		end = group_end(works, i, count, true);
		for (size_t k = i; k < end && end - i > 1 && *works[i].author != '\0'; k++)
			all[works[k].at].letter = (uint32_t)(k - i + 1);
	}
}

static void find_siblings(struct cited *all, const struct work *works, size_t count)
{
	for (size_t i = 0, end; i < count; i = end) {
		end = group_end(works, i, count, false);
		for (size_t k = i; k < end && *works[i].author != '\0'; k++)
			all[works[k].at].has_siblings = end - i > 1;
	}
}

static char *short_title_of(const struct source *s)
{
	struct citation c = {.source = s};
	struct buf title;
	char *text;

	buf_init(&title);
	cite_add_short_title(&title, &c, "", "");
	text = buf_detach(&title);
	buf_release(&title);
	return text;
}

/* Works of one author whose short titles read alike are told apart by their whole ones. */
static void find_alike(struct cited *all, const struct source *const *sources, const struct work *works, size_t count)
{
	struct strmap seen;
	struct buf key;
	bool is_new;

	strmap_init(&seen);
	buf_init(&key);
	for (size_t i = 0; i < count; i++) {
		char *title = short_title_of(sources[works[i].at]);
		uint32_t *first;

		buf_clear(&key);
		buf_addf(&key, "%s\n%s", works[i].author, title);
		first = strmap_put(&seen, buf_span(&key), &is_new);
		if (is_new)
			*first = (uint32_t)works[i].at;
		else
			all[*first].whole_title = all[works[i].at].whole_title = true;
		free(title);
	}
	buf_release(&key);
	strmap_release(&seen);
}

void cite_settle(struct cited **out, const struct source *const *sources, size_t count)
{
	struct cited *all = mem_zalloc((count + 1) * sizeof *all);
	struct work *works;
	size_t work_count = find_works(&works, sources, count);

	find_first(all, sources, count);
	qsort(works, work_count, sizeof *works, by_date);
	give_letters(all, works, work_count);
	find_siblings(all, works, work_count);
	find_alike(all, sources, works, work_count);
	for (size_t i = 0; i < count; i++) {
		all[i].letter = all[all[i].first].letter;
		all[i].whole_title = all[all[i].first].whole_title;
		all[i].has_siblings = all[all[i].first].has_siblings;
	}
	works_free(works, work_count);
	*out = all;
}

size_t cite_works(size_t **out, enum cite_style style, const struct source *const *sources, size_t count)
{
	struct work *works;
	size_t work_count = find_works(&works, sources, count);

	qsort(works, work_count, sizeof *works, orders[style]);
	*out = mem_alloc((work_count + 1) * sizeof **out);
	for (size_t i = 0; i < work_count; i++)
		(*out)[i] = works[i].at;
	works_free(works, work_count);
	return work_count;
}
