/* Names of publishers and countries: made lists, and those in lexicon/. */
#include "text/aliases.h"

#include "tests/unit/table.h"

#include <stdio.h>
#include <stdlib.h>

static void add_list(struct aliases *a, const char *name)
{
	struct buf content;
	char *error = NULL;

	buf_init(&content);
	table_read_file(&content, name);
	if (!tap_ok(content.len != 0 && aliases_add(a, span_of(name), buf_span(&content), &error), "%s is read", name))
		tap_note("%s", error == NULL ? "it is not there" : error);
	free(error);
	buf_release(&content);
}

/* The ids of a name, with a space between them, sorted as they come. */
static void check(const struct aliases *a, enum alias_kind kind, const char *name, const char *expected)
{
	struct span ids[ALIAS_IDS_MAX];
	size_t count = aliases_find(a, kind, span_of(name), ids);
	struct buf got;

	buf_init(&got);
	buf_add_str(&got, "");
	for (size_t i = 0; i < count; i++)
		buf_addf(&got, "%s%.*s", i == 0 ? "" : " ", (int)ids[i].len, ids[i].data);
	if (!tap_ok(strcmp(got.data, expected) == 0, "“%s” is %s", name, *expected == '\0' ? "no name" : expected))
		tap_note("%s", got.data);
	buf_release(&got);
}

static const struct {
	const char *name, *ids;
} publishers[] = {
        {"Amnesty International", "amnesty-international"}, {"AMNESTY", "amnesty-international"}, {"AI", "amnesty-international"}, {"Amnesty International (AI)", "amnesty-international"},
        {"Amnistía Internacional", "amnesty-international"}, {"Amnistia Internacional", "amnesty-international"}, {"amnesty-international", "amnesty-international"},
        {"Office of the United Nations High Commissioner for Human Rights", "ohchr"}, {"The Office of the United Nations High Commissioner for Human Rights (OHCHR)", "ohchr"},
        {"УВКПЧ", "ohchr"}, {"увкпч", "ohchr"}, {"HRW", "human-rights-watch"}, {"ARTICLE 19", "article-19"}, {"Article 19", "article-19"}, {"FIDH", "fidh"},
        {"World Organisation Against Torture", "omct"}, {"ICJ", "icj-jurists icj-court"}, {"International Commission of Jurists (ICJ)", "icj-jurists"},
        {"CPJ", "cpj"}, {"Репортеры без границ", "rsf"}, {"Council of Europe", "council-of-europe"}, {"ЕСПЧ", "ecthr"}, {"OSCE/ODIHR", "odihr"}, {"БДИПЧ ОБСЕ", "odihr"},
        {"CIDH", "iachr"}, {"Corte IDH", "iacthr"}, {"African Commission on Human and Peoples’ Rights", "achpr"}, {"Ministry of Justice", ""}, {"Amnesty International Kenya", ""}, {"", ""},
}, countries[] = {
        {"KZ", "kz"}, {"kz", "kz"}, {"KAZ", "kz"}, {"Kazakhstan", "kz"}, {"Republic of Kazakhstan", "kz"}, {"the Republic of Kazakhstan", "kz"}, {"Казахстан", "kz"},
        {"Республика Казахстан", "kz"}, {"Қазақстан", "kz"}, {"USA", "us"}, {"Соединенные Штаты", "us"}, {"Côte d'Ivoire", "ci"}, {"Cote d’Ivoire", "ci"}, {"Ivory Coast", "ci"},
        {"Congo", "cg"}, {"Democratic Republic of the Congo", "cd"}, {"Congo (Kinshasa)", "cd"}, {"Congo (Nowhere)", ""}, {"Türkiye", "tr"}, {"Turkey", "tr"}, {"North Korea", "kp"}, {"South Korea", "kr"}, {"Korea", "kr"},
        {"Белоруссия", "by"}, {"Кыргызстан", "kg"}, {"Kyrgyz Republic", "kg"}, {"Atlantis", ""}, {"AI", "ai"},
};

static void check_all(const struct aliases *a)
{
	for (size_t i = 0; i < sizeof publishers / sizeof *publishers; i++)
		check(a, ALIAS_PUBLISHER, publishers[i].name, publishers[i].ids);
	for (size_t i = 0; i < sizeof countries / sizeof *countries; i++)
		check(a, ALIAS_COUNTRY, countries[i].name, countries[i].ids);
	tap_ok(aliases_id(a, ALIAS_PUBLISHER, span_of("ICJ")).len == 0, "a name of two bodies has no one id");
}

/* As the lists have them, and as their one piece has. */
static void test_lexicon(void)
{
	struct aliases *a = aliases_new(), *unpacked;
	struct buf piece;

	buf_init(&piece);
	add_list(a, "lexicon/publishers.tsv");
	add_list(a, "lexicon/country_names.tsv");
	add_list(a, "lexicon/countries.tsv");
	check_all(a);
	aliases_pack(a, &piece);
	unpacked = aliases_unpack(buf_span(&piece), NULL);
	tap_ok(unpacked != NULL, "one piece");
	check_all(unpacked);
	aliases_free(unpacked);
	aliases_free(a);
	piece.data[piece.len - 1] ^= 1;
	tap_ok(aliases_unpack(buf_span(&piece), NULL) == NULL, "a damaged one is none");
	buf_release(&piece);
}

static void check_list(const char *name, const char *content, const char *expected)
{
	struct aliases *a = aliases_new();
	char *error = NULL;
	bool good = aliases_add(a, span_of(name), span_of(content), &error);

	if (!tap_ok(expected == NULL ? good : !good && strstr(error, expected) != NULL, "%s: %s", name, expected == NULL ? "good" : expected))
		tap_note("%s", error == NULL ? "read" : error);
	free(error);
	aliases_free(a);
}

static void test_lists(void)
{
	static const char list[] = "lexicon/publishers.tsv";

	check_list(list, "\xEF\xBB\xBF# names\n\nwho-else\tWho Else; WE\tits site\n", NULL);
	check_list(list, "who-else\tWho Else\n", NULL);
	check_list(list, "Who Else\tWE\n", "line 1: an id of small letters");
	check_list(list, "# one\nwho-else\n", "line 2: names expected");
	check_list(list, "who-else\tWho; ; WE\n", "line 1: an empty name");
	check_list("lexicon/country_names.tsv", "kaz\tKazakhstan\n", "a country's code has two small letters");
	check_list("lexicon/other.tsv", "anything goes", NULL);
	check_list(list, "a\tX\nb\tX\nc\tX\nd\tX\n", NULL);
	check_list(list, "a\tX\nb\tX\nc\tX\nd\tX\ne\tX\n", "line 5: a name that has too many ids already");
}

int main(void)
{
	test_lexicon();
	test_lists();
	return tap_done();
}
