/*
 * The sheet of a bundle against tests/golden/sheet.html, with hostile text in
 * every place; UPDATE_GOLDEN=1 writes it anew.
 */
#include "render/html_text.h"
#include "render/sheet.h"
#include "tests/unit/golden.h"
#include "tests/unit/tap.h"

static void sheet(void)
{
	static const struct range ranges[] = {{10, 20}, {30, 31}}, highlights[] = {{0, 6}, {9, 12}};
	const struct sheet_hit hits[] = {
		{.number = 1,
	         .citation = {"Body, <i>A &amp; B</i>, para. 14.", 32},
	         .place = {"Body · <script> \"Title\"", 24},
	         .text = {"Drought & <b>'all'</b>", 22},
	         .highlights = highlights,
	         .highlight_count = 2,
	         .language = "en\" onload=\"x",
	         .link = {"https://e.org/?a=1&b=\"2\"", 24},
	         .id = "3f9c1a0000000001",
	         .sha256 = "aa",
	         .quoted = "quoted/001.bytes",
	         .source = 1,
	         .ranges = ranges,
	         .range_count = 2},
		{.number = 2,
	         .citation = {"Body (n 1).", 11},
	         .text = {"نص \xff\x1b[2J", 9},
	         .link = {"javascript:alert(1)", 19},
	         .id = "3f9c1a0000000002",
	         .sha256 = "bb",
	         .quoted = "quoted/002.bytes",
	         .source = 2,
	         .ranges = ranges,
	         .range_count = 1},
	};
	const struct sheet_source sources[] = {
		{1, {"Body. <i>A &amp; B</i>.", 23}, "<id>", "dir/\"a\".txt", "cc", "cc", "sources/001.txt", "sources/001.txt"},
		{2, {"C", 1}, "two", "two.html", "dd", "ee", "sources/002.html", "texts/002.txt"},
		{3, {"D", 1}, "three", "three.txt", "ff", "ff", NULL, NULL},
	};
	static const char *const digests[] = {"d4c6"};
	struct buf out;

	buf_init(&out);
	sheet_print(&out, &(struct sheet){{"</q><img src=x onerror=alert(1)>", 32},
	                                  "2026-11-26T01:00:00Z",
	                                  "hrsearch 0.1.0",
	                                  "oscola",
	                                  digests,
	                                  1,
	                                  true,
	                                  hits,
	                                  2,
	                                  sources,
	                                  3});
	golden_compare("sheet.html", &out);
	tap_ok(strstr(out.data, "<script") == NULL && strstr(out.data, "<img") == NULL &&
	               strstr(out.data, "javascript") == NULL && strstr(out.data, "\" onload") == NULL,
	       "nothing that was put in runs");
	buf_release(&out);
}

/* What the sheet says of itself is so. */
static void claims(void)
{
	static const char *const digests[] = {"d4c6", "<e5>"};
	struct buf out;

	buf_init(&out);
	sheet_print(&out, &(struct sheet){.digests = digests, .digest_count = 2, .made = "", .program = "", .style = ""});
	tap_ok(strstr(out.data, "from the indexes with the digests <code>d4c6</code>, <code>&lt;e5&gt;</code>;") != NULL,
	       "every index is named");
	tap_ok(strstr(out.data, "check.sh") == NULL && strstr(out.data, "The sources are not here") != NULL,
	       "without texts no script is said to compare them");
	tap_ok(strstr(out.data, "<h1>Quotations</h1>") != NULL, "nor, of filters without a query, a query");
	buf_release(&out);
}

static void escaping(void)
{
	struct buf out;

	buf_init(&out);
	html_add_str(&out, "a<b>&\"'\n\tc\x01\x7f\xc2\x85\xe2\x80\xae");
	tap_ok(strcmp(out.data, "a&lt;b&gt;&amp;&quot;&#39;\n\tc\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xe2\x80\xae") == 0,
	       "text is only text");
	buf_release(&out);
}

int main(void)
{
	sheet();
	claims();
	escaping();
	return tap_done();
}
