#include "text/language.h"

#include <assert.h>

struct row {
	struct language language; /* first, so that a language's row is known from its address */
	char iso_639_2[4];        /* terminological code */
};

#define ELISIONS_MOST 16
#define ELISION_SIZE 9

static const char elisions[][ELISIONS_MOST + 1][ELISION_SIZE] = {
	[ELISIONS_CATALAN] = {"l'", "d'", "m'", "n'", "s'", "t'"},
	[ELISIONS_FRENCH] = {"l'", "d'", "j'", "m'", "t'", "s'", "c'", "n'", "qu'", "jusqu'", "lorsqu'", "puisqu'",
	                     "quoiqu'"},
	[ELISIONS_ITALIAN] = {"l'", "d'", "un'", "dell'", "all'", "dall'", "nell'", "sull'", "coll'", "quell'",
	                      "quest'", "c'", "m'", "t'", "s'", "v'"},
};

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
	{{"aa", "Afar", "", MARKS_LATIN, "", ELISIONS_NONE}, "aar"},
	{{"ab", "Abkhazian", "", MARKS_LATIN, "", ELISIONS_NONE}, "abk"},
	{{"ae", "Avestan", "", MARKS_LATIN, "", ELISIONS_NONE}, "ave"},
	{{"af", "Afrikaans", "", MARKS_LATIN, "", ELISIONS_NONE}, "afr"},
	{{"ak", "Akan", "", MARKS_LATIN, "", ELISIONS_NONE}, "aka"},
	{{"am", "Amharic", "", MARKS_LATIN, "", ELISIONS_NONE}, "amh"},
	{{"an", "Aragonese", "", MARKS_LATIN, "", ELISIONS_NONE}, "arg"},
	{{"ar", "Arabic", "arabic", MARKS_LATIN, "", ELISIONS_NONE}, "ara"},
	{{"as", "Assamese", "", MARKS_LATIN, "", ELISIONS_NONE}, "asm"},
	{{"av", "Avaric", "", MARKS_LATIN, "", ELISIONS_NONE}, "ava"},
	{{"ay", "Aymara", "", MARKS_LATIN, "", ELISIONS_NONE}, "aym"},
	{{"az", "Azerbaijani", "", MARKS_LATIN, "çğöşü", ELISIONS_NONE}, "aze"},
	{{"ba", "Bashkir", "", MARKS_LATIN, "", ELISIONS_NONE}, "bak"},
	{{"be", "Belarusian", "", MARKS_LATIN, "", ELISIONS_NONE}, "bel"},
	{{"bg", "Bulgarian", "", MARKS_LATIN, "", ELISIONS_NONE}, "bul"},
	{{"bi", "Bislama", "", MARKS_LATIN, "", ELISIONS_NONE}, "bis"},
	{{"bm", "Bambara", "", MARKS_LATIN, "", ELISIONS_NONE}, "bam"},
	{{"bn", "Bengali", "", MARKS_LATIN, "", ELISIONS_NONE}, "ben"},
	{{"bo", "Tibetan", "", MARKS_LATIN, "", ELISIONS_NONE}, "bod"},
	{{"br", "Breton", "", MARKS_LATIN, "", ELISIONS_NONE}, "bre"},
	{{"bs", "Bosnian", "", MARKS_LATIN, "", ELISIONS_NONE}, "bos"},
	{{"ca", "Catalan", "catalan", MARKS_LATIN, "", ELISIONS_CATALAN}, "cat"},
	{{"ce", "Chechen", "", MARKS_LATIN, "", ELISIONS_NONE}, "che"},
	{{"ch", "Chamorro", "", MARKS_LATIN, "", ELISIONS_NONE}, "cha"},
	{{"co", "Corsican", "", MARKS_LATIN, "", ELISIONS_NONE}, "cos"},
	{{"cr", "Cree", "", MARKS_LATIN, "", ELISIONS_NONE}, "cre"},
	{{"cs", "Czech", "", MARKS_LATIN, "", ELISIONS_NONE}, "ces"},
	{{"cu", "Church Slavonic", "", MARKS_LATIN, "", ELISIONS_NONE}, "chu"},
	{{"cv", "Chuvash", "", MARKS_LATIN, "", ELISIONS_NONE}, "chv"},
	{{"cy", "Welsh", "", MARKS_LATIN, "", ELISIONS_NONE}, "cym"},
	{{"da", "Danish", "danish", MARKS_LATIN, "å", ELISIONS_NONE}, "dan"},
	{{"de", "German", "german", MARKS_LATIN, "", ELISIONS_NONE}, "deu"},
	{{"dv", "Dhivehi", "", MARKS_LATIN, "", ELISIONS_NONE}, "div"},
	{{"dz", "Dzongkha", "", MARKS_LATIN, "", ELISIONS_NONE}, "dzo"},
	{{"ee", "Ewe", "", MARKS_LATIN, "", ELISIONS_NONE}, "ewe"},
	{{"el", "Greek", "greek", MARKS_LATIN, "", ELISIONS_NONE}, "ell"},
	{{"en", "English", "english", MARKS_LATIN, "", ELISIONS_NONE}, "eng"},
	{{"eo", "Esperanto", "", MARKS_LATIN, "", ELISIONS_NONE}, "epo"},
	{{"es", "Spanish", "spanish", MARKS_LATIN, "ñ", ELISIONS_NONE}, "spa"},
	{{"et", "Estonian", "", MARKS_LATIN, "õäöüšž", ELISIONS_NONE}, "est"},
	{{"eu", "Basque", "basque", MARKS_LATIN, "ñ", ELISIONS_NONE}, "eus"},
	{{"fa", "Persian", "", MARKS_LATIN, "", ELISIONS_NONE}, "fas"},
	{{"ff", "Fulah", "", MARKS_LATIN, "", ELISIONS_NONE}, "ful"},
	{{"fi", "Finnish", "finnish", MARKS_LATIN, "åäö", ELISIONS_NONE}, "fin"},
	{{"fj", "Fijian", "", MARKS_LATIN, "", ELISIONS_NONE}, "fij"},
	{{"fo", "Faroese", "", MARKS_LATIN, "áíóúý", ELISIONS_NONE}, "fao"},
	{{"fr", "French", "french", MARKS_LATIN, "", ELISIONS_FRENCH}, "fra"},
	{{"fy", "Western Frisian", "", MARKS_LATIN, "", ELISIONS_NONE}, "fry"},
	{{"ga", "Irish", "irish", MARKS_LATIN, "áéíóú", ELISIONS_NONE}, "gle"},
	{{"gd", "Scottish Gaelic", "", MARKS_LATIN, "", ELISIONS_NONE}, "gla"},
	{{"gl", "Galician", "", MARKS_LATIN, "ñ", ELISIONS_NONE}, "glg"},
	{{"gn", "Guarani", "", MARKS_LATIN, "", ELISIONS_NONE}, "grn"},
	{{"gu", "Gujarati", "", MARKS_LATIN, "", ELISIONS_NONE}, "guj"},
	{{"gv", "Manx", "", MARKS_LATIN, "", ELISIONS_NONE}, "glv"},
	{{"ha", "Hausa", "", MARKS_LATIN, "", ELISIONS_NONE}, "hau"},
	{{"he", "Hebrew", "", MARKS_LATIN, "", ELISIONS_NONE}, "heb"},
	{{"hi", "Hindi", "hindi", MARKS_LATIN, "", ELISIONS_NONE}, "hin"},
	{{"ho", "Hiri Motu", "", MARKS_LATIN, "", ELISIONS_NONE}, "hmo"},
	{{"hr", "Croatian", "", MARKS_LATIN, "", ELISIONS_NONE}, "hrv"},
	{{"ht", "Haitian", "", MARKS_LATIN, "", ELISIONS_NONE}, "hat"},
	{{"hu", "Hungarian", "hungarian", MARKS_LATIN, "áéíóöőúüű", ELISIONS_NONE}, "hun"},
	{{"hy", "Armenian", "armenian", MARKS_LATIN, "", ELISIONS_NONE}, "hye"},
	{{"hz", "Herero", "", MARKS_LATIN, "", ELISIONS_NONE}, "her"},
	{{"ia", "Interlingua", "", MARKS_LATIN, "", ELISIONS_NONE}, "ina"},
	{{"id", "Indonesian", "indonesian", MARKS_LATIN, "", ELISIONS_NONE}, "ind"},
	{{"ie", "Interlingue", "", MARKS_LATIN, "", ELISIONS_NONE}, "ile"},
	{{"ig", "Igbo", "", MARKS_LATIN, "", ELISIONS_NONE}, "ibo"},
	{{"ii", "Nuosu", "", MARKS_LATIN, "", ELISIONS_NONE}, "iii"},
	{{"ik", "Inupiaq", "", MARKS_LATIN, "", ELISIONS_NONE}, "ipk"},
	{{"io", "Ido", "", MARKS_LATIN, "", ELISIONS_NONE}, "ido"},
	{{"is", "Icelandic", "", MARKS_LATIN, "áéíóúýö", ELISIONS_NONE}, "isl"},
	{{"it", "Italian", "italian", MARKS_LATIN, "", ELISIONS_ITALIAN}, "ita"},
	{{"iu", "Inuktitut", "", MARKS_LATIN, "", ELISIONS_NONE}, "iku"},
	{{"ja", "Japanese", "", MARKS_LATIN, "", ELISIONS_NONE}, "jpn"},
	{{"jv", "Javanese", "", MARKS_LATIN, "", ELISIONS_NONE}, "jav"},
	{{"ka", "Georgian", "", MARKS_LATIN, "", ELISIONS_NONE}, "kat"},
	{{"kg", "Kongo", "", MARKS_LATIN, "", ELISIONS_NONE}, "kon"},
	{{"ki", "Kikuyu", "", MARKS_LATIN, "", ELISIONS_NONE}, "kik"},
	{{"kj", "Kuanyama", "", MARKS_LATIN, "", ELISIONS_NONE}, "kua"},
	{{"kk", "Kazakh", "", MARKS_LATIN, "", ELISIONS_NONE}, "kaz"},
	{{"kl", "Kalaallisut", "", MARKS_LATIN, "", ELISIONS_NONE}, "kal"},
	{{"km", "Khmer", "", MARKS_LATIN, "", ELISIONS_NONE}, "khm"},
	{{"kn", "Kannada", "", MARKS_LATIN, "", ELISIONS_NONE}, "kan"},
	{{"ko", "Korean", "", MARKS_LATIN, "", ELISIONS_NONE}, "kor"},
	{{"kr", "Kanuri", "", MARKS_LATIN, "", ELISIONS_NONE}, "kau"},
	{{"ks", "Kashmiri", "", MARKS_LATIN, "", ELISIONS_NONE}, "kas"},
	{{"ku", "Kurdish", "", MARKS_LATIN, "", ELISIONS_NONE}, "kur"},
	{{"kv", "Komi", "", MARKS_LATIN, "", ELISIONS_NONE}, "kom"},
	{{"kw", "Cornish", "", MARKS_LATIN, "", ELISIONS_NONE}, "cor"},
	{{"ky", "Kyrgyz", "", MARKS_LATIN, "", ELISIONS_NONE}, "kir"},
	{{"la", "Latin", "", MARKS_LATIN, "", ELISIONS_NONE}, "lat"},
	{{"lb", "Luxembourgish", "", MARKS_LATIN, "", ELISIONS_NONE}, "ltz"},
	{{"lg", "Ganda", "", MARKS_LATIN, "", ELISIONS_NONE}, "lug"},
	{{"li", "Limburgish", "", MARKS_LATIN, "", ELISIONS_NONE}, "lim"},
	{{"ln", "Lingala", "", MARKS_LATIN, "", ELISIONS_NONE}, "lin"},
	{{"lo", "Lao", "", MARKS_LATIN, "", ELISIONS_NONE}, "lao"},
	{{"lt", "Lithuanian", "lithuanian", MARKS_LATIN, "ąčęėįšųūž", ELISIONS_NONE}, "lit"},
	{{"lu", "Luba-Katanga", "", MARKS_LATIN, "", ELISIONS_NONE}, "lub"},
	{{"lv", "Latvian", "", MARKS_LATIN, "", ELISIONS_NONE}, "lav"},
	{{"mg", "Malagasy", "", MARKS_LATIN, "", ELISIONS_NONE}, "mlg"},
	{{"mh", "Marshallese", "", MARKS_LATIN, "", ELISIONS_NONE}, "mah"},
	{{"mi", "Maori", "", MARKS_LATIN, "", ELISIONS_NONE}, "mri"},
	{{"mk", "Macedonian", "", MARKS_LATIN, "", ELISIONS_NONE}, "mkd"},
	{{"ml", "Malayalam", "", MARKS_LATIN, "", ELISIONS_NONE}, "mal"},
	{{"mn", "Mongolian", "", MARKS_LATIN, "", ELISIONS_NONE}, "mon"},
	{{"mr", "Marathi", "", MARKS_LATIN, "", ELISIONS_NONE}, "mar"},
	{{"ms", "Malay", "", MARKS_LATIN, "", ELISIONS_NONE}, "msa"},
	{{"mt", "Maltese", "", MARKS_LATIN, "", ELISIONS_NONE}, "mlt"},
	{{"my", "Burmese", "", MARKS_LATIN, "", ELISIONS_NONE}, "mya"},
	{{"na", "Nauru", "", MARKS_LATIN, "", ELISIONS_NONE}, "nau"},
	{{"nb", "Norwegian Bokmål", "norwegian", MARKS_LATIN, "å", ELISIONS_NONE}, "nob"},
	{{"nd", "North Ndebele", "", MARKS_LATIN, "", ELISIONS_NONE}, "nde"},
	{{"ne", "Nepali", "nepali", MARKS_LATIN, "", ELISIONS_NONE}, "nep"},
	{{"ng", "Ndonga", "", MARKS_LATIN, "", ELISIONS_NONE}, "ndo"},
	{{"nl", "Dutch", "dutch", MARKS_LATIN, "", ELISIONS_NONE}, "nld"},
	{{"nn", "Norwegian Nynorsk", "norwegian", MARKS_LATIN, "å", ELISIONS_NONE}, "nno"},
	{{"no", "Norwegian", "norwegian", MARKS_LATIN, "å", ELISIONS_NONE}, "nor"},
	{{"nr", "South Ndebele", "", MARKS_LATIN, "", ELISIONS_NONE}, "nbl"},
	{{"nv", "Navajo", "", MARKS_LATIN, "", ELISIONS_NONE}, "nav"},
	{{"ny", "Chichewa", "", MARKS_LATIN, "", ELISIONS_NONE}, "nya"},
	{{"oc", "Occitan", "", MARKS_LATIN, "", ELISIONS_NONE}, "oci"},
	{{"oj", "Ojibwa", "", MARKS_LATIN, "", ELISIONS_NONE}, "oji"},
	{{"om", "Oromo", "", MARKS_LATIN, "", ELISIONS_NONE}, "orm"},
	{{"or", "Odia", "", MARKS_LATIN, "", ELISIONS_NONE}, "ori"},
	{{"os", "Ossetian", "", MARKS_LATIN, "", ELISIONS_NONE}, "oss"},
	{{"pa", "Punjabi", "", MARKS_LATIN, "", ELISIONS_NONE}, "pan"},
	{{"pi", "Pali", "", MARKS_LATIN, "", ELISIONS_NONE}, "pli"},
	{{"pl", "Polish", "", MARKS_LATIN, "", ELISIONS_NONE}, "pol"},
	{{"ps", "Pashto", "", MARKS_LATIN, "", ELISIONS_NONE}, "pus"},
	{{"pt", "Portuguese", "portuguese", MARKS_LATIN, "", ELISIONS_NONE}, "por"},
	{{"qu", "Quechua", "", MARKS_LATIN, "", ELISIONS_NONE}, "que"},
	{{"rm", "Romansh", "", MARKS_LATIN, "", ELISIONS_NONE}, "roh"},
	{{"rn", "Rundi", "", MARKS_LATIN, "", ELISIONS_NONE}, "run"},
	{{"ro", "Romanian", "romanian", MARKS_LATIN, "", ELISIONS_NONE}, "ron"},
	{{"ru", "Russian", "russian", MARKS_LATIN, "", ELISIONS_NONE}, "rus"},
	{{"rw", "Kinyarwanda", "", MARKS_LATIN, "", ELISIONS_NONE}, "kin"},
	{{"sa", "Sanskrit", "", MARKS_LATIN, "", ELISIONS_NONE}, "san"},
	{{"sc", "Sardinian", "", MARKS_LATIN, "", ELISIONS_NONE}, "srd"},
	{{"sd", "Sindhi", "", MARKS_LATIN, "", ELISIONS_NONE}, "snd"},
	{{"se", "Northern Sami", "", MARKS_LATIN, "", ELISIONS_NONE}, "sme"},
	{{"sg", "Sango", "", MARKS_LATIN, "", ELISIONS_NONE}, "sag"},
	{{"si", "Sinhala", "", MARKS_LATIN, "", ELISIONS_NONE}, "sin"},
	{{"sk", "Slovak", "", MARKS_LATIN, "", ELISIONS_NONE}, "slk"},
	{{"sl", "Slovenian", "", MARKS_LATIN, "", ELISIONS_NONE}, "slv"},
	{{"sm", "Samoan", "", MARKS_LATIN, "", ELISIONS_NONE}, "smo"},
	{{"sn", "Shona", "", MARKS_LATIN, "", ELISIONS_NONE}, "sna"},
	{{"so", "Somali", "", MARKS_LATIN, "", ELISIONS_NONE}, "som"},
	{{"sq", "Albanian", "", MARKS_LATIN, "", ELISIONS_NONE}, "sqi"},
	{{"sr", "Serbian", "serbian", MARKS_LATIN, "čćšž", ELISIONS_NONE}, "srp"},
	{{"ss", "Swati", "", MARKS_LATIN, "", ELISIONS_NONE}, "ssw"},
	{{"st", "Southern Sotho", "", MARKS_LATIN, "", ELISIONS_NONE}, "sot"},
	{{"su", "Sundanese", "", MARKS_LATIN, "", ELISIONS_NONE}, "sun"},
	{{"sv", "Swedish", "swedish", MARKS_LATIN, "åäö", ELISIONS_NONE}, "swe"},
	{{"sw", "Swahili", "", MARKS_LATIN, "", ELISIONS_NONE}, "swa"},
	{{"ta", "Tamil", "tamil", MARKS_LATIN, "", ELISIONS_NONE}, "tam"},
	{{"te", "Telugu", "", MARKS_LATIN, "", ELISIONS_NONE}, "tel"},
	{{"tg", "Tajik", "", MARKS_LATIN, "", ELISIONS_NONE}, "tgk"},
	{{"th", "Thai", "", MARKS_LATIN, "", ELISIONS_NONE}, "tha"},
	{{"ti", "Tigrinya", "", MARKS_LATIN, "", ELISIONS_NONE}, "tir"},
	{{"tk", "Turkmen", "", MARKS_LATIN, "", ELISIONS_NONE}, "tuk"},
	{{"tl", "Tagalog", "", MARKS_LATIN, "", ELISIONS_NONE}, "tgl"},
	{{"tn", "Tswana", "", MARKS_LATIN, "", ELISIONS_NONE}, "tsn"},
	{{"to", "Tonga", "", MARKS_LATIN, "", ELISIONS_NONE}, "ton"},
	{{"tr", "Turkish", "turkish", MARKS_LATIN, "çğöşü", ELISIONS_NONE}, "tur"},
	{{"ts", "Tsonga", "", MARKS_LATIN, "", ELISIONS_NONE}, "tso"},
	{{"tt", "Tatar", "", MARKS_LATIN, "", ELISIONS_NONE}, "tat"},
	{{"tw", "Twi", "", MARKS_LATIN, "", ELISIONS_NONE}, "twi"},
	{{"ty", "Tahitian", "", MARKS_LATIN, "", ELISIONS_NONE}, "tah"},
	{{"ug", "Uighur", "", MARKS_LATIN, "", ELISIONS_NONE}, "uig"},
	{{"uk", "Ukrainian", "", MARKS_LATIN, "", ELISIONS_NONE}, "ukr"},
	{{"ur", "Urdu", "", MARKS_LATIN, "", ELISIONS_NONE}, "urd"},
	{{"uz", "Uzbek", "", MARKS_LATIN, "", ELISIONS_NONE}, "uzb"},
	{{"ve", "Venda", "", MARKS_LATIN, "", ELISIONS_NONE}, "ven"},
	{{"vi", "Vietnamese", "", MARKS_KEEP, "", ELISIONS_NONE}, "vie"},
	{{"vo", "Volapük", "", MARKS_LATIN, "", ELISIONS_NONE}, "vol"},
	{{"wa", "Walloon", "", MARKS_LATIN, "", ELISIONS_NONE}, "wln"},
	{{"wo", "Wolof", "", MARKS_LATIN, "", ELISIONS_NONE}, "wol"},
	{{"xh", "Xhosa", "", MARKS_LATIN, "", ELISIONS_NONE}, "xho"},
	{{"yi", "Yiddish", "yiddish", MARKS_LATIN, "", ELISIONS_NONE}, "yid"},
	{{"yo", "Yoruba", "", MARKS_KEEP, "", ELISIONS_NONE}, "yor"},
	{{"za", "Zhuang", "", MARKS_LATIN, "", ELISIONS_NONE}, "zha"},
	{{"zh", "Chinese", "", MARKS_LATIN, "", ELISIONS_NONE}, "zho"},
	{{"zu", "Zulu", "", MARKS_LATIN, "", ELISIONS_NONE}, "zul"},
};

static const struct language unknown = {"", "unknown", "", MARKS_LATIN, "", ELISIONS_NONE};

#define ROWS (sizeof rows / sizeof *rows)

/* Other ISO 639 codes in use for the same languages: bibliographic (639-2/B), individual (639-3), withdrawn. */
static const struct {
	char other[4], code[3];
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

const char *language_elision(const struct language *lang, size_t i)
{
	const char *found = i < ELISIONS_MOST ? elisions[lang->elisions][i] : "";

	return *found == '\0' ? NULL : found;
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
