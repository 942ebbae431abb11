#include "indexer/title_opening.h"

#include "indexer/shape.h"
#include "text/utf8.h"

#define YEAR_DIGITS 4
#define ACT_BYTES_MAX 150   /* of a line that names an act */
#define PARTIES_BYTES_MAX 200 /* of a line that names the parties of a case */
#define RULING_BYTES_MAX 60 /* of a line that numbers a ruling */

struct span title_fold(struct buf *to, struct span s)
{
	buf_clear(to);
	utf8_fold(to, s);
	return buf_span(to);
}

/* A title that says by its first words that it is one, and of what kind. */
static const struct opening {
	const char *words, *kind;
} openings[] = {
        {"case of ", NULL},
        {"affaire ", NULL},
        {"дело «", NULL},
        {"справа «", NULL},
        {"report of ", "report"},
        {"report on ", "report"},
        {"concluding observations on ", "concluding observations"},
        {"resolution on ", "resolution"},
        {"written statement", "written statement"},
        {"witness statement", "witness statement"},
        {"affidavit ", "affidavit"},
        {"open letter ", "open letter"},
        {"joint statement", "joint statement"},
        {"joint submission ", "joint submission"},
        {"general comment no", "general comment"},
        {"views adopted by ", "views"},
        {"decision adopted by ", "decision"},
        {"caso ", NULL},
        {"concluding observations of ", "concluding observations"},
        {"observations finales ", "observations finales"},
        {"observaciones finales ", "observaciones finales"},
        {"constatations adoptées ", "constatations"},
        {"décision adoptée par ", "décision"},
        {"dictamen aprobado ", "dictamen"},
        {"dictamen adoptado ", "dictamen"},
        {"соображения, принятые ", "соображения"},
        {"соображения комитета ", "соображения"},
        {"решение, принятое ", "решение"},
        {"заключительные замечания ", "заключительные замечания"},
        {"الملاحظات الختامية ", "الملاحظات الختامية"},
        {"ملاحظات ختامية ", "ملاحظات ختامية"},
        {"关于", NULL},
        {"opinion no. ", "opinion"},
        {"opinion on ", "opinion"},
        {"replies of ", "replies"},
        {"summary of stakeholders", "summary"},
        {"summary of other stakeholders", "summary"},
        {"compilation on ", "compilation"},
        {"réponses de ", "réponses"},
        {"réponses du ", "réponses"},
        {"respuestas de ", "respuestas"},
        {"list of issues ", "list of issues"},
        {"liste de points ", "liste de points"},
        {"lista de cuestiones ", "lista de cuestiones"},
        {"ответы ", "ответы"},
        {"перечень вопросов ", "перечень вопросов"},
        {"قائمة المسائل ", "قائمة المسائل"},
        {NULL, NULL},
};

static const struct opening *opening_of(struct span s)
{
	const struct opening *o = openings;
	struct buf b;

	buf_init(&b);
	title_fold(&b, s);
	while (o->words && !span_starts(buf_span(&b), o->words))
		o++;
	buf_release(&b);
	return o->words ? o : NULL;
}

bool title_opens(struct span s)
{
	return opening_of(s) != NULL;
}

const char *title_opening_kind(struct span s)
{
	const struct opening *o = opening_of(s);

	return o == NULL ? NULL : o->kind;
}

bool title_is_resolution(struct span s)
{
	size_t at = 0, digits[2] = {0, 0};

	for (int part = 0; part < 2; part++) {
		for (; at < s.len && s.data[at] >= '0' && s.data[at] <= '9'; at++)
			digits[part]++;
		if (digits[part] == 0 || digits[part] > 3 || at >= s.len || s.data[at++] != (part == 0 ? '/' : '.'))
			return false;
	}
	return at < s.len && s.data[at] == ' ' && text_begins_upper(s, at + 1, s.len);
}

bool title_is_act(struct span s)
{
	/* folded: "º" is "o" */
	static const char *const signs[] = {" no ", " n.o ", " n° ", " no. ", " núm. ", " № ", NULL};
	const char *comma = memchr(s.data, ',', s.len);
	bool found = false;
	struct buf b;

	if (comma == NULL || comma == s.data || !byte_is_digit(comma[-1]))
		return false;
	buf_init(&b);
	utf8_fold(&b, span_make(s.data, (size_t)(comma - s.data)));
	for (size_t i = 0; signs[i] != NULL && !found; i++)
		found = memmem(b.data, b.len, signs[i], strlen(signs[i])) != NULL;
	buf_release(&b);
	return found;
}

/* "Rules" of "Magistrates' Courts Rules 1981": what an act may be called. */
static bool is_act_word(struct span w)
{
	static const char *const words[] = {"act", "acts", "ordinance", "order", "regulations", "rules", "law", "code", "decree", NULL};

	return utf8_folds_to(w, words);
}

/* A word that begins with a capital, or that names of acts have between such. */
static bool in_act_name(struct span w)
{
	static const char *const words[] = {"of", "and", "the", "for", "to", "in", "on", "from", "or", NULL};

	return text_begins_upper(w, 0, w.len) || utf8_folds_to(w, words);
}

/* "n°", "N.º", "No." */
static bool begins_numero(struct span s)
{
	static const char *const signs[] = {"n°", "N°", "No.", "nº", "Nº", "n.º", "N.º", NULL};

	for (size_t i = 0; signs[i] != NULL; i++)
		if (span_starts(s, signs[i]))
			return true;
	return false;
}

bool title_is_named_act(struct span s)
{
	struct span before = span_make(NULL, 0);

	if (s.len <= YEAR_DIGITS || s.len > ACT_BYTES_MAX)
		return false;
	for (size_t i = s.len - YEAR_DIGITS; i < s.len; i++)
		if (!byte_is_digit(s.data[i]))
			return false;
	s.len -= YEAR_DIGITS;
	for (size_t at = 0, end; at < s.len; at = end + 1) {
		for (end = at; end < s.len && s.data[end] != ' '; end++)
			;
		before = span_make(s.data + at, end - at);
		if (before.len == 0 || !in_act_name(before))
			return false;
	}
	if (span_ends(before, ","))
		before.len--;
	return before.len < s.len - 1 && is_act_word(before);
}

/* "HABEAS CORPUS 198.765 SÃO PAULO": what was asked of a court of Brazil, its number and where it comes from. */
static bool is_numbered_remedy(struct span s)
{
	static const char *const remedies[] = {"habeas corpus ", "recurso em habeas corpus ", "recurso extraordinário ", "recurso especial ", "mandado de segurança ",
	                                       "ação direta de inconstitucionalidade ", "arguição de descumprimento de preceito fundamental ",
	                                       "reclamação ", "agravo em recurso especial ", "apelação cível ", "apelação criminal ", NULL};
	struct buf b;
	size_t i = 0, at;
	bool found;

	buf_init(&b);
	title_fold(&b, s);
	while (remedies[i] != NULL && !span_starts(buf_span(&b), remedies[i]))
		i++;
	at = remedies[i] == NULL ? b.len : strlen(remedies[i]);
	found = at < b.len && (byte_is_digit(b.data[at]) || begins_numero(span_make(b.data + at, b.len - at)));
	buf_release(&b);
	return found;
}

/* "X v. Y", "X c. Y", behind the number of the communication or without one: parties, whose names have capitals. */
bool title_is_parties(struct span s)
{
	static const char *const between[] = {" v. ", " v ", " vs. ", " c. ", NULL};

	for (size_t i = 0; between[i] != NULL && s.len <= PARTIES_BYTES_MAX; i++) {
		const char *at = s.len == 0 ? NULL : memmem(s.data, s.len, between[i], strlen(between[i]));
		size_t rest = at == NULL ? s.len : (size_t)(at - s.data) + strlen(between[i]);

		if (at == NULL || at == s.data || !text_begins_upper(s, 0, s.len))
			continue;
		if (span_starts(span_make(s.data + rest, s.len - rest), "the "))
			rest += strlen("the ");
		return text_begins_upper(s, rest, s.len) && text_ending(s, 0, s.len) == ENDING_WORD;
	}
	return false;
}

bool title_is_versus(struct span s)
{
	static const char *const words[] = {"c.", "v.", "v", "vs", "vs.", "versus", "contre", "contra", NULL};

	return utf8_folds_to(s, words);
}

const char *title_ruling_kind(struct span s)
{
	static const char *const kinds[] = {"sentencia", "auto", "acórdão", "arrêt", "décision", NULL};
	const char *space = s.len > RULING_BYTES_MAX ? NULL : memchr(s.data, ' ', s.len);

	if (s.len <= RULING_BYTES_MAX && is_numbered_remedy(s))
		return "acórdão";

	for (size_t i = 0; space != NULL && kinds[i] != NULL; i++) {
		const char *const one[] = {kinds[i], NULL};
		const char *number = space + 1, *end = s.data + s.len;

		if (!utf8_folds_to(span_make(s.data, (size_t)(space - s.data)), one) || !text_begins_upper(s, 0, s.len))
			continue;
		if (begins_numero(span_make(number, (size_t)(end - number))))
			return kinds[i];
		for (; number < end && *number != ' '; number++)
			if (byte_is_digit(*number))
				return kinds[i];
		return NULL;
	}
	return NULL;
}

bool title_is_of_kind(struct span s)
{
	static const char *const words[] = {"on", "of", "sur", "sobre", "relativa", "relative", "о", "об", "по", "про", NULL};
	const char *space = s.len == 0 ? NULL : memchr(s.data, ' ', s.len);
	struct span word = span_make(s.data, space == NULL ? s.len : (size_t)(space - s.data));
	struct buf b;
	bool genitive;

	buf_init(&b);
	title_fold(&b, word);
	genitive = b.len > strlen("ого") && span_ends(buf_span(&b), "ого");
	buf_release(&b);
	return genitive || utf8_folds_to(word, words);
}

bool title_is_case_number(struct span s)
{
	/* folded: "№" is "no" */
	static const char *const words[] = {"дело no", "справа no", "іс no", "no "};
	struct buf b;
	bool found = false;

	buf_init(&b);
	title_fold(&b, s);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		found = found || (span_starts(buf_span(&b), words[i]) && (words[i][0] != 'n' || span_starts(s, "№")));
	buf_release(&b);
	return found;
}
