/*
 * Plans and matches: tests/cases/plan.txt (a query and its leaves),
 * tests/cases/plan_cited.txt (what a query is understood to ask for by number) and
 * tests/cases/match.txt (a query, a text, its marks, and its language), with a small library
 * that is indexed here.
 */
#include "searcher/plan.h"
#include "tests/unit/scratch.h"
#include "tests/unit/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static bool plan_of(struct plan *p, const struct library *l, struct span typed)
{
	struct plan_options options = {.looseness = MATCH_KINDS};
	struct query q;
	char *error = NULL;
	bool good;

	query_init(&q);
	query_parse(&q, typed);
	good = plan_make(p, l, &q, &options, &error);
	free(error);
	query_release(&q);
	return good;
}

static void describe_variant(struct buf *out, const struct variant *v)
{
	for (size_t i = 0; i < v->word_count; i++) {
		buf_add_str(out, i == 0 ? "" : " ");
		for (size_t k = 0; k < v->words[i].term_count; k++) {
			buf_add_str(out, k == 0 ? "" : ",");
			buf_add_span(out, v->words[i].terms[k]);
		}
		buf_add_str(out, v->words[i].prefix ? "*" : "");
	}
}

static void describe_leaf(struct buf *out, const struct leaf *leaf)
{
	static const char *const kinds[] = {"word", "phrase", "near", "cited", "person"};

	buf_addf(out, "%s %.*s", kinds[leaf->kind], (int)leaf->text.len, leaf->text.data);
	if (leaf->count > 1)
		buf_addf(out, " x%u", leaf->count);
	buf_addf(out, "%s%s%s%s%s%s = ", leaf->stop ? " [stop]" : "", leaf->negative ? " [negative]" : "",
	         leaf->required ? " [required]" : "", leaf->optional ? " [optional]" : "",
	         leaf->tiered ? " [tiered]" : "", leaf->cover != 0 ? " [covered]" : "");
	if (leaf->kind == LEAF_NEAR)
		buf_addf(out, "%u", leaf->window);
	for (size_t i = 0; i < leaf->variant_count; i++) {
		buf_add_str(out, i == 0 ? "" : " | ");
		describe_variant(out, &leaf->variants[i]);
	}
}

static void check_plan(const struct library *l, struct span line, size_t number)
{
	struct span typed = table_cut(&line, '\t');
	struct plan p;
	struct buf got;

	buf_init(&got);
	if (tap_ok(plan_of(&p, l, typed), "plan.txt line %zu: a plan", number)) {
		for (size_t i = 0; i < p.leaf_count; i++) {
			buf_add_str(&got, i == 0 ? "" : "; ");
			describe_leaf(&got, &p.leaves[i]);
		}
		if (!tap_ok(span_eq(buf_span(&got), line), "plan.txt line %zu: %.*s", number, (int)typed.len,
		            typed.data)) {
			tap_note("got  %s", got.data);
			tap_note("want %.*s", (int)line.len, line.data);
		}
		plan_release(&p);
	}
	buf_release(&got);
}

/* The first term of each provision, and each symbol with the paragraphs asked for, of a query. */
static void check_cited(const struct library *l, struct span line, size_t number)
{
	struct span typed = table_cut(&line, '\t');
	struct plan p;
	struct buf got;

	buf_init(&got);
	if (tap_ok(plan_of(&p, l, typed), "plan_cited.txt line %zu: a plan", number)) {
		for (size_t i = 0; i < p.leaf_count; i++) {
			if (p.leaves[i].kind != LEAF_CITED)
				continue;
			buf_add_str(&got, got.len == 0 ? "" : " ");
			buf_add_span(&got, p.leaves[i].cited[0]);
			for (size_t k = 0; k < p.leaves[i].paragraph_count; k++) {
				struct span one = p.leaves[i].paragraphs[k];
				const char *blank = memchr(one.data, ' ', one.len);

				buf_addf(&got, "%s%.*s", k == 0 ? ":" : ",", (int)(one.data + one.len - blank) - 1, blank + 1);
			}
		}
		if (!tap_ok(span_eq(buf_span(&got), line), "plan_cited.txt line %zu: %.*s", number, (int)typed.len,
		            typed.data))
			tap_note("got  %s", got.data);
		plan_release(&p);
	}
	buf_release(&got);
}

/* \n in the table is a line feed, and the other way round. */
static void add_unescaped(struct buf *out, struct span s)
{
	for (size_t i = 0; i < s.len; i++) {
		bool feed = s.data[i] == '\\' && i + 1 < s.len && s.data[i + 1] == 'n';

		buf_add_char(out, feed ? '\n' : s.data[i]);
		i += feed;
	}
}

static void add_escaped(struct buf *out, struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.data[i] == '\n')
			buf_add_str(out, "\\n");
		else
			buf_add_char(out, s.data[i]);
}

static void mark_text(struct buf *out, const struct plan *p, const struct library *l, const struct language *lang, struct span text)
{
	struct mark *marks;
	size_t count = plan_marks(p, l, lang, text, &marks, NULL), at = 0;

	for (size_t i = 0; i < count; i++) {
		add_escaped(out, span_make(text.data + at, marks[i].at.start - at));
		buf_add_str(out, "«");
		add_escaped(out, span_sub(text, marks[i].at));
		buf_addf(out, "»%s", match_names[marks[i].how]);
		at = marks[i].at.end;
	}
	add_escaped(out, span_make(text.data + at, text.len - at));
	free(marks);
}

static void check_match(const struct library *l, struct span line, size_t number)
{
	struct span typed = table_cut(&line, '\t'), text = table_cut(&line, '\t'), want = table_cut(&line, '\t');
	const struct language *lang = language_find(line.len == 0 ? span_of("en") : line);
	struct plan p;
	struct buf raw, got;

	buf_init(&raw);
	buf_init(&got);
	add_unescaped(&raw, text);
	if (tap_ok(plan_of(&p, l, typed), "match.txt line %zu: a plan", number)) {
		mark_text(&got, &p, l, lang, buf_span(&raw));
		if (!tap_ok(span_eq(buf_span(&got), want), "match.txt line %zu: %.*s", number, (int)typed.len,
		            typed.data)) {
			tap_note("got  %s", got.data);
			tap_note("want %.*s", (int)want.len, want.data);
		}
		plan_release(&p);
	}
	buf_release(&raw);
	buf_release(&got);
}

typedef void check_function(const struct library *l, struct span line, size_t number);

static void check_table(const struct library *l, const char *path, check_function *check)
{
	struct buf table;
	struct span rest;
	char *error = NULL;

	buf_init(&table);
	tap_ok(file_read(path, 1 << 20, &table, &error), "%s can be read", path);
	free(error);
	rest = buf_span(&table);
	for (size_t number = 1; rest.len != 0; number++) {
		struct span line = table_cut(&rest, '\n');

		if (line.len != 0 && line.data[0] != '#')
			check(l, line, number);
	}
	buf_release(&table);
}

/* word*: up to WILDCARD_MAX words without a note, one more with it. */
static void check_wildcard(const struct library *l)
{
	static const struct {
		const char *typed;
		bool noted;
	} rows[] = {{"many*", false}, {"more*", true}};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct plan p;

		if (!tap_ok(plan_of(&p, l, span_of(rows[i].typed)), "%s", rows[i].typed))
			continue;
		tap_ok((strstr(p.notes.data, "most frequent") != NULL) == rows[i].noted,
		       "%s: notes %s", rows[i].typed, p.notes.data);
		plan_release(&p);
	}
}

static void write_text(const char *folder, const char *name, struct span text)
{
	char *error = NULL, *path = path_join(folder, name);

	tap_ok(file_write(path, text, &error), "%s", name);
	free(path);
	free(error);
}

static void write_texts(const char *folder)
{
	static const struct {
		const char *name, *text;
	} others[] = {
		{"ru.txt", "Суд признал, что полиция применяла пытки и что об этом никто не знал.\n"},
		{"fr.txt", "Le tribunal prend note de la plainte, et dit que le délégué et ses proches ont été entendus.\n"},
		{"es.txt", "El tribunal hacía constar que nadie notó nada y que la policía no estaba allí.\n"},
		{"kk.txt", "Сот полицияның азаптауды қолданғанын және бұл туралы ешкім білмегенін мойындады.\n"},
		{"names.txt", "The keeper Maks Bokaev and the singer Talgat Ayan came to Uralsk, where Uralskaya Nedelya is printed.\n\n"
		              "Max Bokayev was seen in Almaty, which some call Alma-Ata, by Qadhafi, Kaddafi and Gadhafi.\n\n"
		              "South Africa, Papua New Guinea and South Sudan spoke; a sharp winter came, and Anna Wynter left Guinea.\n"},
		{"catalogue.csv", "file,language\nen.txt,en\nnames.txt,en\nru.txt,ru\nfr.txt,fr\nes.txt,es\nkk.txt,kk\n"},
	};
	struct buf text;

	buf_init(&text);
	buf_add_str(&text, "Report\n\nThe police and the court said that torture was not used, and that it is "
	                   "not known to them who was there.\n\n");
	for (int i = 0; i < WILDCARD_MAX; i++)
		buf_addf(&text, "many%d ", i);
	for (int i = 0; i < WILDCARD_MAX + 1; i++)
		buf_addf(&text, "more%d ", i);
	buf_add_str(&text, "were named by the court.\n");
	write_text(folder, "en.txt", buf_span(&text));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		write_text(folder, others[i].name, span_of(others[i].text));
	buf_release(&text);
}

/* hrindex stands beside the folder of this program. */
static bool build(const char *folder, const char *index)
{
	char self[4096];
	ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
	struct buf command;
	int status;

	buf_init(&command);
	self[len < 0 ? 0 : len] = '\0';
	for (int up = 0; up < 2 && strrchr(self, '/') != NULL; up++)
		*strrchr(self, '/') = '\0';
	buf_addf(&command, "'%s/hrindex' build --quiet -i '%s' '%s' >/dev/null", self, index, folder);
	status = system(command.data);
	buf_release(&command);
	return status == 0;
}

int main(void)
{
	char *scratch = scratch_make(), *error = NULL;
	char *texts = path_join(scratch, "texts"), *index = path_join(scratch, "index");
	struct library library;

	tap_ok(folder_make(texts, &error), "a folder");
	write_texts(texts);
	if (tap_ok(build(texts, index) && library_open(&library, &index, 1, &error), "a library")) {
		check_table(&library, "tests/cases/plan.txt", check_plan);
		check_table(&library, "tests/cases/plan_cited.txt", check_cited);
		check_table(&library, "tests/cases/match.txt", check_match);
		check_wildcard(&library);
		library_close(&library);
	}
	free(error);
	free(texts);
	free(index);
	scratch_remove(scratch);
	return tap_done();
}
