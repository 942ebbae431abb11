#include "formats/rtf_tables.h"

#include <stdlib.h>

#include "formats/numerals.h"
#include "formats/rtf_lex.h"

/* In the order of strcmp. Destinations that hold no text of the document are "skipped". */
static const struct rtf_word {
	const char *word;
	enum rtf_action action;
	long argument;
} words[] = {
        {"aftncn", RTF_SKIPPED, 0}, {"aftnnalc", RTF_ENDNOTE_FORM, NUMERALS_LOWER_REPEATED}, {"aftnnar", RTF_ENDNOTE_FORM, NUMERALS_DECIMAL},
        {"aftnnauc", RTF_ENDNOTE_FORM, NUMERALS_UPPER_REPEATED}, {"aftnnchi", RTF_ENDNOTE_FORM, NUMERALS_NONE},
        {"aftnnrlc", RTF_ENDNOTE_FORM, NUMERALS_LOWER_ROMAN}, {"aftnnruc", RTF_ENDNOTE_FORM, NUMERALS_UPPER_ROMAN},
        {"aftnrestart", RTF_NOTE_RESTART, 0}, {"aftnsep", RTF_SKIPPED, 0}, {"aftnsepc", RTF_SKIPPED, 0}, {"aftnstart", RTF_ENDNOTE_START, 0},
        {"annotation", RTF_SKIPPED, 0}, {"ansi", RTF_CODE_PAGE, 1252}, {"ansicpg", RTF_CODE_PAGE, 0}, {"atnauthor", RTF_SKIPPED, 0},
        {"atndate", RTF_SKIPPED, 0}, {"atnicn", RTF_SKIPPED, 0}, {"atnid", RTF_SKIPPED, 0}, {"atnparent", RTF_SKIPPED, 0}, {"atnref", RTF_SKIPPED, 0},
        {"atntime", RTF_SKIPPED, 0}, {"atrfend", RTF_SKIPPED, 0}, {"atrfstart", RTF_SKIPPED, 0}, {"author", RTF_SKIPPED, 0},
        {"background", RTF_SKIPPED, 0}, {"bkmkend", RTF_SKIPPED, 0}, {"bkmkstart", RTF_SKIPPED, 0}, {"bullet", RTF_CHARACTER, 0x2022},
        {"buptim", RTF_SKIPPED, 0}, {"category", RTF_SKIPPED, 0}, {"cell", RTF_CELL, 0}, {"chftn", RTF_NOTE_NUMBER, 0},
        {"colorschememapping", RTF_SKIPPED, 0}, {"colortbl", RTF_SKIPPED, 0}, {"column", RTF_LINE, 0}, {"comment", RTF_SKIPPED, 0},
        {"company", RTF_SKIPPED, 0}, {"cpg", RTF_FONT_PAGE, 0}, {"creatim", RTF_SKIPPED, 0}, {"datafield", RTF_SKIPPED, 0},
        {"datastore", RTF_SKIPPED, 0}, {"defchp", RTF_SKIPPED, 0}, {"deff", RTF_DEFAULT_FONT, 0}, {"deflang", RTF_LANGUAGE, 0}, {"defpap", RTF_SKIPPED, 0},
        {"deleted", RTF_DELETED, 0}, {"do", RTF_THROUGH, 0}, {"doccomm", RTF_SKIPPED, 0}, {"docvar", RTF_SKIPPED, 0}, {"dptxbxtext", RTF_BOX, 0},
        {"emdash", RTF_CHARACTER, 0x2014}, {"emspace", RTF_CHARACTER, 32}, {"endash", RTF_CHARACTER, 0x2013}, {"enspace", RTF_CHARACTER, 32},
        {"f", RTF_FONT, 0}, {"factoidname", RTF_SKIPPED, 0}, {"falt", RTF_SKIPPED, 0}, {"fchars", RTF_SKIPPED, 0}, {"fcharset", RTF_FONT_CHARSET, 0},
        {"ffdeftext", RTF_SKIPPED, 0}, {"ffentrymcr", RTF_SKIPPED, 0}, {"ffexitmcr", RTF_SKIPPED, 0}, {"ffformat", RTF_SKIPPED, 0},
        {"ffhelptext", RTF_SKIPPED, 0}, {"ffl", RTF_SKIPPED, 0}, {"ffname", RTF_SKIPPED, 0}, {"ffstattext", RTF_SKIPPED, 0},
        {"field", RTF_THROUGH, 0}, {"filetbl", RTF_SKIPPED, 0}, {"fldinst", RTF_SKIPPED, 0}, {"fldrslt", RTF_THROUGH, 0}, {"fldtype", RTF_SKIPPED, 0},
        {"fname", RTF_SKIPPED, 0}, {"fontemb", RTF_SKIPPED, 0}, {"fontfile", RTF_SKIPPED, 0}, {"fonttbl", RTF_FONT_TABLE, 0},
        {"footer", RTF_SKIPPED, 0}, {"footerf", RTF_SKIPPED, 0}, {"footerl", RTF_SKIPPED, 0}, {"footerr", RTF_SKIPPED, 0},
        {"footnote", RTF_FOOTNOTE, 0}, {"ftnalt", RTF_ENDNOTE, 0}, {"ftncn", RTF_SKIPPED, 0}, {"ftnnalc", RTF_NOTE_FORM, NUMERALS_LOWER_REPEATED},
        {"ftnnar", RTF_NOTE_FORM, NUMERALS_DECIMAL}, {"ftnnauc", RTF_NOTE_FORM, NUMERALS_UPPER_REPEATED}, {"ftnnchi", RTF_NOTE_FORM, NUMERALS_NONE},
        {"ftnnrlc", RTF_NOTE_FORM, NUMERALS_LOWER_ROMAN}, {"ftnnruc", RTF_NOTE_FORM, NUMERALS_UPPER_ROMAN}, {"ftnrestart", RTF_NOTE_RESTART, 0},
        {"ftnrstpg", RTF_NOTE_RESTART, 0}, {"ftnsep", RTF_SKIPPED, 0}, {"ftnsepc", RTF_SKIPPED, 0}, {"ftnstart", RTF_NOTE_START, 0},
        {"g", RTF_SKIPPED, 0}, {"generator", RTF_SKIPPED, 0}, {"gridtbl", RTF_SKIPPED, 0}, {"header", RTF_SKIPPED, 0}, {"headerf", RTF_SKIPPED, 0},
        {"headerl", RTF_SKIPPED, 0}, {"headerr", RTF_SKIPPED, 0}, {"hl", RTF_SKIPPED, 0}, {"hlfr", RTF_SKIPPED, 0}, {"hlinkbase", RTF_SKIPPED, 0},
        {"hlloc", RTF_SKIPPED, 0}, {"hlsrc", RTF_SKIPPED, 0}, {"htmltag", RTF_SKIPPED, 0}, {"ilvl", RTF_LEVEL, 0}, {"info", RTF_INFO, 0},
        {"intbl", RTF_IN_TABLE, 0}, {"keycode", RTF_SKIPPED, 0}, {"keywords", RTF_SKIPPED, 0}, {"lang", RTF_LANGUAGE, 0}, {"latentstyles", RTF_SKIPPED, 0}, {"lbr", RTF_LINE, 0},
        {"lchars", RTF_SKIPPED, 0}, {"ldblquote", RTF_CHARACTER, 0x201c}, {"levelnumbers", RTF_SKIPPED, 0}, {"leveltext", RTF_SKIPPED, 0},
        {"lfolevel", RTF_SKIPPED, 0}, {"line", RTF_LINE, 0}, {"linkval", RTF_SKIPPED, 0}, {"list", RTF_SKIPPED, 0}, {"listlevel", RTF_SKIPPED, 0},
        {"listname", RTF_SKIPPED, 0}, {"listoverride", RTF_SKIPPED, 0}, {"listoverridetable", RTF_SKIPPED, 0}, {"listpicture", RTF_SKIPPED, 0},
        {"liststylename", RTF_SKIPPED, 0}, {"listtable", RTF_SKIPPED, 0}, {"listtext", RTF_LABEL, 0}, {"lquote", RTF_CHARACTER, 0x2018},
        {"lsdlockedexcept", RTF_SKIPPED, 0}, {"ltrmark", RTF_CHARACTER, 0x200e}, {"mac", RTF_CODE_PAGE, 10000}, {"mailmerge", RTF_SKIPPED, 0},
        {"manager", RTF_SKIPPED, 0}, {"mhtmltag", RTF_SKIPPED, 0}, {"mmath", RTF_THROUGH, 0}, {"moMath", RTF_THROUGH, 0}, {"mr", RTF_THROUGH, 0},
        {"mvf", RTF_DELETED, 0}, {"nestcell", RTF_NESTED, 0}, {"nestrow", RTF_NESTED, 0}, {"nesttableprops", RTF_THROUGH, 0},
        {"nextfile", RTF_SKIPPED, 0}, {"nonesttables", RTF_SKIPPED, 0}, {"nonshppict", RTF_SKIPPED, 0}, {"nosupersub", RTF_UNRAISED, 0},
        {"objalias", RTF_SKIPPED, 0}, {"objclass", RTF_SKIPPED, 0}, {"objdata", RTF_SKIPPED, 0}, {"object", RTF_SKIPPED, 0},
        {"objname", RTF_SKIPPED, 0}, {"objsect", RTF_SKIPPED, 0}, {"objtime", RTF_SKIPPED, 0}, {"oldcprops", RTF_SKIPPED, 0},
        {"oldpprops", RTF_SKIPPED, 0}, {"oldsprops", RTF_SKIPPED, 0}, {"oldtprops", RTF_SKIPPED, 0}, {"oleclsid", RTF_SKIPPED, 0},
        {"operator", RTF_SKIPPED, 0}, {"outlinelevel", RTF_OUTLINE, 0}, {"page", RTF_LINE, 0}, {"panose", RTF_SKIPPED, 0}, {"par", RTF_PAR, 0},
        {"pard", RTF_PARD, 0}, {"password", RTF_SKIPPED, 0}, {"passwordhash", RTF_SKIPPED, 0}, {"pc", RTF_CODE_PAGE, 437},
        {"pca", RTF_CODE_PAGE, 850}, {"pgp", RTF_SKIPPED, 0}, {"pgptbl", RTF_SKIPPED, 0}, {"picprop", RTF_SKIPPED, 0}, {"pict", RTF_SKIPPED, 0},
        {"plain", RTF_PLAIN, 0}, {"pn", RTF_SKIPPED, 0}, {"pnseclvl", RTF_SKIPPED, 0}, {"pntext", RTF_LABEL, 0}, {"pntxta", RTF_SKIPPED, 0},
        {"pntxtb", RTF_SKIPPED, 0}, {"printim", RTF_SKIPPED, 0}, {"private", RTF_SKIPPED, 0}, {"propname", RTF_SKIPPED, 0},
        {"propval", RTF_SKIPPED, 0}, {"protend", RTF_SKIPPED, 0}, {"protstart", RTF_SKIPPED, 0}, {"protusertbl", RTF_SKIPPED, 0},
        {"qmspace", RTF_CHARACTER, 32}, {"rdblquote", RTF_CHARACTER, 0x201d}, {"revtbl", RTF_SKIPPED, 0}, {"revtim", RTF_SKIPPED, 0},
        {"row", RTF_ROW, 0}, {"rquote", RTF_CHARACTER, 0x2019}, {"rsidtbl", RTF_SKIPPED, 0}, {"rtlmark", RTF_CHARACTER, 0x200f},
        {"rxe", RTF_SKIPPED, 0}, {"s", RTF_STYLE, 0}, {"sbasedon", RTF_BASED, 0}, {"sect", RTF_SECTION, 0}, {"shpinst", RTF_THROUGH, 0},
        {"shppict", RTF_SKIPPED, 0}, {"shprslt", RTF_SKIPPED, 0}, {"shptxt", RTF_BOX, 0}, {"sn", RTF_SKIPPED, 0}, {"sp", RTF_SKIPPED, 0},
        {"staticval", RTF_SKIPPED, 0}, {"strike", RTF_STRUCK, 0}, {"striked", RTF_STRUCK, 0}, {"stylesheet", RTF_STYLE_SHEET, 0}, {"sub", RTF_UNRAISED, 0}, {"subject", RTF_SKIPPED, 0},
        {"super", RTF_RAISED, 0}, {"sv", RTF_SKIPPED, 0}, {"svb", RTF_SKIPPED, 0}, {"tab", RTF_CHARACTER, 32}, {"tc", RTF_SKIPPED, 0},
        {"tcn", RTF_SKIPPED, 0}, {"template", RTF_SKIPPED, 0}, {"themedata", RTF_SKIPPED, 0}, {"title", RTF_TITLE, 0}, {"txe", RTF_SKIPPED, 0},
        {"u", RTF_UNICODE, 0}, {"uc", RTF_UC, 0}, {"ud", RTF_SECOND, 0}, {"upr", RTF_TWO, 0}, {"userprops", RTF_SKIPPED, 0}, {"v", RTF_HIDDEN, 0},
        {"wgrffmtfilter", RTF_SKIPPED, 0}, {"windowcaption", RTF_SKIPPED, 0}, {"writereservation", RTF_SKIPPED, 0},
        {"writereservhash", RTF_SKIPPED, 0}, {"xe", RTF_SKIPPED, 0}, {"xform", RTF_SKIPPED, 0}, {"xmlattrname", RTF_SKIPPED, 0},
        {"xmlattrvalue", RTF_SKIPPED, 0}, {"xmlclose", RTF_SKIPPED, 0}, {"xmlname", RTF_SKIPPED, 0}, {"xmlnstbl", RTF_SKIPPED, 0},
        {"xmlopen", RTF_SKIPPED, 0}, {"zwj", RTF_CHARACTER, 0x200d}, {"zwnj", RTF_CHARACTER, 0x200c},
};

static int compare(const void *key, const void *row)
{
	return strcmp(key, ((const struct rtf_word *)row)->word);
}

enum rtf_action rtf_action(struct span word, long *argument)
{
	char key[RTF_WORD_MAX + 1];
	const struct rtf_word *found;

	if (word.len > RTF_WORD_MAX)
		return RTF_UNKNOWN;
	memcpy(key, word.data, word.len);
	key[word.len] = '\0';
	found = bsearch(key, words, sizeof words / sizeof *words, sizeof *words, compare);
	*argument = found == NULL ? 0 : found->argument;
	return found == NULL ? RTF_UNKNOWN : found->action;
}

/* The lower ten bits are the language's ([MS-LCID]); 26 is Croatian, Serbian and Bosnian. */
const char *rtf_language(long number)
{
	static const char codes[][3] = {
	        [1] = "ar", "bg", "ca", "zh", "cs", "da", "de", "el", "en", "es", "fi", "fr", "he", "hu", "is", "it", "ja", "ko", "nl", "no", "pl", "pt",
	        [24] = "ro", "ru", [27] = "sk", "sq", "sv", "th", "tr", "ur", "id", "uk", "be", "sl", "et", "lv", "lt", "tg", "fa", "vi", "hy", "az", "eu",
	        [47] = "mk", [54] = "af", "ka", [57] = "hi", [63] = "kk", "ky", "sw", "tk", "uz", "tt", "bn", [80] = "mn", [94] = "am", [97] = "ne",
	        [99] = "ps", [109] = "ba",
	};
	size_t language = (size_t)number & 0x3FF;

	return number > 0 && language < sizeof codes / sizeof *codes && codes[language][0] != '\0' ? codes[language] : NULL;
}

struct rtf_tables *rtf_tables_new(void)
{
	struct rtf_tables *t = mem_zalloc(sizeof *t);

	for (size_t i = 0; i < RTF_STYLES_MAX; i++)
		t->styles[i].outline = -1, t->styles[i].based_on = -1;
	return t;
}

struct rtf_font *rtf_font(struct rtf_tables *t, long number)
{
	return number < 0 || number >= RTF_FONTS_MAX ? NULL : &t->fonts[number];
}

struct rtf_style *rtf_style(struct rtf_tables *t, long number)
{
	return number < 0 || number >= RTF_STYLES_MAX ? NULL : &t->styles[number];
}

struct office_style rtf_look(struct rtf_tables *t, long number)
{
	struct office_style look = {.heading = 0};
	const struct rtf_style *s;

	for (int depth = 0; depth < RTF_BASED_MAX && (s = rtf_style(t, number)) != NULL; depth++, number = s->based_on) {
		if (look.heading == 0)
			look.heading = s->look.heading > 0 ? s->look.heading : s->outline + 1;
		look.title |= s->look.title;
		look.quotation |= s->look.quotation;
		look.contents |= s->look.contents;
	}
	return look;
}
