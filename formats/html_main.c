#include "formats/html_main.h"

#include "text/utf8.h"

#define SHARE_MAIN 3    /* main or article has at least 1/3 of the text that is left */
#define SHARE_INNER 1.25F /* an article in main has 4/5 of its text: else the rest is no list of other pages */
#define HEAD_SHARE 2    /* of the content's text: what stands around its title has no more than 1/2 of it */
#define SHARE_CLASS 4   /* what has more than 1/4 of the text is not dropped for its class */
#define LINKS_MOST 2    /* more than 1/2 of the text in links: navigation */

static const char *const roles[] = {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog",
                                    "menu", "menubar", "toolbar", "tablist", NULL};

/* Words of a class or id that are enough, … */
static const char *const never_text[] = {"cookie", "cookies", "cookiebanner", "consent", "gdpr", "breadcrumb", "breadcrumbs",
                                         "skiplink", "skip-link", "sr-only", "visually-hidden", "visuallyhidden",
                                         "screen-reader-text", "noprint", "newsletter", "mw-editsection", "mw-cite-backlink",
                                         "mw-jump-link", "toc-toggle", "wb-invisible", "wb-inv", "element-invisible", "offscreen",
                                         "share-links", "share-buttons", "social-share", "sharethis", "addtoany", NULL};
/* … outside the content, as footer is … */
static const char *const edge_words[] = {"footer", "page-footer", "pagefooter", "site-footer", "sitefooter", "fusszeile", NULL};
/* … and those that are only with links for most of the text. */
static const char *const mostly_links[] = {"menu", "nav", "navbar", "navigation", "sidebar", "related", "share", "sharing",
                                           "social", "pagination", "pager", "tags", "toolbar", "advert", "advertisement",
                                           "promo", "footer", "masthead", "topbar", "topmenu", "languages", "lang-switcher", "toc", NULL};

static size_t body_of(const struct html_tree *t)
{
	for (size_t i = 0; i < t->count; i++)
		if (html_is(t, i, GUMBO_TAG_BODY))
			return i;
	return 0;
}

/* Whether a style gives a property a value, or one that holds it. */
static bool style_says(struct span style, const char *property, const char *value)
{
	const char *at = style.data, *end;

	while (style.len != 0 && (at = strcasestr(at, property)) != NULL) {
		at += strlen(property);
		while (*at == ' ')
			at++;
		if (*at != ':')
			continue;
		end = strchr(at, ';');
		for (size_t len = end == NULL ? strlen(at) : (size_t)(end - at), n = strlen(value); len >= n; at++, len--)
			if (strncasecmp(at, value, n) == 0)
				return true;
	}
	return false;
}

/* Not shown, or struck out. */
static bool is_hidden(const struct html_tree *t, size_t i)
{
	static const char *const styles[][2] = {{"display", "none"}, {"visibility", "hidden"}, {"text-decoration", "line-through"}, {"text-decoration-line", "line-through"}};
	struct span style = html_attribute(t, i, "style"), hidden = html_attribute(t, i, "hidden");

	if (html_is(t, i, GUMBO_TAG_BODY))
		return false; /* shown by a script later */
	if ((html_has(t, i, "hidden") && !span_eq_str(hidden, "until-found")) || span_eq_str(html_attribute(t, i, "aria-hidden"), "true"))
		return true;
	for (size_t k = 0; style.len != 0 && k < sizeof styles / sizeof *styles; k++)
		if (style_says(style, styles[k][0], styles[k][1]))
			return true;
	return false;
}

static bool has_links(const struct html_tree *t, size_t i)
{
	return t->nodes[i].links * LINKS_MOST > t->nodes[i].text;
}

static bool holds(const struct html_tree *t, size_t i, GumboTag tag)
{
	for (size_t k = i + 1; k < t->nodes[i].end; k++)
		if (html_is(t, k, tag))
			return true;
	return false;
}

/* ---- links in a row ---- */

#define BAR_LINKS 3      /* links of a bar, at least; in a list, whose items are nothing else, BAR_ITEMS */
#define BAR_ITEMS 2
#define BAR_WORD_BYTES 24 /* of a link's text, on the average: titles are longer */

/* Whether the text of a node is nothing but signs that part links. */
static bool is_parting(struct span s)
{
	int32_t cp;

	for (size_t at = 0; at < s.len;) {
		at += utf8_decode(s, at, &cp);
		if (!utf8_is_space(cp) && !utf8_is_one_of(cp, "[]|/\\·•:>»›-–—"))
			return false;
	}
	return true;
}

static bool leads_away(const struct html_tree *t, size_t i)
{
	struct span href = html_attribute(t, i, "href");

	return html_is(t, i, GUMBO_TAG_A) && href.len != 0 && (href.data[0] != '#' || href.len == 1) && t->nodes[i].text != 0;
}

/* "[Home] [Databases] [Help]": short links to other pages, and nothing else. */
static bool is_link_bar(const struct html_tree *t, size_t i)
{
	bool list = html_is(t, i, GUMBO_TAG_UL) || html_is(t, i, GUMBO_TAG_OL);
	size_t links = 0, bytes = 0;

	if (!list && !html_is(t, i, GUMBO_TAG_P) && !html_is(t, i, GUMBO_TAG_DIV) && !html_is(t, i, GUMBO_TAG_CENTER) && !html_is(t, i, GUMBO_TAG_SMALL))
		return false;
	for (size_t k = i + 1; k < t->nodes[i].end; k++) {
		GumboTag tag = html_tag(t, k);

		if (leads_away(t, k)) {
			links++;
			bytes += t->nodes[k].text;
			k = t->nodes[k].end - 1;
		} else if ((tag == GUMBO_TAG_A && t->nodes[k].text != 0) || tag == GUMBO_TAG_TABLE || (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6)) {
			return false;
		} else if (!html_is_element(t, k) && !is_parting(html_text(t, k))) {
			return false;
		}
	}
	return links >= (list ? BAR_ITEMS : BAR_LINKS) && bytes <= links * BAR_WORD_BYTES;
}

/* ---- what is the site's ---- */

/* A header or footer: the site's unless it stands in the content and is text. */
static bool is_site_edge(const struct html_tree *t, size_t i, bool inside)
{
	if (html_is(t, i, GUMBO_TAG_FOOTER))
		return !inside || has_links(t, i);
	return has_links(t, i) || holds(t, i, GUMBO_TAG_NAV);
}

static bool is_foreign(const struct html_tree *t, size_t i, size_t body, bool inside)
{
	const struct html_node *n = &t->nodes[i];

	switch (html_tag(t, i)) {
	case GUMBO_TAG_NAV:
	case GUMBO_TAG_ASIDE:
		return true;
	case GUMBO_TAG_HEADER:
	case GUMBO_TAG_FOOTER:
		return is_site_edge(t, i, inside);
	case GUMBO_TAG_MAIN:
	case GUMBO_TAG_BODY:
	case GUMBO_TAG_HTML:
		return false;
	default:
		break;
	}
	if (html_word(t, i, "role", roles))
		return true;
	if (n->text * SHARE_CLASS > t->nodes[body].text)
		return false;
	if (html_word(t, i, "class", never_text) || html_word(t, i, "id", never_text))
		return true;
	if (!inside && (is_link_bar(t, i) || html_word(t, i, "class", edge_words) || html_word(t, i, "id", edge_words)))
		return true;
	return has_links(t, i) && (html_word(t, i, "class", mostly_links) || html_word(t, i, "id", mostly_links));
}

static void forget_text(struct html_tree *t, size_t i)
{
	size_t text = t->nodes[i].text, links = t->nodes[i].links;

	for (size_t up = i; up != HTML_NONE; up = t->nodes[up].parent) {
		t->nodes[up].text -= text;
		t->nodes[up].links -= links < t->nodes[up].links ? links : t->nodes[up].links;
	}
}

static void drop_foreign(struct html_tree *t, size_t body)
{
	size_t content_end = 0; /* of the main or article that is being read */

	for (size_t i = body; i < t->nodes[body].end; i++) {
		bool hidden = html_is_hidden(html_tag(t, i));

		if (!html_is_element(t, i))
			continue;
		if (i >= content_end && (html_is(t, i, GUMBO_TAG_MAIN) || html_is(t, i, GUMBO_TAG_ARTICLE)))
			content_end = t->nodes[i].end;
		if (!hidden && (t->nodes[i].notes || !(is_hidden(t, i) || is_foreign(t, i, body, i < content_end))))
			continue;
		t->nodes[i].dropped = true;
		if (!hidden)
			forget_text(t, i);
		i = t->nodes[i].end - 1;
	}
}

/* The only such element that is not inside another one and not dropped; HTML_NONE. */
static size_t only(const struct html_tree *t, size_t body, GumboTag tag)
{
	size_t found = HTML_NONE;

	for (size_t i = body; i < t->nodes[body].end; i++) {
		if (t->nodes[i].dropped) {
			i = t->nodes[i].end - 1;
			continue;
		}
		if (!html_is(t, i, tag))
			continue;
		if (found != HTML_NONE)
			return HTML_NONE;
		found = i;
		i = t->nodes[i].end - 1;
	}
	return found;
}

static bool is_enough(const struct html_tree *t, size_t i, size_t body)
{
	return i != HTML_NONE && t->nodes[i].text * SHARE_MAIN >= t->nodes[body].text && t->nodes[i].text > 0;
}

size_t html_main_find(struct html_tree *t)
{
	size_t body = body_of(t), main, article;
	bool inner;

	drop_foreign(t, body);
	main = only(t, body, GUMBO_TAG_MAIN);
	inner = is_enough(t, main, body);
	if (inner)
		body = main;
	article = only(t, body, GUMBO_TAG_ARTICLE);
	if (!is_enough(t, article, body) || (inner && (float)t->nodes[article].text * SHARE_INNER < (float)t->nodes[body].text))
		return body;
	return article;
}

size_t html_head_find(const struct html_tree *t, size_t content)
{
	size_t body = body_of(t), heading = only(t, body, GUMBO_TAG_H1), around;

	if (content == body || heading == HTML_NONE || heading > content || t->nodes[heading].text == 0)
		return HTML_NONE;
	around = t->nodes[heading].parent;
	if (t->nodes[around].end > content || has_links(t, around) || t->nodes[around].text * HEAD_SHARE > t->nodes[content].text)
		return heading;
	return around;
}

size_t html_book_find(struct html_tree *t)
{
	size_t body = body_of(t);

	for (size_t i = body; i < t->nodes[body].end; i++) {
		if (!html_is_element(t, i) || t->nodes[i].notes || !(html_is(t, i, GUMBO_TAG_NAV) || is_hidden(t, i)))
			continue;
		t->nodes[i].dropped = true;
		i = t->nodes[i].end - 1;
	}
	return body;
}
