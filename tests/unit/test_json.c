/* The JSON contract of a passage and of a source: members, their order, nulls, valid UTF-8. */
#include "render/json.h"
#include "tests/unit/tap.h"
#include "text/utf8.h"

#include <stdlib.h>

static void set(struct source *s, const char *field, const char *value)
{
	char *error = NULL;

	metadata_set(&s->meta, span_of(field), span_of(value), &error);
	free(error);
}

static char *line_of(json_t *object)
{
	struct buf out;

	buf_init(&out);
	json_line(&out, object);
	return out.data;
}

static void is(json_t *object, const char *want, const char *name)
{
	char *got = line_of(object);

	if (!tap_ok(strcmp(got, want) == 0, "%s", name)) {
		tap_note("want %s", want);
		tap_note("got  %s", got);
	}
	free(got);
}

static void full_source(struct source *s)
{
	source_init(s);
	set(s, "id", "un/1.txt");
	set(s, "title", "Views");
	set(s, "publisher", "A; B");
	set(s, "date", "2021-11");
	set(s, "symbol", "A/HRC/1");
	set(s, "kind", "views");
	set(s, "language", "en");
	set(s, "url", "https://example.org/1");
	s->file = mem_strdup("un/1.txt");
	strcpy(s->sha256, "aa");
	strcpy(s->text_sha256, "bb");
	s->passages = 3;
	s->notes = 1;
}

#define SOURCE                                                                                     \
	"{\"id\":\"un/1.txt\",\"file\":\"un/1.txt\",\"title\":\"Views\",\"publisher\":[\"A\",\"B\"],"  \
	"\"date\":\"2021-11\",\"symbol\":\"A/HRC/1\",\"kind\":\"views\",\"language\":\"en\","         \
	"\"url\":\"https://example.org/1\",\"sha256\":\"aa\",\"text_sha256\":\"bb\""

static void sources(void)
{
	struct source s;

	full_source(&s);
	is(json_source(&s, false), SOURCE "}\n", "a source, all known");
	is(json_source(&s, true), SOURCE ",\"passages\":3,\"notes\":1,\"pages\":null}\n",
	   "a source with its counts; no pages known");
	s.pages = 2;
	is(json_source(&s, true), SOURCE ",\"passages\":3,\"notes\":1,\"pages\":2}\n",
	   "a source with its counts and pages");
	s.ocr = mem_strdup("tesseract 5, eng");
	s.ocr_pages = 2;
	s.ocr_confidence = 87;
	s.picture_pages = 1;
	is(json_source(&s, true), SOURCE ",\"passages\":3,\"notes\":1,\"pages\":2,\"ocr\":{\"by\":\"tesseract 5, eng\",\"pages\":2,"
	   "\"confidence\":87},\"pages_unread\":1}\n", "with what OCR has read, and has not");
	source_release(&s);
	source_init(&s);
	is(json_source(&s, false),
	   "{\"id\":null,\"file\":null,\"title\":null,\"publisher\":[],\"date\":null,\"symbol\":null,"
	   "\"kind\":null,\"language\":null,\"url\":null,\"sha256\":null,\"text_sha256\":null}\n",
	   "a source, nothing known");
	source_release(&s);
}

static struct record bare_record(void)
{
	struct record r = {.kind = PASSAGE_PARAGRAPH};

	strcpy(r.id, "0123456789abcdef");
	return r;
}

static void passages(void)
{
	struct range ranges[] = {{3, 10}, {20, 31}};
	struct span sections[] = {span_of("One"), span_of("Two")};
	struct page_mark pages[] = {{0, 3, span_of("2")}, {20, 4, span_make("", 0)}};
	struct record r = bare_record();
	struct source s;

	full_source(&s);
	is(json_passage(&r, &s, span_of("text"), NULL),
	   "{\"schema\":\"hrsearch/1\",\"id\":\"0123456789abcdef\",\"source\":" SOURCE "},"
	   "\"kind\":\"paragraph\",\"section\":[],\"paragraph\":null,\"note\":null,\"page\":null,"
	   "\"pages\":[],\"text\":\"text\",\"ranges\":[],\"lead_in\":null,\"provisions\":[],"
	   "\"symbols\":[],\"citation\":\"A and B, Views, A/HRC/1 (November 2021).\"}\n",
	   "a passage of which nothing is known");
	r.kind = PASSAGE_ITEM;
	r.label = span_of("14");
	r.item = 1;
	r.ranges = ranges;
	r.range_count = 2;
	r.sections = sections;
	r.section_count = 2;
	r.pages = pages;
	r.page_count = 2;
	r.lead_in = span_of("Calls on:");
	is(json_passage(&r, &s, span_of("text"), NULL),
	   "{\"schema\":\"hrsearch/1\",\"id\":\"0123456789abcdef\",\"source\":" SOURCE "},"
	   "\"kind\":\"item\",\"section\":[\"One\",\"Two\"],\"paragraph\":{\"label\":\"14\",\"counted\":"
	   "false},\"note\":null,\"page\":{\"physical\":3,\"label\":\"2\"},\"pages\":[3,4],\"text\":"
	   "\"text\",\"ranges\":[{\"start\":3,\"end\":10},{\"start\":20,\"end\":31}],\"lead_in\":"
	   "\"Calls on:\",\"provisions\":[],\"symbols\":[],\"citation\":\"A and B, Views, A/HRC/1 "
	   "(November 2021), para. 14, 1st item, p. 3 (printed 2).\"}\n",
	   "a passage of which all is known: its first page, where no match is given");
	source_release(&s);
}

/* The value of one member of a passage as JSON; NULL: it has none of that name. */
static void member(const struct record *r, const struct page_mark *page, const char *name, const char *want)
{
	struct source s;
	json_t *o;
	char *got;

	source_init(&s);
	o = json_passage(r, &s, span_of(""), page);
	got = json_dumps(json_object_get(o, name), JSON_COMPACT | JSON_ENCODE_ANY);
	if (!tap_ok(string_eq(got, want), "member %s is %s", name, want != NULL ? want : "not there"))
		tap_note("got %s", got != NULL ? got : "none");
	free(got);
	json_decref(o);
	source_release(&s);
}

static void members(void)
{
	struct page_mark unprinted = {7, 9, {"", 0}};
	struct record r = bare_record();

	r.counted = 5;
	member(&r, NULL, "paragraph", "{\"label\":\"5\",\"counted\":true}");
	member(&r, &unprinted, "page", "{\"physical\":9,\"label\":null}");
	r.kind = PASSAGE_NOTE;
	r.note = span_of("28");
	member(&r, NULL, "note", "\"28\"");
	member(&r, NULL, "kind", "\"note\"");
	r.kind = PASSAGE_HEADING;
	member(&r, NULL, "kind", "\"heading\"");
	member(&r, NULL, "item", NULL);
	member(&r, NULL, "ocr", NULL);
	member(&r, NULL, "text_of", NULL);
	r.mark = span_of("c(ii)");
	r.ocr = 1;
	member(&r, NULL, "item", "\"c(ii)\"");
	member(&r, NULL, "ocr", "{\"confidence\":1}");
}

static void cited(void)
{
	struct range at[] = {{3, 9}, {12, 20}};
	struct provision bare = {.unit = PROVISION_ARTICLE, .confidence = PROVISION_NONE, .article = span_of("174")};
	struct provision whole = {.unit = PROVISION_RULE, .confidence = PROVISION_EXPLICIT, .article = span_of("19"), .paragraph = span_of("3"),
	                          .subparagraph = span_of("a"), .instrument = span_of("iccpr")};
	struct record_provision provisions[] = {{bare, at, 1}, {whole, at, 2}};
	struct symbol symbols[] = {{.name = span_of("A/1")}, {.name = span_of("A/2")}, {.name = span_of("A/1")}, {.name = span_of("A/3")}};
	struct provision own[] = {whole, bare};
	struct record r = bare_record();

	r.provisions = provisions;
	r.provision_count = 2;
	r.symbols = symbols;
	r.symbol_count = 4;
	r.own = own;
	r.own_count = 1;
	member(&r, NULL, "provisions",
	       "[{\"unit\":\"article\",\"article\":\"174\",\"paragraph\":null,\"subparagraph\":null,\"instrument\":null,"
	       "\"confidence\":\"none\",\"ranges\":[{\"start\":3,\"end\":9}]},"
	       "{\"unit\":\"rule\",\"article\":\"19\",\"paragraph\":\"3\",\"subparagraph\":\"a\",\"instrument\":\"iccpr\","
	       "\"confidence\":\"explicit\",\"ranges\":[{\"start\":3,\"end\":9},{\"start\":12,\"end\":20}]}]");
	member(&r, NULL, "symbols", "[\"A/1\",\"A/2\",\"A/3\"]");
	member(&r, NULL, "text_of",
	       "[{\"unit\":\"rule\",\"article\":\"19\",\"paragraph\":\"3\",\"subparagraph\":\"a\",\"instrument\":\"iccpr\"}]");
	r.own_count = 2;
	member(&r, NULL, "text_of", NULL);
}

static void any_bytes(void)
{
	static const char ill[] = "a\xff\xc3(\xed\xa0\x80z\0\x1b[1m\x7f";
	static const char turned[] = "x\xe2\x80\xae" "y\xe2\x81\xa6z\xe2\x81\xa9z\xc2\x9f" "w\xe2\x80\xa8";
	struct record r = bare_record();
	struct source s;
	char *line;
	json_t *back;

	source_init(&s);
	s.meta.title = mem_strdup("\xf0\x9f\x98");
	s.file = mem_strdup("\xc0\xaf");
	r.label = span_of("\xe9");
	r.lead_in = span_make(ill, sizeof ill - 1);
	line = line_of(json_passage(&r, &s, span_make(ill, sizeof ill - 1), NULL));
	tap_ok(utf8_valid(span_of(line)), "ill-formed bytes anywhere give valid UTF-8");
	back = json_loads(line, JSON_ALLOW_NUL, NULL);
	tap_ok(back != NULL, "and valid JSON");
	tap_ok(strchr(line, '\n') == line + strlen(line) - 1, "on one line");
	tap_ok(strchr(line, 0x1b) == NULL && strchr(line, 0x7f) == NULL, "without control characters");
	json_decref(back);
	free(line);
	is(json_text(span_of(turned)), "\"x\\u202ey\\u2066z\\u2069z\\u009fw\\u2028\"\n",
	   "bidirectional controls, C1 controls and line separators are escaped");
	is(json_text(span_of("Статья 174 “ё” 人权")), "\"Статья 174 “ё” 人权\"\n", "all else stands as it is");
	is(json_text(span_of("\u2027\u202F\u2065\u206A\u00A0~")), "\"\u2027\u202F\u2065\u206A\u00A0~\"\n", "so do their neighbours");
	is(json_text(span_of("a\xff" "b")), "\"a\uFFFDb\"\n", "an ill-formed byte is a replacement character");
	is(json_real(0.123456789012), "0.123456789\n", "nine digits of a number");
	is(json_count_or_null(0), "null\n", "none is null");
	is(json_count_or_null(7), "7\n", "a count is itself");
	is(json_text(span_make(NULL, 0)), "\"\"\n", "an empty span is an empty string");
	is(json_or_null(""), "null\n", "unknown is null");
	source_release(&s);
}

int main(void)
{
	sources();
	passages();
	members();
	cited();
	any_bytes();
	return tap_done();
}
