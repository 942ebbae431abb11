/*
 * Quoted phrases are exact: phrases drawn at random from texts are found in
 * just those passages in which a plain scan of the folded text finds them. The
 * scan knows nothing of positions, of the index, or of the analyser: it folds
 * the words between UAX #29 boundaries and looks for them side by side.
 */
#include "searcher/rank.h"
#include "store/files.h"
#include "tests/unit/scratch.h"
#include "tests/unit/tap.h"
#include "text/fold.h"
#include "text/utf8.h"
#include "text/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define SEED 20261125u
#define WORDS_MIN 3
#define WORDS_MAX 7
#define BESIDES_MAX 3 /* missed or wrong passages that are named */

struct passage {
	char id[RECORD_ID_LEN + 1];
	const struct language *language;
	struct hit hit;
	struct range *words; /* of the reading text */
	size_t word_count;
	struct buf parts, joined; /* " w1 w2 … ": words broken at a line end in parts, or joined */
};

struct passages {
	struct passage *items;
	size_t count, cap;
};

static uint64_t next_random(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return *state >> 33;
}

static bool breaks_line(struct span text, size_t from, size_t to)
{
	return to - from == 2 && text.data[from] == '-' && text.data[from + 1] == '\n';
}

/* Folds each word; `join`: a word and what follows a hyphen and a line feed are one. */
static void fold_text(struct buf *out, struct span text, const struct language *lang, bool join)
{
	size_t last = SIZE_MAX;
	struct buf word;

	buf_init(&word);
	for (size_t at = 0, end; at < text.len; at = end) {
		end = word_end(text, at);
		if (!word_is_word(span_make(text.data + at, end - at)))
			continue;
		if (!(join && last != SIZE_MAX && breaks_line(text, last, at))) {
			if (word.len != 0)
				fold_word(out, buf_span(&word), lang);
			buf_add_char(out, ' ');
			buf_clear(&word);
		}
		buf_add(&word, text.data + at, end - at);
		last = end;
	}
	if (word.len != 0)
		fold_word(out, buf_span(&word), lang);
	buf_add_char(out, ' ');
	buf_release(&word);
}

static void find_words(struct passage *p, struct span text)
{
	size_t cap = 0;

	for (size_t at = 0, end; at < text.len; at = end) {
		end = word_end(text, at);
		if (!word_is_word(span_make(text.data + at, end - at)))
			continue;
		ARRAY_GROW(p->words, p->word_count, cap);
		p->words[p->word_count++] = (struct range){at, end};
	}
}

static bool load(struct passages *all, const struct library *l)
{
	struct xap_stats stats;

	if (xap_reader_stats(l->passages, &stats) != XAP_OK)
		return false;
	for (uint32_t docid = 1; docid <= stats.last_docid; docid++) {
		struct passage *p;
		bool damaged;

		ARRAY_GROW(all->items, all->count, all->cap);
		p = &all->items[all->count];
		*p = (struct passage){0};
		hit_init(&p->hit);
		if (hit_load(&p->hit, l, docid, &damaged) != XAP_OK || damaged)
			return false;
		all->count++;
		memcpy(p->id, p->hit.record.id, sizeof p->id);
		p->language = p->hit.language;
		buf_init(&p->parts);
		buf_init(&p->joined);
		fold_text(&p->parts, buf_span(&p->hit.reading.text), p->language, false);
		fold_text(&p->joined, buf_span(&p->hit.reading.text), p->language, true);
		find_words(p, buf_span(&p->hit.reading.text));
	}
	return all->count != 0;
}

static void release(struct passages *all)
{
	for (size_t i = 0; i < all->count; i++) {
		hit_release(&all->items[i].hit);
		buf_release(&all->items[i].parts);
		buf_release(&all->items[i].joined);
		free(all->items[i].words);
	}
	free(all->items);
}

/* The source's bytes, note calls and mark-up with them; quotation marks would end the phrase. */
static void type_phrase(struct buf *typed, const struct passage *p, struct range at)
{
	const struct record *r = &p->hit.record;
	struct range *ranges;
	size_t count = reading_ranges(&p->hit.reading, at, &ranges), start;

	buf_add_char(typed, '"');
	for (size_t i = 0; i < count; i++) {
		if (i != 0)
			buf_add_char(typed, ' ');
		start = typed->len;
		buf_add(typed, r->bytes.data + ranges[i].start, ranges[i].end - ranges[i].start);
		for (size_t k = start; k < typed->len;) {
			int32_t cp;
			size_t len = utf8_decode(buf_span(typed), k, &cp);
			bool quote = cp == '"' || cp == 0xAB || cp == 0xBB || (cp >= 0x201C && cp <= 0x201F);

			if (quote)
				memset(typed->data + k, ' ', len);
			k += len;
		}
	}
	free(ranges);
	buf_add_char(typed, '"');
}

static bool scan_finds(const struct passage *p, const struct buf *parts, const struct buf *joined)
{
	return strstr(p->parts.data, parts->data) != NULL || strstr(p->joined.data, parts->data) != NULL ||
	       strstr(p->parts.data, joined->data) != NULL || strstr(p->joined.data, joined->data) != NULL;
}

static bool answer_has(const struct answer *a, const char *id)
{
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->hits[i].record.id, id) == 0)
			return true;
	return false;
}

static bool search(const struct library *l, const struct buf *typed, struct answer *a, struct plan *plan)
{
	struct plan_options options = {.looseness = MATCH_KINDS};
	struct rank_options rank = {.limit = 100000, .exact_count = true};
	struct query q;
	char *error = NULL;
	bool good;

	query_init(&q);
	query_parse(&q, buf_span(typed));
	good = plan_make(plan, l, &q, &options, &error) && rank_run(a, l, plan, &rank, &error) == XAP_OK;
	if (!good)
		tap_note("%s", error);
	free(error);
	query_release(&q);
	return good;
}

/* Compares the answer with the scan; returns how many passages differ. */
static size_t compare(const struct passages *all, const struct library *l, const struct buf *typed,
                      const struct passage *from, struct span phrase, size_t *found)
{
	struct buf parts, joined;
	struct plan plan;
	struct answer answer;
	size_t wrong = 0;

	buf_init(&parts);
	buf_init(&joined);
	fold_text(&parts, phrase, from->language, false);
	fold_text(&joined, phrase, from->language, true);
	if (!search(l, typed, &answer, &plan))
		return 1;
	for (size_t i = 0; i < all->count; i++) {
		bool want = scan_finds(&all->items[i], &parts, &joined);
		bool got = answer_has(&answer, all->items[i].id);

		*found += want && got;
		if (want != got && wrong++ < BESIDES_MAX)
			tap_note("%s: %s %s", typed->data, all->items[i].id, want ? "missed" : "wrong");
	}
	wrong += answer.total != answer.count || answer.warnings.len != 0;
	answer_release(&answer);
	plan_release(&plan);
	buf_release(&parts);
	buf_release(&joined);
	return wrong;
}

static void draw(const struct passages *all, const struct library *l, size_t phrases, const char *name)
{
	uint64_t state = SEED;
	size_t wrong = 0, found = 0;
	struct buf typed;

	buf_init(&typed);
	for (size_t n = 0; n < phrases;) {
		const struct passage *p = &all->items[next_random(&state) % all->count];
		size_t words = WORDS_MIN + next_random(&state) % (WORDS_MAX - WORDS_MIN + 1), first;
		struct range at;

		if (p->word_count < words)
			continue;
		first = next_random(&state) % (p->word_count - words + 1);
		at = (struct range){p->words[first].start, p->words[first + words - 1].end};
		buf_clear(&typed);
		type_phrase(&typed, p, at);
		wrong += compare(all, l, &typed, p, span_sub(buf_span(&p->hit.reading.text), at), &found) != 0;
		n++;
	}
	tap_ok(wrong == 0 && found >= phrases, "%s: %zu of %zu phrases exact, in %zu passages", name,
	       phrases - wrong, phrases, found);
	buf_release(&typed);
}

/* hrindex stands beside the folder of this program. */
static struct buf build_command(const char *folder, const char *index)
{
	char self[4096];
	ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
	struct buf command;

	buf_init(&command);
	self[len < 0 ? 0 : len] = '\0';
	for (int up = 0; up < 2 && strrchr(self, '/') != NULL; up++)
		*strrchr(self, '/') = '\0';
	buf_addf(&command, "'%s/hrindex' build --quiet -i '%s' '%s' >/dev/null", self, index, folder);
	return command;
}

static void check_folder(const char *folder, const char *name, size_t phrases)
{
	char *scratch = scratch_make(), *error = NULL, *paths[1];
	struct buf command;
	struct passages all = {0};
	struct library library;

	paths[0] = path_join(scratch, "index");
	command = build_command(folder, paths[0]);
	if (tap_ok(system(command.data) >= 0 && library_open(&library, paths, 1, &error), "%s: indexed", name)) {
		if (tap_ok(load(&all, &library), "%s: passages", name))
			draw(&all, &library, phrases, name);
		release(&all);
		library_close(&library);
	} else {
		tap_note("%s", error);
		free(error);
	}
	buf_release(&command);
	free(paths[0]);
	scratch_remove(scratch);
}

int main(void)
{
	check_folder("tests/cases/phrases", "made-up texts", 500);
	if (access("../shared/corpus", R_OK) == 0)
		check_folder("../shared/corpus", "five statements", 500);
	else
		tap_skip("../shared is not there", "five statements");
	return tap_done();
}
