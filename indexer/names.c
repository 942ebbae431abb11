/*
 * names.c: lines that are known by their words: names of sections, kinds of
 * documents, publishing bodies, symbols, "Date: …", "Article 6".
 */
#include "indexer/shape.h"

#include "text/provision_head.h"
#include "text/utf8.h"

#define APART_LEAST 4 /* letters of "A U T O" */
#define UNIT_BYTES_MAX 400
#define SYMBOL_BYTES_MIN 5   /* of "A/1/2" */
#define SYMBOL_BYTES_MAX 60
#define LISTED_BYTES_MAX 60  /* of a line that is a section's name: "Footnotes" */
#define AMONG_BYTES_MAX 300  /* of a line that begins with, or has, one of some words */
#define BODY_BYTES_MAX 100   /* of a line that is a body's name */
#define YEAR_DIGITS 4
#define RELEASE_LETTERS_MIN 3 /* of the court's abbreviation */
#define CAPTION_BYTES 40     /* in which "Table" has its number */

/* "ECHR 214 (2021)": a court's number of a press release, and the year. */
static bool is_release_number(struct span s)
{
	size_t at = 0, from;

	while (at < s.len && s.data[at] >= 'A' && s.data[at] <= 'Z')
		at++;
	if (at < RELEASE_LETTERS_MIN || at >= s.len || s.data[at] != ' ')
		return false;
	for (from = ++at; at < s.len && byte_is_digit(s.data[at]); at++)
		;
	if (at == from || s.len - at != YEAR_DIGITS + 3 || s.data[at] != ' ' || s.data[at + 1] != '(' || s.data[s.len - 1] != ')')
		return false;
	for (at += 2; at < s.len && byte_is_digit(s.data[at]); at++)
		;
	return at == s.len - 1;
}

/* Capitals, digits and stops in at least three parts with slashes between. */
bool text_is_symbol(struct span s)
{
	size_t slashes = 0;

	if (s.len != 0 && s.len <= SYMBOL_BYTES_MAX && s.data[s.len - 1] == ')' && is_release_number(s))
		return true;
	if (s.len < SYMBOL_BYTES_MIN || s.len > SYMBOL_BYTES_MAX || s.data[0] < 'A' || s.data[0] > 'Z')
		return false;
	for (size_t i = 0; i < s.len; i++) {
		char c = s.data[i];
		slashes += c == '/';
		if (!byte_is_digit(c) && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z' && i > 2) &&
		    !strchr("/.-()", c))
			return false;
	}
	return slashes >= 2;
}

static struct span without_end(struct span s)
{
	while (s.len && strchr(".:*# ", s.data[s.len - 1]))
		s.len--;
	return s;
}

static bool in_names(struct span s, const char *const *names)
{
	s = without_end(s);
	if (s.len > LISTED_BYTES_MAX)
		return false;
	return utf8_folds_to(s, names);
}

bool text_is_section_name(struct span s)
{
	static const char *const names[] = {
	        "introduction", "summary", "executive summary", "abstract", "background", "contents",
	        "table of contents", "overview", "foreword", "preface", "preamble", "methodology",
	        "recommendations", "recommendation", "conclusion", "conclusions", "acknowledgements",
	        "acknowledgments", "key findings", "findings", "procedure", "the facts", "the law", "facts",
	        "acronyms", "abbreviations", "glossary", "scope", "context", "general information",
	        "résumé", "sommaire", "avant-propos", "préface", "préambule", "contexte", "conclusions et recommandations",
	        "introducción", "resumen", "resumen ejecutivo", "prólogo", "antecedentes", "preámbulo",
	        "введение", "резюме", "краткое содержание", "предисловие", "содержание", "оглавление",
	        "кіріспе", "түйін", "preâmbulo", "procédure", "general part", "special part", "общая часть", "особенная часть",
	        "жалпы бөлік", "ерекше бөлік", "загальна частина", "особлива частина", "allgemeiner teil", "besonderer teil", "parte general",
	        "parte geral", "parte especial", "en fait", "en droit", "procedimiento", NULL};

	return in_names(s, names) || text_is_part_name(s);
}

bool text_is_part_name(struct span s)
{
	static const char *const names[] = {"notes", "endnotes", "footnotes", "references", "bibliography", "bibliographie", NULL};

	s = without_end(s);
	return in_names(s, names) || (s.len != 0 && text_annex(s) == s.len);
}

/* "§ 1", "§§ 1 and 3 (c)" behind an article's number: a heading that cites it, and not the article. */
static bool is_reference(struct span s)
{
	static const char *const words[] = {"and", "et", "y", "и", NULL};
	size_t at = 0;

	if (!span_starts(s, "§"))
		return false;
	for (size_t end; at < s.len; at = end + (end < s.len)) {
		end = at;
		while (end < s.len && s.data[end] != ' ')
			end++;
		struct span word = span_make(s.data + at, end - at);

		if (!utf8_holds(word, utf8_is_digit) && !span_starts(word, "§") && !span_starts(word, "(") && !utf8_folds_to(word, words))
			return false;
	}
	return true;
}

int text_unit(struct span s, bool *bare)
{
	struct provision_head head;

	*bare = false;
	if (s.len > UNIT_BYTES_MAX || !provision_head_read(s, &head))
		return -1;
	if (!head.closed && is_reference(span_trim(span_make(s.data + head.past, s.len - head.past))))
		return -1;
	*bare = head.bare;
	return (int)head.unit; /* the first classes of headings */
}

bool text_is_first_unit(struct span s)
{
	struct provision_head head;

	return provision_head_read(s, &head) && head.value == 1;
}

bool text_is_notes_name(struct span s)
{
	static const char *const names[] = {"notes", "endnotes", "end notes", "footnotes", "references",
	                                    "notas", "примечания", "сноски", NULL};

	return in_names(s, names);
}

static bool word_among(struct span s, const char *const *names, bool start)
{
	struct buf folded;
	bool found = false;

	if (s.len > AMONG_BYTES_MAX)
		return false;
	buf_init(&folded);
	utf8_fold(&folded, s);
	for (size_t i = 0; names[i] && !found; i++)
		found = start ? span_starts(buf_span(&folded), names[i]) : span_eq_str(buf_span(&folded), names[i]);
	buf_release(&folded);
	return found;
}

bool text_is_operative(struct span s)
{
	static const char *const words[] = {"for these reasons", "par ces motifs", "por estas razones", "por tanto, la corte", NULL};

	return word_among(s, words, true) || text_is_turning(s);
}

bool text_is_signing(struct span s)
{
	static const char *const words[] = {"dated ", "dated, ", "done at ", "done in ", "signed at ", "signed, ", "delivered at ", "executed on ", "executed at ", "declared at ", "sworn at ", "given at ",
	                                    "così deciso in ", "fait à ", "hecho en ", "dado en ", "dada en ",
	                                    "feito em ", NULL};
	size_t digits = 0;

	while (digits < s.len && byte_is_digit(s.data[s.len - digits - 1]))
		digits++;
	return digits == YEAR_DIGITS && word_among(s, words, true);
}

bool text_is_end(struct span s)
{
	static const char *const names[] = {"ends", "end", "/ends", "-ends-", "- ends -", "ends/", "fin", "fin/", "конец", NULL};

	return in_names(s, names);
}

bool text_is_contents_name(struct span s)
{
	static const char *const names[] = {"contents", "table of contents", "sommaire",
	                                    "table des matières", "índice", "contenido", "содержание",
	                                    "оглавление", "мазмұны", NULL};

	return in_names(s, names);
}

bool text_is_front_name(struct span s)
{
	static const char *const names[] = {"executive summary", "summary", "foreword", "preface", "abstract", "acknowledgements", "acknowledgments", "abbreviations",
	                                    "résumé", "résumé exécutif", "synthèse", "avant-propos", "préface", "remerciements", "sigles et abréviations",
	                                    "resumen", "resumen ejecutivo", "prólogo", "presentación", "agradecimientos", "siglas", "резюме", "краткое содержание",
	                                    "предисловие", "список сокращений", "resumo", "sumário executivo", "zusammenfassung", "vorwort", "түйін", NULL};

	return in_names(s, names);
}

bool text_letters_apart(struct span s, struct buf *joined)
{
	size_t letters = 0;

	buf_clear(joined);
	for (size_t at = 0; at < s.len; letters++) {
		int32_t cp;
		size_t len = utf8_decode(s, at, &cp);

		if (!utf8_is_letter(cp) || (at + len < s.len && s.data[at + len] != ' '))
			return false;
		buf_add(joined, s.data + at, len);
		for (at += len; at < s.len && s.data[at] == ' '; at++)
			;
	}
	return letters >= APART_LEAST;
}

bool text_is_kind(struct span s)
{
	static const char *const kinds[] = {
	        "public statement", "press release", "statement", "joint statement", "resolution", "judgment",
	        "judgement", "decision", "views", "opinion", "report", "annual report", "briefing",
	        "briefing paper", "submission", "joint submission", "urgent action", "open letter", "written statement",
	        "concluding observations", "general comment", "advance version", "report of the secretary-general",
	        "note by the secretary-general", "note by the secretariat", "communiqué de presse", "arrêt",
	        "décision", "déclaration", "rapport", "résolution", "sentencia", "comunicado de prensa", "informe",
	        "resolución", "пресс-релиз", "заявление", "доклад", "резолюция", "постановление", "приговор", "решение", "определение",
	        "апелляционное определение", "кассационное определение", "апелляционное постановление", "вирок", "рішення", "ухвала", "постанова",
	        "үкім", "қаулы", "шешім", "acórdão", "urteil", "beschluss", "sentenza", "ordinanza", "affidavit", "statutory declaration", "decision and reasons", "reasons for decision", "judgment of the court", "bescheid", "wyrok", "postanowienie",
	        "karar", "hukm", "өкүм", "токтом", NULL};
	struct buf joined;
	bool found;

	buf_init(&joined);
	found = word_among(text_letters_apart(s, &joined) ? buf_span(&joined) : s, kinds, false);
	buf_release(&joined);
	return found;
}

const char *text_body(struct span s)
{
	static const char *const bodies[] = {
	        "Amnesty International", "Human Rights Watch", "ARTICLE 19", "PEN International", "United Nations",
	        "International Partnership for Human Rights", "European Court of Human Rights", "Freedom House",
	        "Reporters Without Borders", "Committee to Protect Journalists", "International Commission of Jurists",
	        "Front Line Defenders", "Norwegian Helsinki Committee", "Council of Europe",
	        "World Organisation Against Torture", "International Federation for Human Rights",
	        "Open Society Foundations", "Inter-American Court of Human Rights",
	        "Corte Interamericana de Derechos Humanos", "Inter-American Commission on Human Rights",
	        "African Court on Human and Peoples' Rights", "African Court on Human and Peoples’ Rights",
	        "African Commission on Human and Peoples' Rights", "African Commission on Human and Peoples’ Rights", NULL};
	struct buf a, b;
	const char *found = NULL;

	if (s.len > BODY_BYTES_MAX)
		return NULL;
	buf_init(&a);
	buf_init(&b);
	utf8_fold(&a, s);
	for (size_t i = 0; bodies[i] && !found; i++) {
		buf_clear(&b);
		utf8_fold(&b, span_of(bodies[i]));
		found = span_eq(buf_span(&a), buf_span(&b)) ? bodies[i] : NULL;
	}
	buf_release(&a);
	buf_release(&b);
	return found;
}

bool text_is_body(struct span s)
{
	static const char *const organs[] = {"nations unies", "naciones unidas", "human rights council", "fidh", "omct",
	                                     "human rights committee", "general assembly", "iphr", "committee against torture",
	                                     "committee on the elimination of discrimination against women",
	                                     "committee on the elimination of racial discrimination",
	                                     "committee on economic, social and cultural rights",
	                                     "committee on the rights of the child", "committee on enforced disappearances",
	                                     "committee on the rights of persons with disabilities",
	                                     "comité des droits de l'homme", "comité des droits de l’homme",
	                                     "comité contre la torture", "comité de derechos humanos",
	                                     "comité contra la tortura", "комитет по правам человека",
	                                     "комитет против пыток", "совет по правам человека", "организация объединенных наций",
	                                     "الأمم المتحدة", "لجنة مناهضة التعذيب", "اللجنة المعنية بحقوق الإنسان", "مجلس حقوق الإنسان", "الجمعية العامة",
	                                     "لجنة حقوق الطفل", "اللجنة المعنية بالقضاء على التمييز ضد المرأة", "联合国", "人权事务委员会", "禁止酷刑委员会",
	                                     "人权理事会", "大会", "儿童权利委员会", "消除对妇女歧视委员会", "经济、社会及文化权利委员会",
	                                     "consejo de derechos humanos", "conseil des droits de l'homme", "conseil des droits de l’homme",
	                                     "bundesgericht", "bundesgerichtshof", "bundesverwaltungsgericht", "cour de cassation", "la corte costituzionale", NULL};

	static const char *const courts[] = {"in the court of ", "in the high court", "in the federal high court", "in the supreme court", "in the crown court",
	                                     "in the upper tribunal", "in the constitutional court", NULL};

	return text_body(s) || word_among(s, organs, false) || word_among(s, courts, true);
}

bool text_is_caption(struct span s)
{
	static const char *const words[] = {"table ", "figure ", "chart ", "graph ", "tableau ", "tabla ", "cuadro ", "gráfico ",
	                                    "таблица ", "рисунок ", "диаграмма ", NULL};

	for (size_t i = 0; i < s.len && i < CAPTION_BYTES; i++)
		if (byte_is_digit(s.data[i]))
			return word_among(s, words, true);
	return false;
}

/* "RÉPUBLIQUE FRANÇAISE", "R E P U B L I Q U E  F R A N C A I S E": above "AU NOM DU PEUPLE FRANÇAIS" and the like. */
static bool is_republic(struct span s)
{
	static const char *const names[] = {"république française", "republique francaise", "républiquefrançaise", "republiquefrancaise", "repubblica italiana", NULL};
	struct buf joined;
	bool found;

	buf_init(&joined);
	found = utf8_folds_to(text_letters_apart(s, &joined) ? buf_span(&joined) : s, names);
	buf_release(&joined);
	return found;
}

/* "Date: …", "Index: …": a name, a colon, a value. */
bool text_is_field(struct span s)
{
	static const char *const names[] = {
	        "date:", "index:", "ai index:", "distr.:", "original:", "symbol:", "document:", "ref:", "ref.:",
	        "reference:", "language:", "original:", "publisher:", "published:", "date of publication:",
	        "index number:", "embargo:", "for immediate release", "doc.:", "un doc.:", "дата:", "fecha:",
	        "distr.",  "original :", "date :", "pdf generated", "ua:", "neutral citation number:", "neutral citation:", "coram:", "heard on:", "heard:",
	        "decided on:", "decided:", "delivered on:", "delivered:", "handed down:", "hearing date:", "date of hearing:", "date of decision:",
	        "date of judgment:", "date of judgement:", "judgment date:", "date delivered:", "to:", "from:", "«утверждаю»", "утверждаю", "«согласовано»",
	        "«бекітемін»", "бекітемін", "approved by", "issued by the registrar",
	        "именем российской федерации", "именем республики ", "іменем україни", "қазақстан республикасының атынан", "im namen des volkes",
	        "en nombre del rey", "au nom du peuple ", "em nome do povo", "in nome del popolo ", "in the name of the ", "or. engl", "or. fr", "уид ", "ecli:",
	        "the honourable mr", "the honourable ms", "the honourable lord", "the honourable lady", "the honourable justice", "the right honourable ", "his honour ", "her honour ",
	        "citation:", "docket:", "appeal heard:", "palais des nations", "haut-commissariat aux droits de l", "en banc", NULL};

	return word_among(s, names, true) || is_republic(s);
}
