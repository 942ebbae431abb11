/*
 * rows: reads the JSON lines of `hrindex export`, writes the same passages in
 * another program's form. For tools/bench.
 *
 *	rows scriptindex   id= and text= fields
 *	rows sqlite        id and text for sqlite3's ".mode ascii": unit separator, record separator
 *	rows grow COUNT    COUNT passages as JSON lines, for hrindex --one-passage: those read, again and
 *	                   again; in each further round one long word in WORD_ONE_IN has become a new word
 */
#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/buf.h"

#define WORD_ONE_IN 40   /* so many of the words of WORD_LONG letters or more become new ones in a round */
#define WORD_LONG 5      /* letters */
#define SEED 20150101u   /* which words they are; the same on every machine */

static void scriptindex_field(const char *name, const char *value)
{
	printf("%s=", name);
	for (; *value != '\0'; value++) {
		putchar(*value);
		if (*value == '\n')
			putchar('=');
	}
	putchar('\n');
}

static void scriptindex_row(const char *id, const char *text)
{
	scriptindex_field("id", id);
	scriptindex_field("text", text);
	putchar('\n');
}

static void sqlite_row(const char *id, const char *text)
{
	printf("%s\x1f%s\x1e", id, text);
}

/* ---- growth ---- */

/* FNV-1a (Fowler, Noll, Vo), 32 bits. */
static uint32_t hash(const char *word, size_t len, uint32_t round)
{
	uint32_t h = 2166136261u ^ (SEED + round);

	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)word[i]) * 16777619u;
	h ^= h >> 15;
	return h * 2246822519u >> 7;
}

static void add_round(struct buf *out, uint32_t round)
{
	for (; round > 0; round /= 26)
		buf_add_char(out, (char)('a' + round % 26));
}

static void grown_text(struct buf *out, const char *text, uint32_t round)
{
	buf_clear(out);
	while (*text != '\0') {
		size_t len = 0;

		while (isalpha((unsigned char)text[len]))
			len++;
		buf_add(out, text, len > 0 ? len : 1);
		if (round > 0 && len >= WORD_LONG && hash(text, len, round) % WORD_ONE_IN == 0)
			add_round(out, round);
		text += len > 0 ? len : 1;
	}
}

static void grown_row(const char *id, const char *text, uint32_t round)
{
	struct buf grown;
	json_t *row;

	buf_init(&grown);
	grown_text(&grown, text, round);
	row = json_pack("{s:o, s:s#, s:s}", "id", json_sprintf("%s-%u", id, round), "text", grown.data,
			(int)grown.len, "title", "");
	json_dumpf(row, stdout, JSON_COMPACT | JSON_ENSURE_ASCII);
	putchar('\n');
	json_decref(row);
	buf_release(&grown);
}

struct passage {
	char *id, *text;
};

static struct passage *read_all(size_t *count)
{
	struct passage *all = NULL;
	json_error_t error;
	size_t cap = 0;
	json_t *row;

	*count = 0;
	while ((row = json_loadf(stdin, JSON_DISABLE_EOF_CHECK, &error)) != NULL) {
		if (*count == cap && (all = realloc(all, (cap = cap * 2 + 1024) * sizeof *all)) == NULL)
			exit(2);
		all[*count].id = strdup(json_string_value(json_object_get(row, "id")));
		all[(*count)++].text = strdup(json_string_value(json_object_get(row, "text")));
		json_decref(row);
	}
	return all;
}

static void grow(size_t wanted)
{
	size_t count;
	struct passage *all = read_all(&count);

	for (size_t i = 0; count > 0 && i < wanted; i++)
		grown_row(all[i % count].id, all[i % count].text, (uint32_t)(i / count));
	for (size_t i = 0; i < count; i++) {
		free(all[i].id);
		free(all[i].text);
	}
	free(all);
}

static void convert(void (*row)(const char *id, const char *text))
{
	json_error_t error;
	json_t *passage;

	while ((passage = json_loadf(stdin, JSON_DISABLE_EOF_CHECK, &error)) != NULL) {
		row(json_string_value(json_object_get(passage, "id")),
		    json_string_value(json_object_get(passage, "text")));
		json_decref(passage);
	}
}

int main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "scriptindex") == 0) {
		convert(scriptindex_row);
	} else if (argc == 2 && strcmp(argv[1], "sqlite") == 0) {
		convert(sqlite_row);
	} else if (argc == 3 && strcmp(argv[1], "grow") == 0) {
		grow((size_t)strtoull(argv[2], NULL, 10));
	} else {
		fputs("usage: rows scriptindex | rows sqlite | rows grow COUNT\n", stderr);
		return 2;
	}
	return ferror(stdout) || fclose(stdout) != 0 ? 2 : 0;
}
