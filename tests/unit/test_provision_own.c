/* Which provision's own text a passage is, and what one cites by where it stands: tests/cases/provision_own.txt. */
#include "store/listfiles.h"
#include "tests/unit/table.h"
#include "text/provision.h"

#define CASES "tests/cases/provision_own.txt"
#define FIELDS 5
#define SECTIONS_MOST 8

static size_t sections_of(struct span field, struct span sections[SECTIONS_MOST])
{
	size_t count = 0;

	while (field.len != 0 && count < SECTIONS_MOST)
		sections[count++] = span_trim(table_cut(&field, '>'));
	return count;
}

static void terms_of(const struct provision *own, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++) {
		if (i != 0)
			buf_add_char(out, ' ');
		provision_query_term(&own[i], out);
	}
}

static void run_passage(struct provision_context *c, unsigned line, const struct span *fields)
{
	struct span sections[SECTIONS_MOST];
	bool heading = span_eq_str(fields[0], "h");
	struct provision_passage p = {
		.text = heading ? fields[2] : fields[4].len != 0 ? fields[4] : span_of("Some text."),
		.section = sections,
		.section_count = sections_of(fields[1], sections),
	};
	struct provision own[PROVISION_OWN_MOST];
	struct span mark = fields[2], label = span_trim(table_cut(&mark, '/'));
	struct buf found;
	size_t count = provision_own(c, &p, heading, heading ? span_of("") : label, heading ? span_of("") : mark, own);

	buf_init(&found);
	buf_add_str(&found, "");
	terms_of(own, count, &found);
	provision_find(c, NULL, &p);
	tap_ok(span_eq(buf_span(&found), fields[3]), "line %u: \"%s\", wanted \"%.*s\"", line, found.data, (int)fields[3].len, fields[3].data);
	buf_release(&found);
}

static void run_citing(struct provision_context *c, unsigned line, const struct span *fields)
{
	struct span sections[SECTIONS_MOST];
	struct provision_passage p = {
		.text = fields[4],
		.lead_in = fields[2],
		.section = sections,
		.section_count = sections_of(fields[1], sections),
	};
	struct provision own[PROVISION_OWN_MOST];
	struct passage_references found;
	struct buf terms;

	buf_init(&terms);
	buf_add_str(&terms, "");
	provision_own(c, &p, false, span_of(""), span_of(""), own);
	found = provision_find(c, NULL, &p);
	terms_of(found.provisions, found.provision_count, &terms);
	tap_ok(span_eq(buf_span(&terms), fields[3]), "line %u: cites \"%s\", wanted \"%.*s\"", line, terms.data, (int)fields[3].len, fields[3].data);
	buf_release(&terms);
}

static void run_line(struct provision_context *c, unsigned line, struct span text)
{
	struct span fields[FIELDS];

	if (text.len == 0 || *text.data == '#')
		return;
	if (span_starts(text, "title |")) {
		provision_begin(c, span_of(""), span_trim(span_make(text.data + 7, text.len - 7)));
		return;
	}
	if (span_starts(text, "line |")) {
		provision_title_line(c, span_trim(span_make(text.data + 6, text.len - 6)));
		return;
	}
	for (size_t i = 0; i < FIELDS; i++)
		fields[i] = span_trim(table_cut(&text, '|'));
	if (span_eq_str(fields[0], "c"))
		run_citing(c, line, fields);
	else
		run_passage(c, line, fields);
}

int main(void)
{
	struct list_set lists;
	struct provision_context *c;
	struct buf cases;
	struct span rest;
	char *error = NULL;

	if (!list_set_read(&lists, ".", &error)) {
		tap_ok(false, "the word lists cannot be read: %s", error);
		return tap_done();
	}
	c = provision_context_new(lists.instruments);
	buf_init(&cases);
	table_read_file(&cases, CASES);
	rest = buf_span(&cases);
	tap_ok(rest.len != 0, "%s is there", CASES);
	for (unsigned line = 1; rest.len != 0; line++)
		run_line(c, line, span_trim(table_cut(&rest, '\n')));
	buf_release(&cases);
	provision_context_free(c);
	list_set_release(&lists);
	return tap_done();
}
