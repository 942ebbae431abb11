#include "text/language.h"

#include <assert.h>

struct row {
	struct language language; /* first, so that a language's row is known from its address */
	char iso_639_2[4];        /* terminological code */
};

static const char *const french_elisions[] = {
	"l'", "d'", "j'", "m'", "t'", "s'", "c'", "n'", "qu'", "jusqu'", "lorsqu'", "puisqu'", "quoiqu'", NULL,
};
static const char *const italian_elisions[] = {
	"l'", "d'", "un'", "dell'", "all'", "dall'", "nell'", "sull'", "coll'", "quell'", "quest'", "c'",
	"m'", "t'", "s'", "v'", NULL,
};
static const char *const catalan_elisions[] = {"l'", "d'", "m'", "n'", "s'", "t'", NULL};

/*
 * Every language of ISO 639-1, by code. Stemmers are those of libstemmer 2.2.
 *
 * Which marks are kept: a letter that the language's own alphabet counts apart
 * from its base and that its readers type (Swedish å ä ö, Spanish ñ: año is
 * not ano), or that its stemmer's rules are written with (Hungarian,
 * Lithuanian, Irish, Serbian). German umlauts, French and Portuguese accents
 * and the marks of Polish, Czech or Romanian are stripped: they are as often
 * left out in names and in queries typed abroad, and the stemmers do well
 * without. Vietnamese and Yoruba tones distinguish most words: all are kept.
 * ø, æ, ł, đ and ı have no mark to strip.
 */
static const struct row rows[] = {
	{{"aa", "Afar", NULL, MARKS_LATIN, "", NULL}, "aar"},
	{{"ab", "Abkhazian", NULL, MARKS_LATIN, "", NULL}, "abk"},
	{{"ae", "Avestan", NULL, MARKS_LATIN, "", NULL}, "ave"},
	{{"af", "Afrikaans", NULL, MARKS_LATIN, "", NULL}, "afr"},
	{{"ak", "Akan", NULL, MARKS_LATIN, "", NULL}, "aka"},
	{{"am", "Amharic", NULL, MARKS_LATIN, "", NULL}, "amh"},
	{{"an", "Aragonese", NULL, MARKS_LATIN, "", NULL}, "arg"},
	{{"ar", "Arabic", "arabic", MARKS_LATIN, "", NULL}, "ara"},
	{{"as", "Assamese", NULL, MARKS_LATIN, "", NULL}, "asm"},
	{{"av", "Avaric", NULL, MARKS_LATIN, "", NULL}, "ava"},
	{{"ay", "Aymara", NULL, MARKS_LATIN, "", NULL}, "aym"},
	{{"az", "Azerbaijani", NULL, MARKS_LATIN, "çğöşü", NULL}, "aze"},
	{{"ba", "Bashkir", NULL, MARKS_LATIN, "", NULL}, "bak"},
	{{"be", "Belarusian", NULL, MARKS_LATIN, "", NULL}, "bel"},
	{{"bg", "Bulgarian", NULL, MARKS_LATIN, "", NULL}, "bul"},
	{{"bi", "Bislama", NULL, MARKS_LATIN, "", NULL}, "bis"},
	{{"bm", "Bambara", NULL, MARKS_LATIN, "", NULL}, "bam"},
	{{"bn", "Bengali", NULL, MARKS_LATIN, "", NULL}, "ben"},
	{{"bo", "Tibetan", NULL, MARKS_LATIN, "", NULL}, "bod"},
	{{"br", "Breton", NULL, MARKS_LATIN, "", NULL}, "bre"},
	{{"bs", "Bosnian", NULL, MARKS_LATIN, "", NULL}, "bos"},
	{{"ca", "Catalan", "catalan", MARKS_LATIN, "", catalan_elisions}, "cat"},
	{{"ce", "Chechen", NULL, MARKS_LATIN, "", NULL}, "che"},
	{{"ch", "Chamorro", NULL, MARKS_LATIN, "", NULL}, "cha"},
	{{"co", "Corsican", NULL, MARKS_LATIN, "", NULL}, "cos"},
	{{"cr", "Cree", NULL, MARKS_LATIN, "", NULL}, "cre"},
	{{"cs", "Czech", NULL, MARKS_LATIN, "", NULL}, "ces"},
	{{"cu", "Church Slavonic", NULL, MARKS_LATIN, "", NULL}, "chu"},
	{{"cv", "Chuvash", NULL, MARKS_LATIN, "", NULL}, "chv"},
	{{"cy", "Welsh", NULL, MARKS_LATIN, "", NULL}, "cym"},
	{{"da", "Danish", "danish", MARKS_LATIN, "å", NULL}, "dan"},
	{{"de", "German", "german", MARKS_LATIN, "", NULL}, "deu"},
	{{"dv", "Dhivehi", NULL, MARKS_LATIN, "", NULL}, "div"},
	{{"dz", "Dzongkha", NULL, MARKS_LATIN, "", NULL}, "dzo"},
	{{"ee", "Ewe", NULL, MARKS_LATIN, "", NULL}, "ewe"},
	{{"el", "Greek", "greek", MARKS_LATIN, "", NULL}, "ell"},
	{{"en", "English", "english", MARKS_LATIN, "", NULL}, "eng"},
	{{"eo", "Esperanto", NULL, MARKS_LATIN, "", NULL}, "epo"},
	{{"es", "Spanish", "spanish", MARKS_LATIN, "ñ", NULL}, "spa"},
	{{"et", "Estonian", NULL, MARKS_LATIN, "õäöüšž", NULL}, "est"},
	{{"eu", "Basque", "basque", MARKS_LATIN, "ñ", NULL}, "eus"},
	{{"fa", "Persian", NULL, MARKS_LATIN, "", NULL}, "fas"},
	{{"ff", "Fulah", NULL, MARKS_LATIN, "", NULL}, "ful"},
	{{"fi", "Finnish", "finnish", MARKS_LATIN, "åäö", NULL}, "fin"},
	{{"fj", "Fijian", NULL, MARKS_LATIN, "", NULL}, "fij"},
	{{"fo", "Faroese", NULL, MARKS_LATIN, "áíóúý", NULL}, "fao"},
	{{"fr", "French", "french", MARKS_LATIN, "", french_elisions}, "fra"},
	{{"fy", "Western Frisian", NULL, MARKS_LATIN, "", NULL}, "fry"},
	{{"ga", "Irish", "irish", MARKS_LATIN, "áéíóú", NULL}, "gle"},
	{{"gd", "Scottish Gaelic", NULL, MARKS_LATIN, "", NULL}, "gla"},
	{{"gl", "Galician", NULL, MARKS_LATIN, "ñ", NULL}, "glg"},
	{{"gn", "Guarani", NULL, MARKS_LATIN, "", NULL}, "grn"},
	{{"gu", "Gujarati", NULL, MARKS_LATIN, "", NULL}, "guj"},
	{{"gv", "Manx", NULL, MARKS_LATIN, "", NULL}, "glv"},
	{{"ha", "Hausa", NULL, MARKS_LATIN, "", NULL}, "hau"},
	{{"he", "Hebrew", NULL, MARKS_LATIN, "", NULL}, "heb"},
	{{"hi", "Hindi", "hindi", MARKS_LATIN, "", NULL}, "hin"},
	{{"ho", "Hiri Motu", NULL, MARKS_LATIN, "", NULL}, "hmo"},
	{{"hr", "Croatian", NULL, MARKS_LATIN, "", NULL}, "hrv"},
	{{"ht", "Haitian", NULL, MARKS_LATIN, "", NULL}, "hat"},
	{{"hu", "Hungarian", "hungarian", MARKS_LATIN, "áéíóöőúüű", NULL}, "hun"},
	{{"hy", "Armenian", "armenian", MARKS_LATIN, "", NULL}, "hye"},
	{{"hz", "Herero", NULL, MARKS_LATIN, "", NULL}, "her"},
	{{"ia", "Interlingua", NULL, MARKS_LATIN, "", NULL}, "ina"},
	{{"id", "Indonesian", "indonesian", MARKS_LATIN, "", NULL}, "ind"},
	{{"ie", "Interlingue", NULL, MARKS_LATIN, "", NULL}, "ile"},
	{{"ig", "Igbo", NULL, MARKS_LATIN, "", NULL}, "ibo"},
	{{"ii", "Nuosu", NULL, MARKS_LATIN, "", NULL}, "iii"},
	{{"ik", "Inupiaq", NULL, MARKS_LATIN, "", NULL}, "ipk"},
	{{"io", "Ido", NULL, MARKS_LATIN, "", NULL}, "ido"},
	{{"is", "Icelandic", NULL, MARKS_LATIN, "áéíóúýö", NULL}, "isl"},
	{{"it", "Italian", "italian", MARKS_LATIN, "", italian_elisions}, "ita"},
	{{"iu", "Inuktitut", NULL, MARKS_LATIN, "", NULL}, "iku"},
	{{"ja", "Japanese", NULL, MARKS_LATIN, "", NULL}, "jpn"},
	{{"jv", "Javanese", NULL, MARKS_LATIN, "", NULL}, "jav"},
	{{"ka", "Georgian", NULL, MARKS_LATIN, "", NULL}, "kat"},
	{{"kg", "Kongo", NULL, MARKS_LATIN, "", NULL}, "kon"},
	{{"ki", "Kikuyu", NULL, MARKS_LATIN, "", NULL}, "kik"},
	{{"kj", "Kuanyama", NULL, MARKS_LATIN, "", NULL}, "kua"},
	{{"kk", "Kazakh", NULL, MARKS_LATIN, "", NULL}, "kaz"},
	{{"kl", "Kalaallisut", NULL, MARKS_LATIN, "", NULL}, "kal"},
	{{"km", "Khmer", NULL, MARKS_LATIN, "", NULL}, "khm"},
	{{"kn", "Kannada", NULL, MARKS_LATIN, "", NULL}, "kan"},
	{{"ko", "Korean", NULL, MARKS_LATIN, "", NULL}, "kor"},
	{{"kr", "Kanuri", NULL, MARKS_LATIN, "", NULL}, "kau"},
	{{"ks", "Kashmiri", NULL, MARKS_LATIN, "", NULL}, "kas"},
	{{"ku", "Kurdish", NULL, MARKS_LATIN, "", NULL}, "kur"},
	{{"kv", "Komi", NULL, MARKS_LATIN, "", NULL}, "kom"},
	{{"kw", "Cornish", NULL, MARKS_LATIN, "", NULL}, "cor"},
	{{"ky", "Kyrgyz", NULL, MARKS_LATIN, "", NULL}, "kir"},
	{{"la", "Latin", NULL, MARKS_LATIN, "", NULL}, "lat"},
	{{"lb", "Luxembourgish", NULL, MARKS_LATIN, "", NULL}, "ltz"},
	{{"lg", "Ganda", NULL, MARKS_LATIN, "", NULL}, "lug"},
	{{"li", "Limburgish", NULL, MARKS_LATIN, "", NULL}, "lim"},
	{{"ln", "Lingala", NULL, MARKS_LATIN, "", NULL}, "lin"},
	{{"lo", "Lao", NULL, MARKS_LATIN, "", NULL}, "lao"},
	{{"lt", "Lithuanian", "lithuanian", MARKS_LATIN, "ąčęėįšųūž", NULL}, "lit"},
	{{"lu", "Luba-Katanga", NULL, MARKS_LATIN, "", NULL}, "lub"},
	{{"lv", "Latvian", NULL, MARKS_LATIN, "", NULL}, "lav"},
	{{"mg", "Malagasy", NULL, MARKS_LATIN, "", NULL}, "mlg"},
	{{"mh", "Marshallese", NULL, MARKS_LATIN, "", NULL}, "mah"},
	{{"mi", "Maori", NULL, MARKS_LATIN, "", NULL}, "mri"},
	{{"mk", "Macedonian", NULL, MARKS_LATIN, "", NULL}, "mkd"},
	{{"ml", "Malayalam", NULL, MARKS_LATIN, "", NULL}, "mal"},
	{{"mn", "Mongolian", NULL, MARKS_LATIN, "", NULL}, "mon"},
	{{"mr", "Marathi", NULL, MARKS_LATIN, "", NULL}, "mar"},
	{{"ms", "Malay", NULL, MARKS_LATIN, "", NULL}, "msa"},
	{{"mt", "Maltese", NULL, MARKS_LATIN, "", NULL}, "mlt"},
	{{"my", "Burmese", NULL, MARKS_LATIN, "", NULL}, "mya"},
	{{"na", "Nauru", NULL, MARKS_LATIN, "", NULL}, "nau"},
	{{"nb", "Norwegian Bokmål", "norwegian", MARKS_LATIN, "å", NULL}, "nob"},
	{{"nd", "North Ndebele", NULL, MARKS_LATIN, "", NULL}, "nde"},
	{{"ne", "Nepali", "nepali", MARKS_LATIN, "", NULL}, "nep"},
	{{"ng", "Ndonga", NULL, MARKS_LATIN, "", NULL}, "ndo"},
	{{"nl", "Dutch", "dutch", MARKS_LATIN, "", NULL}, "nld"},
	{{"nn", "Norwegian Nynorsk", "norwegian", MARKS_LATIN, "å", NULL}, "nno"},
	{{"no", "Norwegian", "norwegian", MARKS_LATIN, "å", NULL}, "nor"},
	{{"nr", "South Ndebele", NULL, MARKS_LATIN, "", NULL}, "nbl"},
	{{"nv", "Navajo", NULL, MARKS_LATIN, "", NULL}, "nav"},
	{{"ny", "Chichewa", NULL, MARKS_LATIN, "", NULL}, "nya"},
	{{"oc", "Occitan", NULL, MARKS_LATIN, "", NULL}, "oci"},
	{{"oj", "Ojibwa", NULL, MARKS_LATIN, "", NULL}, "oji"},
	{{"om", "Oromo", NULL, MARKS_LATIN, "", NULL}, "orm"},
	{{"or", "Odia", NULL, MARKS_LATIN, "", NULL}, "ori"},
	{{"os", "Ossetian", NULL, MARKS_LATIN, "", NULL}, "oss"},
	{{"pa", "Punjabi", NULL, MARKS_LATIN, "", NULL}, "pan"},
	{{"pi", "Pali", NULL, MARKS_LATIN, "", NULL}, "pli"},
	{{"pl", "Polish", NULL, MARKS_LATIN, "", NULL}, "pol"},
	{{"ps", "Pashto", NULL, MARKS_LATIN, "", NULL}, "pus"},
	{{"pt", "Portuguese", "portuguese", MARKS_LATIN, "", NULL}, "por"},
	{{"qu", "Quechua", NULL, MARKS_LATIN, "", NULL}, "que"},
	{{"rm", "Romansh", NULL, MARKS_LATIN, "", NULL}, "roh"},
	{{"rn", "Rundi", NULL, MARKS_LATIN, "", NULL}, "run"},
	{{"ro", "Romanian", "romanian", MARKS_LATIN, "", NULL}, "ron"},
	{{"ru", "Russian", "russian", MARKS_LATIN, "", NULL}, "rus"},
	{{"rw", "Kinyarwanda", NULL, MARKS_LATIN, "", NULL}, "kin"},
	{{"sa", "Sanskrit", NULL, MARKS_LATIN, "", NULL}, "san"},
	{{"sc", "Sardinian", NULL, MARKS_LATIN, "", NULL}, "srd"},
	{{"sd", "Sindhi", NULL, MARKS_LATIN, "", NULL}, "snd"},
	{{"se", "Northern Sami", NULL, MARKS_LATIN, "", NULL}, "sme"},
	{{"sg", "Sango", NULL, MARKS_LATIN, "", NULL}, "sag"},
	{{"si", "Sinhala", NULL, MARKS_LATIN, "", NULL}, "sin"},
	{{"sk", "Slovak", NULL, MARKS_LATIN, "", NULL}, "slk"},
	{{"sl", "Slovenian", NULL, MARKS_LATIN, "", NULL}, "slv"},
	{{"sm", "Samoan", NULL, MARKS_LATIN, "", NULL}, "smo"},
	{{"sn", "Shona", NULL, MARKS_LATIN, "", NULL}, "sna"},
	{{"so", "Somali", NULL, MARKS_LATIN, "", NULL}, "som"},
	{{"sq", "Albanian", NULL, MARKS_LATIN, "", NULL}, "sqi"},
	{{"sr", "Serbian", "serbian", MARKS_LATIN, "čćšž", NULL}, "srp"},
	{{"ss", "Swati", NULL, MARKS_LATIN, "", NULL}, "ssw"},
	{{"st", "Southern Sotho", NULL, MARKS_LATIN, "", NULL}, "sot"},
	{{"su", "Sundanese", NULL, MARKS_LATIN, "", NULL}, "sun"},
	{{"sv", "Swedish", "swedish", MARKS_LATIN, "åäö", NULL}, "swe"},
	{{"sw", "Swahili", NULL, MARKS_LATIN, "", NULL}, "swa"},
	{{"ta", "Tamil", "tamil", MARKS_LATIN, "", NULL}, "tam"},
	{{"te", "Telugu", NULL, MARKS_LATIN, "", NULL}, "tel"},
	{{"tg", "Tajik", NULL, MARKS_LATIN, "", NULL}, "tgk"},
	{{"th", "Thai", NULL, MARKS_LATIN, "", NULL}, "tha"},
	{{"ti", "Tigrinya", NULL, MARKS_LATIN, "", NULL}, "tir"},
	{{"tk", "Turkmen", NULL, MARKS_LATIN, "", NULL}, "tuk"},
	{{"tl", "Tagalog", NULL, MARKS_LATIN, "", NULL}, "tgl"},
	{{"tn", "Tswana", NULL, MARKS_LATIN, "", NULL}, "tsn"},
	{{"to", "Tonga", NULL, MARKS_LATIN, "", NULL}, "ton"},
	{{"tr", "Turkish", "turkish", MARKS_LATIN, "çğöşü", NULL}, "tur"},
	{{"ts", "Tsonga", NULL, MARKS_LATIN, "", NULL}, "tso"},
	{{"tt", "Tatar", NULL, MARKS_LATIN, "", NULL}, "tat"},
	{{"tw", "Twi", NULL, MARKS_LATIN, "", NULL}, "twi"},
	{{"ty", "Tahitian", NULL, MARKS_LATIN, "", NULL}, "tah"},
	{{"ug", "Uighur", NULL, MARKS_LATIN, "", NULL}, "uig"},
	{{"uk", "Ukrainian", NULL, MARKS_LATIN, "", NULL}, "ukr"},
	{{"ur", "Urdu", NULL, MARKS_LATIN, "", NULL}, "urd"},
	{{"uz", "Uzbek", NULL, MARKS_LATIN, "", NULL}, "uzb"},
	{{"ve", "Venda", NULL, MARKS_LATIN, "", NULL}, "ven"},
	{{"vi", "Vietnamese", NULL, MARKS_KEEP, "", NULL}, "vie"},
	{{"vo", "Volapük", NULL, MARKS_LATIN, "", NULL}, "vol"},
	{{"wa", "Walloon", NULL, MARKS_LATIN, "", NULL}, "wln"},
	{{"wo", "Wolof", NULL, MARKS_LATIN, "", NULL}, "wol"},
	{{"xh", "Xhosa", NULL, MARKS_LATIN, "", NULL}, "xho"},
	{{"yi", "Yiddish", "yiddish", MARKS_LATIN, "", NULL}, "yid"},
	{{"yo", "Yoruba", NULL, MARKS_KEEP, "", NULL}, "yor"},
	{{"za", "Zhuang", NULL, MARKS_LATIN, "", NULL}, "zha"},
	{{"zh", "Chinese", NULL, MARKS_LATIN, "", NULL}, "zho"},
	{{"zu", "Zulu", NULL, MARKS_LATIN, "", NULL}, "zul"},
};

static const struct language unknown = {"", "unknown", NULL, MARKS_LATIN, "", NULL};

#define ROWS (sizeof rows / sizeof *rows)

/* Other ISO 639 codes in use for the same languages: bibliographic (639-2/B), individual (639-3), withdrawn. */
static const struct {
	const char *other, *code;
} aliases[] = {
	{"alb", "sq"}, {"arm", "hy"}, {"baq", "eu"}, {"bur", "my"}, {"chi", "zh"}, {"cze", "cs"},
	{"dut", "nl"}, {"fre", "fr"}, {"geo", "ka"}, {"ger", "de"}, {"gre", "el"}, {"ice", "is"},
	{"mac", "mk"}, {"mao", "mi"}, {"may", "ms"}, {"per", "fa"}, {"rum", "ro"}, {"slo", "sk"},
	{"tib", "bo"}, {"wel", "cy"}, {"arb", "ar"}, {"cmn", "zh"}, {"pes", "fa"}, {"prs", "fa"},
	{"uzn", "uz"}, {"azj", "az"}, {"khk", "mn"}, {"ekk", "et"}, {"lvs", "lv"}, {"als", "sq"},
	{"swh", "sw"}, {"zsm", "ms"}, {"fil", "tl"}, {"kmr", "ku"}, {"npi", "ne"}, {"ory", "or"},
	{"pbu", "ps"}, {"ydd", "yi"}, {"iw", "he"}, {"in", "id"}, {"ji", "yi"}, {"mo", "ro"}, {"sh", "sr"},
};

const struct language *language_unknown(void)
{
	return &unknown;
}

const struct language *language_at(size_t i)
{
	return i < ROWS ? &rows[i].language : NULL;
}

size_t language_index(const struct language *lang)
{
	size_t i;

	if (lang == NULL || lang == &unknown)
		return ROWS;
	i = (size_t)((const struct row *)(const void *)lang - rows);
	assert(i < ROWS);
	return i;
}

static const struct language *find_lower(struct span code)
{
	for (size_t i = 0; i < ROWS; i++)
		if (span_eq_str(code, rows[i].language.code) || span_eq_str(code, rows[i].iso_639_2))
			return &rows[i].language;
	return NULL;
}

/* The primary subtag of a BCP 47 tag, in lower case, NUL-terminated; false if it is no letter code. */
static bool primary_subtag(struct span tag, char out[4])
{
	size_t n = 0;

	for (; n < tag.len && tag.data[n] != '-' && tag.data[n] != '_'; n++) {
		char c = tag.data[n];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (n == 3 || c < 'a' || c > 'z')
			return false;
		out[n] = c;
	}
	out[n] = '\0';
	return n >= 2;
}

const struct language *language_find(struct span code)
{
	char tag[4];
	const struct language *found;

	if (!primary_subtag(span_trim(code), tag))
		return NULL;
	found = find_lower(span_of(tag));
	for (size_t i = 0; found == NULL && i < sizeof aliases / sizeof *aliases; i++)
		if (strcmp(tag, aliases[i].other) == 0)
			found = find_lower(span_of(aliases[i].code));
	return found;
}
