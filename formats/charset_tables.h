/*
 * charset_tables.h: the encodings and languages that charset.c weighs.
 * For formats/charset.c only.
 *
 * The weights are our own estimates of how often a letter that ASCII lacks is
 * met in ordinary prose of the language; only their order of magnitude counts.
 * To add a language, add a row: its letters in small case, each followed by
 * its weight; words that it uses often and English does not have.
 */
#ifndef FORMATS_CHARSET_TABLES_H
#define FORMATS_CHARSET_TABLES_H

#include "formats/charset_reading.h"

/* prior: how much rarer than windows-1252 such files are, in nats. */
static const struct charset {
	const char *name; /* for iconv */
	double prior;
} charsets[] = {
	{"WINDOWS-1252", 0},    {"ISO-8859-15", -1.5},  {"MACINTOSH", -1},      {"WINDOWS-1250", -3},
	{"ISO-8859-2", -3.5},     {"WINDOWS-1254", -3},   {"WINDOWS-1257", -3.5},   {"CP850", -4.5},
	{"CP437", -4.5},          {"CP852", -4.5},          {"WINDOWS-1251", 0},    {"KOI8-R", -0.7},
	{"KOI8-U", -1},         {"ISO-8859-5", -2},     {"CP866", -4.5},        {"MAC-CYRILLIC", -2},
	{"RK1048", -1},         {"PT154", -1.5},        {"WINDOWS-1253", -0.5}, {"ISO-8859-7", -1},
	{"ISO-8859-13", -4},    {"ISO-8859-16", -4},  {"ISO-8859-4", -4},   {"MAC-CENTRALEUROPE", -4},
};
#define CHARSET_COUNT (sizeof charsets / sizeof *charsets)

static const struct charset_language languages[] = {
	/* English: mostly quotation marks and dashes, and the letters of foreign names. */
	{SCRIPT_LATIN, 0.15,
	 "é30è4ê2ë1à2á5â1ã2ä3å2æ1ç3í4î1ï2ñ6ó4ô2õ1ö4ø2ú2ü5ý1ÿ.1ß.3œ.3š1ž1č1ć1ş.5ğ.5ı.5ł.5ń.2ý.2þ.1ð.1",
	 "à", "the of and to in that is for was by with on as be it not from are this which have were has"},
	/* French */
	{SCRIPT_LATIN, 0.8, "é60à15è12ê6ç4ù2â2î1.5ô2û1.2ï.5œ.4ë.3ü.1", "à",
	 "de la le les et des du en un une que dans qui pour par sur est au aux pas plus ne se ce"},
	/* Spanish */
	{SCRIPT_LATIN, 0.9, "ó30í25á20é18ñ8ú6ü.3", "",
	 "de la que el en los del las por con una para es se al su lo como sus"},
	/* Portuguese */
	{SCRIPT_LATIN, 0.9, "ã22ç18é14á12í9ó7ê6õ5â4ú4à4ô2ü.2", "éà",
	 "de que da os em para com uma dos na por se ao das nos foi mais"},
	/* German */
	{SCRIPT_LATIN, 0.85, "ü35ä30ö17ß16é1", "",
	 "der die und den von zu das mit des im ist nicht ein eine dem auf als auch sich werden"},
	/* Italian */
	{SCRIPT_LATIN, 0.65, "à30è30ù12ò12ì10é6î.1", "è",
	 "di che il la per un del una non della dei con si le da sono nel alla gli"},
	/* Dutch */
	{SCRIPT_LATIN, 0.5, "ë40é30ï15ö5ü4è3ê2à1ç.5á.5ó1", "à",
	 "de van het een en dat op te zijn voor met niet aan ook door bij er"},
	/* Swedish, Finnish */
	{SCRIPT_LATIN, 0.92, "ä45ö25å30é1ü.2", "åö",
	 "och att det som en av den med till inte ett om ja ei se oli"},
	/* Danish, Norwegian */
	{SCRIPT_LATIN, 0.9, "ø35å35æ25é2ö.3ä.3ü.3ò.1", "åø",
	 "og det som en af den med til ikke et om er har jeg av"},
	/* Icelandic */
	{SCRIPT_LATIN, 0.95, "ð25á17í16ó10þ9é6ú7ö8ý3æ7", "áí",
	 "og er sem til um var en ekki fyrir hann"},
	/* Polish */
	{SCRIPT_LATIN, 0.92, "ł19ą12ę12ó9ż10ś8ć5ń3ź1é.1", "",
	 "w i na z nie o jest przez oraz od po przy ich dla"},
	/* Czech, Slovak */
	{SCRIPT_LATIN, 0.95, "á18í20é12ě13ý9č9ř10š8ž9ů5ú2ť1ď.5ň.7ó.5ľ2ô.8ĺ.1ŕ.1ä.2", "",
	 "v se na je z o k ve pro jako ale sa ako"},
	/* Hungarian */
	{SCRIPT_LATIN, 0.95, "é30á33ö10ó10ő9í6ü6ú3ű2", "", "az hogy nem egy es meg csak volt"},
	/* Romanian */
	{SCRIPT_LATIN, 0.92, "ă35î17ţ15ş15â10ț.1ș.1", "",
	 "de cu la nu care din pe pentru sau ca al unei prin"},
	/* Croatian, Slovene, Bosnian */
	{SCRIPT_LATIN, 0.9, "š25č28ž22ć15đ8", "",
	 "i u je na se za da od su koji kao ne v ki pri"},
	/* Turkish, Azerbaijani */
	{SCRIPT_LATIN, 0.95, "ı35ş15ü15ğ9ö8ç10â.3î.1ə5i.1", "",
	 "ve bir bu da de ile olarak olan daha gibi"},
	/* Lithuanian, Latvian, Estonian */
	{SCRIPT_LATIN, 0.95, "ė15š12ž8ų12ū8į6ą7ę3č5ā25ī15ē12ņ5ļ4ģ2ķ2õ10ä10ö3ü8", "į",
	 "ir kad su yra buvo un ka ar par ja ei et see"},
	/* Russian */
	{SCRIPT_CYRILLIC, 0.96,
	 "о110е85а80и74н67т63с55р47в45л44к35м32д30п28у26я20ы19ь17г17з16б16ч14й12х10ж9ш7ю6ц5щ4э3ф3ъ.4ё.4",
	 "иваскоуя", ""},
	/* Ukrainian, Belarusian */
	{SCRIPT_CYRILLIC, 0.96,
	 "о90а83н67и60і58в55т53е48р47с42к38у36л36д34м30п28я22з22б17ь17г15ч13й12х11ц8ж8є6ю8ї7ш7щ4ф3ґ.1ў3ы8э3ё.5",
	 "іїєавзуйояї", ""},
	/* Bulgarian */
	{SCRIPT_CYRILLIC, 0.96,
	 "а115о87и87е87т78н72р51с47в45л35к33д32п28м24з21я18ъ17г16б13у14ч13ц9ж7щ6х6ш3й5ю1ф3ь.2", "аивсоуея", ""},
	/* Serbian, Macedonian */
	{SCRIPT_CYRILLIC, 0.96,
	 "а115о95и90е90н60т45р50с50ј45у40в37д36к35м33п30л33з18г17б15ч9ж6ц8ш9х4ф2њ6љ4ћ5ђ2џ.3ѕ.5ќ.7ѓ.7", "иауосе", ""},
	/* Kazakh */
	{SCRIPT_CYRILLIC, 0.96,
	 "а115ы80е75т62н66р56і52қ47л50д45с36м33ғ28ж30б30к32у28й25о26ң22п20г19ш17ү12ұ11з15ө9ә10и10я5х2ч.5ф1в3э.5ь.5ц.5һ.2ю.5щ.1ъ.1ё.1",
	 "әоаеи", ""},
	/* Greek */
	{SCRIPT_GREEK, 0.96,
	 "α100ο85ι80ε70τ80ν65σ48ς40η45υ42ρ42π40κ38μ33λ28ί28ό26ά22έ20ή18γ18δ17ω16ώ7ύ11χ12θ12φ8β7ξ4ζ4ψ2ϊ.5ΐ.01ϋ.1ΰ.01",
	 "οηίοή", ""},
};
#define LANGUAGE_COUNT (sizeof languages / sizeof *languages)

#endif
