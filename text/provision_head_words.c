#include "text/provision_head_words.h"

#include "text/provision_stem.h"
#include "text/roman.h"
#include "text/utf8.h"

#define ROMAN_MOST 399

#define FOLDED_BYTES 96 /* a longer word is in no table */

/* A word without case and marks, and what it stands for. It stands in the row, for the reason in language.h. */
struct word {
	char text[30];
	uint8_t len;
	uint8_t value;
};

#define W(text, value) {text, sizeof text - 1, value}

static const struct word before[] = {
	W("article", HEAD_ARTICLE), W("art", HEAD_ARTICLE), W("articulo", HEAD_ARTICLE), W("artigo", HEAD_ARTICLE), W("artikel", HEAD_ARTICLE),
	W("articolo", HEAD_ARTICLE), W("articolul", HEAD_ARTICLE), W("artykuł", HEAD_ARTICLE), W("artykul", HEAD_ARTICLE), W("статья", HEAD_ARTICLE),
	W("ст", HEAD_ARTICLE), W("стаття", HEAD_ARTICLE), W("артыкул", HEAD_ARTICLE), W("член", HEAD_ARTICLE), W("чл", HEAD_ARTICLE),
	W("clanak", HEAD_ARTICLE), W("clan", HEAD_ARTICLE), W("члан", HEAD_ARTICLE), W("neni", HEAD_ARTICLE), W("madde", HEAD_ARTICLE),
	W("maddə", HEAD_ARTICLE), W("მუხლი", HEAD_ARTICLE), W("հոդված", HEAD_ARTICLE), W("المادة", HEAD_ARTICLE), W("مادة", HEAD_ARTICLE),
	W("ماده", HEAD_ARTICLE), W("اصل", HEAD_ARTICLE), W("αρθρο", HEAD_ARTICLE), W("cl", HEAD_ARTICLE), W("clanok", HEAD_ARTICLE),
	W("clanek", HEAD_ARTICLE), W("pasal", HEAD_ARTICLE), W("đieu", HEAD_ARTICLE), W("มาตรา", HEAD_ARTICLE), W("моддаи", HEAD_ARTICLE),
	W("модда", HEAD_ARTICLE), W("modda", HEAD_ARTICLE), W("rule", HEAD_ARTICLE), W("regle", HEAD_ARTICLE), W("regla", HEAD_ARTICLE),
	W("principle", HEAD_ARTICLE), W("principe", HEAD_ARTICLE), W("principio", HEAD_ARTICLE), W("правило", HEAD_ARTICLE), W("принцип", HEAD_ARTICLE),
	W("part", HEAD_PART), W("partie", HEAD_PART), W("title", HEAD_PART), W("titre", HEAD_PART), W("titulo", HEAD_PART), W("titolo", HEAD_PART),
	W("titlul", HEAD_PART), W("parte", HEAD_PART), W("частина", HEAD_PART), W("часть", HEAD_PART), W("teil", HEAD_PART), W("book", HEAD_PART),
	W("livre", HEAD_PART), W("libro", HEAD_PART), W("книга", HEAD_PART), W("cast", HEAD_PART), W("czesc", HEAD_PART), W("deel", HEAD_PART),
	W("الباب", HEAD_PART), W("الجزء", HEAD_PART), W("الكتاب", HEAD_PART), W("باب", HEAD_PART), W("kısım", HEAD_PART), W("kisim", HEAD_PART),
	W("კარი", HEAD_PART), W("մաս", HEAD_PART),
	W("chapter", HEAD_CHAPTER), W("chapitre", HEAD_CHAPTER), W("capitulo", HEAD_CHAPTER), W("capo", HEAD_CHAPTER), W("capitolul", HEAD_CHAPTER),
	W("глава", HEAD_CHAPTER), W("kapitel", HEAD_CHAPTER), W("hlava", HEAD_CHAPTER), W("hoofdstuk", HEAD_CHAPTER), W("rozdział", HEAD_CHAPTER),
	W("rozdzial", HEAD_CHAPTER), W("kreu", HEAD_CHAPTER), W("glava", HEAD_CHAPTER), W("გლავა", HEAD_CHAPTER), W("თავი", HEAD_CHAPTER),
	W("գլուխ", HEAD_CHAPTER), W("الفصل", HEAD_CHAPTER), W("فصل", HEAD_CHAPTER), W("боби", HEAD_CHAPTER), W("боб", HEAD_CHAPTER),
	W("section", HEAD_SECTION), W("seccion", HEAD_SECTION), W("secao", HEAD_SECTION), W("seccao", HEAD_SECTION), W("sezione", HEAD_SECTION),
	W("sectiunea", HEAD_SECTION), W("раздел", HEAD_SECTION), W("розділ", HEAD_SECTION), W("abschnitt", HEAD_SECTION), W("oddział", HEAD_SECTION),
	W("oddzial", HEAD_SECTION), W("раздзел", HEAD_SECTION), W("bolum", HEAD_SECTION), W("القسم", HEAD_SECTION),
};

static const struct word behind[] = {
	W("бап", HEAD_ARTICLE), W("берене", HEAD_ARTICLE), W("modda", HEAD_ARTICLE), W("madda", HEAD_ARTICLE), W("статья", HEAD_ARTICLE),
	W("cikk", HEAD_ARTICLE), W("зүил", HEAD_ARTICLE), W("straipsnis", HEAD_ARTICLE), W("pants", HEAD_ARTICLE),
	W("тарау", HEAD_CHAPTER), W("глава", HEAD_CHAPTER), W("bob", HEAD_CHAPTER), W("боб", HEAD_CHAPTER), W("bap", HEAD_CHAPTER),
	W("бүлэг", HEAD_CHAPTER), W("kapitel", HEAD_CHAPTER), W("hauptstuck", HEAD_CHAPTER), W("fejezet", HEAD_CHAPTER),
	W("бөлім", HEAD_PART), W("kısım", HEAD_PART), W("kisim", HEAD_PART), W("teil", HEAD_PART), W("buch", HEAD_PART),
	W("бөлүм", HEAD_SECTION), W("bolim", HEAD_SECTION), W("bolum", HEAD_SECTION), W("abschnitt", HEAD_SECTION),
};

static const struct word ordinals[] = {
	W("first", 1), W("one", 1), W("premier", 1), W("premiere", 1), W("primer", 1), W("primero", 1), W("primera", 1), W("primeiro", 1), W("primo", 1),
	W("prima", 1), W("первыи", 1), W("первая", 1), W("первое", 1), W("перша", 1), W("першии", 1), W("erster", 1), W("erste", 1), W("erstes", 1),
	W("birinci", 1), W("биринчи", 1), W("бірінші", 1), W("birinchi", 1), W("الاول", 1), W("الاولى", 1),
	W("second", 2), W("two", 2), W("deuxieme", 2), W("seconde", 2), W("segundo", 2), W("segunda", 2), W("secondo", 2), W("второи", 2), W("вторая", 2),
	W("второе", 2), W("другии", 2), W("друга", 2), W("zweiter", 2), W("zweite", 2), W("zweites", 2), W("ikinci", 2), W("экинчи", 2), W("екінші", 2),
	W("ikkinchi", 2), W("الثاني", 2), W("الثانية", 2),
	W("third", 3), W("three", 3), W("troisieme", 3), W("tercer", 3), W("tercero", 3), W("tercera", 3), W("terceiro", 3), W("terceira", 3),
	W("terzo", 3), W("третии", 3), W("третья", 3), W("третье", 3), W("третіи", 3), W("третя", 3), W("dritter", 3), W("dritte", 3), W("drittes", 3),
	W("ucuncu", 3), W("үчүнчү", 3), W("үшінші", 3), W("uchinchi", 3), W("الثالث", 3), W("الثالثة", 3),
	W("fourth", 4), W("four", 4), W("quatrieme", 4), W("cuarto", 4), W("cuarta", 4), W("quarto", 4), W("quarta", 4), W("четвертыи", 4),
	W("четвертая", 4), W("четвертое", 4), W("четвертии", 4), W("четверта", 4), W("vierter", 4), W("vierte", 4), W("viertes", 4), W("dorduncu", 4),
	W("төртүнчү", 4), W("төртінші", 4), W("tortinchi", 4), W("الرابع", 4), W("الرابعة", 4),
	W("fifth", 5), W("five", 5), W("cinquieme", 5), W("quinto", 5), W("quinta", 5), W("пятыи", 5), W("пятая", 5), W("пятое", 5), W("пятии", 5),
	W("пята", 5), W("funfter", 5), W("funfte", 5), W("funftes", 5), W("besinci", 5), W("бешинчи", 5), W("бесінші", 5), W("beshinchi", 5),
	W("الخامس", 5), W("الخامسة", 5),
	W("sixth", 6), W("six", 6), W("sixieme", 6), W("sexto", 6), W("sexta", 6), W("sesto", 6), W("шестои", 6), W("шестая", 6), W("шестое", 6),
	W("шостии", 6), W("шоста", 6), W("sechster", 6), W("sechste", 6), W("sechstes", 6), W("altinci", 6), W("altıncı", 6), W("алтынчы", 6),
	W("алтыншы", 6), W("oltinchi", 6), W("السادس", 6), W("السادسة", 6),
	W("seventh", 7), W("seven", 7), W("septieme", 7), W("septimo", 7), W("septima", 7), W("setimo", 7), W("settimo", 7), W("седьмои", 7),
	W("седьмая", 7), W("седьмое", 7), W("сьомии", 7), W("сьома", 7), W("siebter", 7), W("siebte", 7), W("siebenter", 7), W("siebtes", 7),
	W("yedinci", 7), W("жетинчи", 7), W("жетінші", 7), W("yettinchi", 7), W("السابع", 7), W("السابعة", 7),
	W("eighth", 8), W("eight", 8), W("huitieme", 8), W("octavo", 8), W("octava", 8), W("oitavo", 8), W("ottavo", 8), W("восьмои", 8), W("восьмая", 8),
	W("восьмое", 8), W("восьмии", 8), W("восьма", 8), W("achter", 8), W("achte", 8), W("achtes", 8), W("sekizinci", 8), W("сегизинчи", 8),
	W("сегізінші", 8), W("sakkizinchi", 8), W("الثامن", 8), W("الثامنة", 8),
	W("ninth", 9), W("nine", 9), W("neuvieme", 9), W("noveno", 9), W("novena", 9), W("nono", 9), W("девятыи", 9), W("девятая", 9), W("девятое", 9),
	W("девятии", 9), W("девята", 9), W("neunter", 9), W("neunte", 9), W("neuntes", 9), W("dokuzuncu", 9), W("тогузунчу", 9), W("тоғызыншы", 9),
	W("toqqizinchi", 9), W("التاسع", 9), W("التاسعة", 9),
	W("tenth", 10), W("ten", 10), W("dixieme", 10), W("decimo", 10), W("decima", 10), W("десятыи", 10), W("десятая", 10), W("десятое", 10),
	W("десятии", 10), W("десята", 10), W("zehnter", 10), W("zehnte", 10), W("zehntes", 10), W("onuncu", 10), W("онунчу", 10), W("оныншы", 10),
	W("oninchi", 10), W("العاشر", 10), W("العاشرة", 10),
	W("eleventh", 11), W("eleven", 11), W("onzieme", 11), W("undecimo", 11), W("undecima", 11), W("одиннадцатыи", 11), W("одиннадцатая", 11),
	W("одинадцятии", 11), W("الحادي", 11), W("الحادية", 11),
	W("twelfth", 12), W("twelve", 12), W("douzieme", 12), W("duodecimo", 12), W("duodecima", 12), W("двенадцатыи", 12), W("двенадцатая", 12),
	W("дванадцятии", 12),
};

/* What an Arabic number goes on with: "الثانية عشرة", "الثالثة والعشرون". */
static const struct word more[] = {
	W("عشر", 10), W("عشرة", 10),
	W("والعشرون", 20), W("والعشرين", 20), W("العشرون", 20), W("العشرين", 20),
	W("والثلاثون", 30), W("والثلاثين", 30), W("الثلاثون", 30), W("الثلاثين", 30),
	W("والاربعون", 40), W("والاربعين", 40), W("الاربعون", 40), W("الاربعين", 40),
	W("والخمسون", 50), W("والخمسين", 50), W("الخمسون", 50), W("الخمسين", 50),
	W("والستون", 60), W("والستين", 60), W("الستون", 60), W("الستين", 60),
	W("والسبعون", 70), W("والسبعين", 70), W("السبعون", 70), W("السبعين", 70),
	W("والثمانون", 80), W("والثمانين", 80), W("الثمانون", 80), W("الثمانين", 80),
	W("والتسعون", 90), W("والتسعين", 90), W("التسعون", 90), W("التسعين", 90),
};

struct folded {
	char bytes[FOLDED_BYTES];
	size_t len;
};

static void fold_marked(struct folded *out, struct span word)
{
	struct buf marked;

	buf_init(&marked);
	ptoken_fold(&marked, word);
	for (size_t at = 0; at < marked.len;) {
		int32_t cp;
		size_t len = utf8_decode(buf_span(&marked), at, &cp);

		if (!utf8_is_one_of(cp, "'‘’ʻʼ") && out->len + len <= sizeof out->bytes) {
			memcpy(out->bytes + out->len, marked.data + at, len);
			out->len += len;
		}
		at += len;
	}
	buf_release(&marked);
}

static void fold(struct folded *out, struct span word)
{
	size_t i = 0;

	out->len = 0;
	while (i < word.len && i < sizeof out->bytes && (word.data[i] | 0x20) >= 'a' && (word.data[i] | 0x20) <= 'z') {
		out->bytes[i] = (char)(word.data[i] | 0x20);
		i++;
	}
	if (i == word.len)
		out->len = i;
	else if (word.len <= sizeof out->bytes)
		fold_marked(out, word);
}

/* NULL: it is none of them. */
static const struct word *find(const struct word *words, size_t count, const struct folded *word)
{
	for (size_t i = 0; word->len != 0 && i < count; i++)
		if (words[i].len == word->len && memcmp(words[i].text, word->bytes, word->len) == 0)
			return &words[i];
	return NULL;
}

#define FIND(words, word) find(words, sizeof words / sizeof *words, word)

bool head_word(struct span word, bool digits, enum head_unit *unit)
{
	struct folded folded;
	const struct word *found;

	fold(&folded, word);
	found = FIND(before, &folded);
	if (found == NULL)
		return false;
	*unit = (enum head_unit)found->value;
	/* The constitutions of the Maghreb call an article what is a chapter elsewhere. */
	if (digits && (span_eq_str(word, "الفصل") || span_eq_str(word, "فصل")))
		*unit = HEAD_ARTICLE;
	return true;
}

bool head_word_behind(struct span word, enum head_unit *unit)
{
	struct folded folded;
	const struct word *found;

	fold(&folded, word);
	found = FIND(behind, &folded);
	if (found != NULL)
		*unit = (enum head_unit)found->value;
	return found != NULL;
}

bool head_is_numbering(struct span word)
{
	static const struct word words[] = {W("дугаар", 1), W("дүгээр", 1), W("nji", 1), W("njy", 1), W("нчи", 1), W("нчы", 1), W("чи", 1), W("я", 1)};
	struct folded folded;

	fold(&folded, word);
	return FIND(words, &folded) != NULL;
}

bool head_is_bis(struct span word)
{
	static const struct word words[] = {W("bis", 2), W("ter", 3), W("quater", 4), W("quinquies", 5), W("sexies", 6), W("septies", 7),
	                                    W("octies", 8), W("nonies", 9), W("decies", 10)};
	struct folded folded;

	fold(&folded, word);
	return FIND(words, &folded) != NULL;
}

bool head_is_disposition(struct span word)
{
	static const struct word words[] = {W("adicional", 1), W("transitoria", 1), W("derogatoria", 1), W("final", 1)};
	struct folded folded;

	fold(&folded, word);
	return FIND(words, &folded) != NULL;
}

/* ---- numbers that are no digits ---- */

uint32_t head_roman(struct span word)
{
	char latin[ROMAN_BYTES];
	size_t count = 0;
	uint32_t value;
	int32_t cp;

	for (size_t at = 0; at < word.len; latin[count++] = (char)cp) {
		at += utf8_decode(word, at, &cp);
		cp = cp == 0x406 ? 'I' : cp == 0x425 ? 'X' : cp; /* Ukrainian and Kazakh texts have their own letters */
		if (cp >= 0x80 || count == sizeof latin)
			return 0;
	}
	value = roman_read(span_make(latin, count), count != 0 && latin[0] >= 'a' ? ROMAN_SMALL : ROMAN_CAPITALS);
	return value <= ROMAN_MOST ? value : 0;
}

uint32_t head_ordinal(struct span word, uint32_t value)
{
	bool arabic = word.len != 0 && (unsigned char)word.data[0] >= 0xD8;
	const struct word *found;
	struct folded folded;

	if (value != 0 && !arabic)
		return 0;
	fold(&folded, word);
	found = value == 0 ? FIND(ordinals, &folded) : NULL;
	if (found != NULL)
		return arabic && found->value == 11 ? 1 : found->value; /* الحادية is the one of eleven */
	found = arabic && value < 10 ? FIND(more, &folded) : NULL;
	return found == NULL ? 0 : value + found->value;
}

static uint32_t eastern_digit(int32_t cp)
{
	static const char digits[] = "一二三四五六七八九";

	if (cp < 0x4E00) /* 一, the first of them */
		return 0;
	if (cp == 0x4E24)
		return 2;
	for (size_t at = 0, i = 1; at < sizeof digits - 1; i++) {
		int32_t digit;

		at += utf8_decode(span_make(digits, sizeof digits - 1), at, &digit);
		if (digit == cp)
			return (uint32_t)i;
	}
	return 0;
}

uint32_t provision_head_eastern(struct span text, size_t *at)
{
	uint32_t value = 0, digit = 0;

	while (*at < text.len) {
		int32_t cp;
		size_t len = utf8_decode(text, *at, &cp);
		uint32_t times = cp == 0x5341 ? 10 : cp == 0x767E ? 100 : cp == 0x5343 ? 1000 : 0, one = eastern_digit(cp);

		if (times != 0) {
			value += (digit == 0 ? 1 : digit) * times;
			digit = 0;
		} else if (one != 0 && digit == 0) {
			digit = one;
		} else if (cp != 0x96F6 && cp != 0x3007) {
			break;
		}
		*at += len;
	}
	return value + digit;
}

size_t head_eastern_word(struct span text, enum head_unit *unit)
{
	static const struct {
		const char *sign;
		enum head_unit unit;
	} signs[] = {{"条", HEAD_ARTICLE}, {"條", HEAD_ARTICLE}, {"조", HEAD_ARTICLE}, {"章", HEAD_CHAPTER}, {"장", HEAD_CHAPTER}, {"节", HEAD_SECTION},
	             {"節", HEAD_SECTION}, {"절", HEAD_SECTION}, {"编", HEAD_PART}, {"編", HEAD_PART}, {"篇", HEAD_PART}, {"部分", HEAD_PART}, {"편", HEAD_PART}};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (span_starts(text, signs[i].sign)) {
			*unit = signs[i].unit;
			return strlen(signs[i].sign);
		}
	return 0;
}
