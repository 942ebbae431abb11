/* The pure parts of the server: escaping, templates, texts, addresses, links, messages. */
#include "searcher/web/address.h"
#include "searcher/web/assets.h"
#include "searcher/web/hrefs.h"
#include "searcher/web/template.h"
#include "searcher/web/texts.h"
#include "searcher/web/wire.h"
#include "tests/unit/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- escaping ---- */

static const struct {
	const char *name, *text, *want;
} escapes[] = {
	{"plain text", "Article 174", "Article 174"},
	{"mark-up", "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
	{"what ends an attribute", "\" onload='x' &amp;", "&quot; onload=&#39;x&#39; &amp;amp;"},
	{"other scripts as they are", "статья · المادة", "статья · المادة"},
	{"a control character as its picture", "a\033[1m", "a␛[1m"},
	{"line ends and tabs stay", "a\n\tb", "a\n\tb"},
	{"C1 controls", "a\xC2\x9B" "b", "a\xEF\xBF\xBD" "b"},
	{"an override of direction is shown", "a\u202Eb", "a[U+202E]b"},
	{"an embedding and a mark stay: Arabic texts have them", "\u202Ba\u200F", "\u202Ba\u200F"},
	{"ill-formed bytes", "a\xFF<", "a\xEF\xBF\xBD&lt;"},
	{"an over-long <", "\xC0\xBC", "\xEF\xBF\xBD\xEF\xBF\xBD"},
};

static void test_escape(void)
{
	struct buf out;

	buf_init(&out);
	for (size_t i = 0; i < sizeof escapes / sizeof escapes[0]; i++) {
		buf_clear(&out);
		template_escape(&out, span_of(escapes[i].text));
		if (!tap_ok(strcmp(out.data, escapes[i].want) == 0, "escape: %s", escapes[i].name))
			tap_note("%s", out.data);
	}
	buf_clear(&out);
	template_escape(&out, span_make("a\0b", 3));
	tap_ok(strcmp(out.data, "a␀b") == 0, "escape: a zero byte");
	buf_release(&out);
}

/* ---- templates ---- */

static const char *const named[][2] = {{"inner", "[{{name}}]\n\n"}, {"outer", "{{>inner}}!\n"}};

static struct span find_named(const void *context, struct span name)
{
	for (size_t i = 0; i < sizeof named / sizeof named[0]; i++)
		if (span_eq_str(name, named[i][0]))
			return span_of(named[i][1]);
	return span_eq_str(name, "test") ? span_of(context) : span_make(NULL, 0);
}

static struct span find_text(const void *context, struct span key)
{
	(void)context;
	return span_eq_str(key, "greet") ? span_of("Hello {name} & all") : span_make(NULL, 0);
}

static const struct {
	const char *name, *template, *want;
} templates[] = {
	{"a value, escaped", "{{name}}", "A&lt;b&gt;"},
	{"a member", "{{of.title}}", "T"},
	{"what is absent", "-{{no}}-{{of.no}}-", "---"},
	{"a number", "{{n}}", "3"},
	{"an array", "{{#list}}({{.}}){{/list}}", "(x)(&amp;)"},
	{"an object's members come first", "{{#of}}{{title}}{{name}}{{/of}}", "TA&lt;b&gt;"},
	{"a string that is there", "{{#name}}yes{{/name}}{{^name}}no{{/name}}", "yes"},
	{"a string that is not", "{{#empty}}yes{{/empty}}{{^empty}}no{{/empty}}", "no"},
	{"null, false, 0, []", "{{#null}}1{{/null}}{{#false}}2{{/false}}{{#zero}}3{{/zero}}{{#none}}4{{/none}}", ""},
	{"null hides a name further out", "{{#of}}{{name2}}{{hidden}}{{/of}}", ""},
	{"sections in sections", "{{#list}}{{#of}}{{title}}{{/of}}{{/list}}", "TT"},
	{"a section in itself", "{{#items}}{{n}}{{#items}}{{n}}{{/items}}{{/items}}", "1212"},
	{"another template, without its line ends", "{{>inner}}", "[A&lt;b&gt;]"},
	{"and one in it", "{{>outer}}", "[A&lt;b&gt;]!"},
	{"the interface's text with a value", "{{_greet}}", "Hello A&lt;b&gt; &amp; all"},
	{"braces that are none", "{ {name} }", "{ {name} }"},
};

static void test_templates(void)
{
	json_t *values = json_loads("{\"name\":\"A<b>\",\"n\":3,\"list\":[\"x\",\"&\"],\"of\":{\"title\":\"T\",\"hidden\":null},"
	                            "\"hidden\":\"h\",\"empty\":\"\",\"null\":null,\"false\":false,\"zero\":0,\"none\":[],"
	                            "\"items\":[{\"n\":1,\"items\":[{\"n\":2}]},{\"n\":1,\"items\":[{\"n\":2}]}]}",
	                            0, NULL);
	struct buf out;

	buf_init(&out);
	for (size_t i = 0; i < sizeof templates / sizeof templates[0]; i++) {
		struct template_set set = {find_named, find_text, templates[i].template};

		buf_clear(&out);
		template_render(&out, &set, "test", values);
		if (!tap_ok(out.len == strlen(templates[i].want) + 1 &&
		                    memcmp(out.data, templates[i].want, out.len - 1) == 0,
		            "template: %s", templates[i].name))
			tap_note("%s", out.data);
	}
	buf_release(&out);
	json_decref(values);
}

/* ---- the table of texts ---- */

static size_t count_of(struct span s, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += s.data[i] == c;
	return n;
}

/* The names {…} of a text, as a sum that does not depend on their order. */
static uint64_t names_in(struct span s)
{
	uint64_t sum = 0;

	for (size_t i = 0, open = 0; i < s.len; i++) {
		if (s.data[i] == '{')
			open = i + 1;
		if (s.data[i] == '}' && open != 0)
			for (size_t k = open; k < i; k++)
				sum += (uint64_t)(unsigned char)s.data[k] * (k - open + 1);
	}
	return sum;
}

static void test_line(struct span line, size_t *bad)
{
	static const size_t forms[TONGUES] = {2, 3, 2};
	size_t key_len = (size_t)((const char *)memchr(line.data, '\t', line.len) - line.data);
	struct span key = span_make(line.data, key_len);
	bool counts = memchr(line.data, '|', line.len) != NULL, good = count_of(line, '\t') == TONGUES;

	for (size_t i = 0; i < TONGUES; i++) {
		struct span text = text_find((enum tongue)i, key), english = text_find(TONGUE_EN, key);

		good = good && text.data != NULL && text.len != 0;
		good = good && count_of(text, '|') == (counts ? forms[i] - 1 : 0);
		good = good && count_of(text, '{') == count_of(text, '}');
		good = good && (counts || names_in(text) == names_in(english));
	}
	if (!good) {
		tap_note("%.*s", (int)key.len, key.data);
		++*bad;
	}
}

static void test_table(void)
{
	struct span table = asset_find(span_of("texts.tsv"));
	size_t bad = 0, lines = 0;

	for (size_t at = 0; at < table.len;) {
		const char *end = memchr(table.data + at, '\n', table.len - at);
		size_t len = (size_t)(end - (table.data + at));

		if (len != 0 && table.data[at] != '#') {
			test_line(span_make(table.data + at, len), &bad);
			lines++;
		}
		at += len + 1;
	}
	tap_ok(bad == 0 && lines > 100, "every text has its three languages, forms and values");
}

/* Every {{_key}} of a template is in the table. */
static void test_keys(void)
{
	size_t missing = 0, found = 0;

	for (size_t i = 0; i < asset_count; i++) {
		struct span text = span_make((const char *)assets[i].bytes, assets[i].len);

		for (const char *at = text.data; (at = memmem(at, (size_t)(text.data + text.len - at), "{{_", 3)) != NULL;) {
			const char *end = memmem(at, (size_t)(text.data + text.len - at), "}}", 2);
			struct span key = span_make(at + 3, (size_t)(end - at - 3));

			found++;
			if (text_find(TONGUE_EN, key).data == NULL) {
				tap_note("%s: %.*s", assets[i].name, (int)key.len, key.data);
				missing++;
			}
			at = end;
		}
	}
	tap_ok(missing == 0 && found > 50, "every text that a template names is in the table");
}

static const struct {
	enum tongue tongue;
	uint64_t n;
	const char *want;
} counts[] = {
	{TONGUE_EN, 0, "0 passages"},       {TONGUE_EN, 1, "1 passage"},        {TONGUE_EN, 1204, "1,204 passages"},
	{TONGUE_FR, 0, "0 passage"},        {TONGUE_FR, 1, "1 passage"},        {TONGUE_FR, 1000000, "1\u202F000\u202F000 passages"},
	{TONGUE_RU, 1, "1 отрывок"},        {TONGUE_RU, 2, "2 отрывка"},        {TONGUE_RU, 5, "5 отрывков"},
	{TONGUE_RU, 11, "11 отрывков"},     {TONGUE_RU, 12, "12 отрывков"},     {TONGUE_RU, 21, "21 отрывок"},
	{TONGUE_RU, 22, "22 отрывка"},      {TONGUE_RU, 111, "111 отрывков"},   {TONGUE_RU, 114, "114 отрывков"},
};

static void test_counts(void)
{
	struct buf out;

	buf_init(&out);
	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
		buf_clear(&out);
		text_add_count(&out, counts[i].tongue, "n_passages", counts[i].n);
		tap_ok(strcmp(out.data, counts[i].want) == 0, "count: %s", counts[i].want);
	}
	buf_release(&out);
	tap_ok(tongue_choose(span_of("ru"), span_of("fr")) == TONGUE_RU, "the tongue that is asked for");
	tap_ok(tongue_choose(span_of(""), span_of("de-DE, fr-CH;q=0.9, en")) == TONGUE_FR, "else the first accepted");
	tap_ok(tongue_choose(span_of("xx"), span_of(",,;q=,e")) == TONGUE_EN, "else English");
}

/* ---- addresses and hosts ---- */

static const struct {
	const char *text, *want; /* NULL: refused */
	bool loopback;
} addresses[] = {
	{"8080", "127.0.0.1:8080", true},
	{"0", "127.0.0.1:0", true},
	{"127.0.0.1:80", "127.0.0.1:80", true},
	{"localhost:8080", "127.0.0.1:8080", true},
	{"[::1]:8080", "[::1]:8080", true},
	{"0.0.0.0:8080", "0.0.0.0:8080", false},
	{"[::]:8080", "[::]:8080", false},
	{"192.168.1.2:65535", "192.168.1.2:65535", false},
	{"65536", NULL, false},
	{"127.0.0.1:65536", NULL, false},
	{"127.0.0.1", NULL, false},
	{"127.0.0.1:", NULL, false},
	{":8080", NULL, false},
	{"::1:8080", NULL, false},
	{"[::1]", NULL, false},
	{"[]:8080", NULL, false},
	{"example.org:8080", NULL, false},
	{"", NULL, false},
	{"127.0.0.1:80x", NULL, false},
	{"127.0.0.1:-1", NULL, false},
};

static void test_addresses(void)
{
	struct buf out;

	buf_init(&out);
	for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
		struct address a;
		char *error = NULL;
		bool good = address_read(&a, addresses[i].text, &error);

		buf_clear(&out);
		if (good)
			address_write(&out, &a);
		tap_ok(good == (addresses[i].want != NULL) && (error == NULL) == good &&
		               (!good || (strcmp(out.data, addresses[i].want) == 0 &&
		                          address_is_loopback(&a) == addresses[i].loopback)),
		       "address “%s”", addresses[i].text);
		free(error);
	}
	buf_release(&out);
}

static const struct {
	const char *host;
	bool ours;
} hosts[] = {
	{"localhost", true},        {"LOCALHOST:8080", true},   {"127.0.0.1:8080", true}, {"[::1]:8080", true},
	{"[::1]", true},            {"192.168.1.7", true},      {"search.example.org", true},
	{"Search.Example.Org:443", true}, {"evil.example", false}, {"localhost.evil.example", false},
	{"search.example.org.evil.example", false}, {"127.0.0.1.evil.example", false}, {"", false}, {":8080", false},
	{"localhost:80:80", false}, {"localhost:x", false},     {"localhost:", false},    {"user@localhost", false},
	{"localhost/", false},      {"::1", false},             {"[::1", false},          {"0x7f.1", false},
};

static void test_hosts(void)
{
	static const char *const names[] = {"search.example.org"};

	for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++)
		tap_ok(host_is_ours(span_of(hosts[i].host), names, 1) == hosts[i].ours, "host “%s”", hosts[i].host);
	tap_ok(!host_is_ours(span_of("search.example.org"), NULL, 0), "a name that was not given");
}

/* ---- links ---- */

static const struct {
	const char *url;
	bool safe;
} urls[] = {
	{"https://example.org/a?b=c#d", true}, {"http://example.org", true},      {"HTTPS://EXAMPLE.ORG/", true},
	{"javascript:alert(1)", false},        {" javascript:alert(1)", false},   {"java\tscript:alert(1)", false},
	{"data:text/html,x", false},           {"//example.org", false},          {"https://", false},
	{"https://a\" onclick=\"x", false},    {"https://a\nb", false},           {"https://a<b", false},
	{"ftp://example.org", false},          {"", false},                       {"https:/example.org", false},
	{"vbscript:x", false},                 {"file:///etc/passwd", false},     {"\x01https://example.org", false},
};

static void test_links(void)
{
	struct web_pair pairs[] = {{span_of("q"), span_of("a&b=\"<ж")}, {span_of("kind"), span_of("report")},
	                           {span_of("other"), span_of("x")}};
	struct web_request request = {.pairs = pairs, .pair_count = 3};
	static const char *const names[] = {"q", "kind", "date", NULL};
	struct buf out;

	for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++)
		tap_ok(href_is_safe(span_of(urls[i].url)) == urls[i].safe, "url %zu", i);
	buf_init(&out);
	href_with(&out, "./", &request, names, NULL, span_of(""));
	tap_ok(strcmp(out.data, "./?q=a%26b%3D%22%3C%D0%B6&kind=report") == 0, "the state, encoded, and no more");
	buf_clear(&out);
	href_with(&out, "./", &request, names, "kind", span_of(""));
	tap_ok(strcmp(out.data, "./?q=a%26b%3D%22%3C%D0%B6") == 0, "a value taken away");
	buf_clear(&out);
	href_with(&out, "./", &request, names, "date", span_of("2015"));
	tap_ok(strcmp(out.data, "./?q=a%26b%3D%22%3C%D0%B6&kind=report&date=2015") == 0, "a value set");
	buf_release(&out);
}

/* ---- messages ---- */

static void test_messages(void)
{
	struct web_pair pairs[] = {{span_of("q"), span_make("a\0b", 3)}, {span_of(""), span_of("")}};
	struct web_request request = {span_of("/x"), span_of("fr"), pairs, 2, span_of("body")}, got;
	struct web_reply reply = {404, span_of("text/html"), span_of("f"), span_of("12"), span_of("a note"), span_of("page")}, back;
	struct pool pool;
	struct buf out;
	bool cut = false;

	buf_init(&out);
	pool_init(&pool);
	request_encode(&out, &request);
	tap_ok(wire_length(out.data) + WIRE_HEAD == out.len, "a message tells its length");
	tap_ok(request_decode(&got, span_make(out.data + WIRE_HEAD, out.len - WIRE_HEAD), &pool) &&
	               span_eq(got.path, request.path) && got.pair_count == 2 &&
	               span_eq(got.pairs[0].value, pairs[0].value) && span_eq(got.body, request.body) &&
	               span_eq(web_value(&got, "q"), pairs[0].value) && web_value(&got, "no").len == 0,
	       "a request, there and back");
	for (size_t len = 0; len < out.len - WIRE_HEAD; len++)
		cut |= request_decode(&got, span_make(out.data + WIRE_HEAD, len), &pool);
	tap_ok(!cut, "a request that is cut is none");
	buf_clear(&out);
	reply_encode(&out, &reply);
	tap_ok(reply_decode(&back, span_make(out.data + WIRE_HEAD, out.len - WIRE_HEAD)) && back.status == 404 &&
	               span_eq(back.body, reply.body) && span_eq(back.total, reply.total) &&
	               span_eq(back.notes, reply.notes),
	       "a reply, there and back");
	for (size_t len = 0; len < out.len - WIRE_HEAD; len++)
		cut |= reply_decode(&back, span_make(out.data + WIRE_HEAD, len));
	tap_ok(!cut, "a reply that is cut is none");
	pool_release(&pool);
	buf_release(&out);
}

int main(void)
{
	test_escape();
	test_templates();
	test_table();
	test_keys();
	test_counts();
	test_addresses();
	test_hosts();
	test_links();
	test_messages();
	return tap_done();
}
