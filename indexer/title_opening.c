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
        {"first witness statement", "witness statement"},
        {"second witness statement", "witness statement"},
        {"third witness statement", "witness statement"},
        {"procès-verbal d", "procès-verbal"},
        {"proces-verbal d", "procès-verbal"},
        {"affidavit ", "affidavit"},
        {"open letter ", "open letter"},
        {"joint statement", "joint statement"},
        {"joint submission ", "joint submission"},
        {"alternative report ", "alternative report"},
        {"shadow report ", "shadow report"},
        {"general comment no", "general comment"},
        {"european parliament resolution of ", "resolution"},
        {"résolution du parlement européen du ", "résolution"},
        {"resolución del parlamento europeo, de ", "resolución"},
        {"arrêt de la cour ", "arrêt"},
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

/* The same of titles that as well may stand below the title. */
static const struct opening likely[] = {
        {"statement by ", "statement"}, {"statement on ", "statement"}, {"statement to ", "statement"}, {"statement at ", "statement"},
        {"заявление ", "заявление"}, {"заява ", "заява"}, {"minutes of ", "minutes"}, {"summary record of ", "summary record"}, {"questions and answers", NULL}, {NULL, NULL},
};

static const struct opening *opening_of(const struct opening *o, struct span s)
{
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
	return opening_of(openings, s) != NULL;
}

bool title_opens_likely(struct span s)
{
	return opening_of(likely, s) != NULL;
}

bool title_names_body(struct span s)
{
	static const char *const words[] = {"organi", "council", "committee", "commission", "court", "ministr", "office", "assembly", "department", "embassy", "delegation", "mission",
	                                    "federation", "association", "foundation", "institut", "centre", "center", "network", "union", "parliament", "government", "agency",
	                                    "conseil", "comité", "ministère", "bureau", "assemblée", "consejo", "comisión", "comité", "ministerio", "oficina", "corte", "tribunal",
	                                    "организац", "совет", "комитет", "комисси", "суд", "министерств", "бюро", "ассамбле", "делегаци", "союз", "фонд", "центр", "уполномоченн"};
	struct buf b;
	bool found = false;

	buf_init(&b);
	title_fold(&b, s);
	for (size_t i = 0; i < sizeof words / sizeof *words && !found; i++)
		for (size_t at = 0; at < b.len && !found; at++)
			found = (at == 0 || b.data[at - 1] == ' ') && span_starts(span_make(b.data + at, b.len - at), words[i]);
	buf_release(&b);
	return found;
}

const char *title_opening_kind(struct span s)
{
	const struct opening *o = title_opens(s) ? opening_of(openings, s) : opening_of(likely, s);

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
	static const char *const signs[] = {"n°", "N°", "No.", "nº", "Nº", "n.º", "N.º", "n. ", "N. ", "n.°", "N.°", NULL};

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

/* "HABEAS CORPUS 198.765 SÃO PAULO", "AMPARO EN REVISIÓN 1234/2018", "EXP. N.° 01234-2018-PHC/TC": what was asked of a court, and its number; NULL: not. */
static const char *numbered_remedy(struct span s)
{
	static const struct opening remedies[] = {
		{"habeas corpus ", "acórdão"}, {"recurso em habeas corpus ", "acórdão"}, {"recurso extraordinário ", "acórdão"}, {"recurso especial ", "acórdão"},
		{"mandado de segurança ", "acórdão"}, {"ação direta de inconstitucionalidade ", "acórdão"},
		{"arguição de descumprimento de preceito fundamental ", "acórdão"}, {"reclamação ", "acórdão"}, {"agravo em recurso especial ", "acórdão"},
		{"apelação cível ", "acórdão"}, {"apelação criminal ", "acórdão"},
		{"amparo en revisión ", "sentencia"}, {"amparo directo en revisión ", "sentencia"}, {"amparo directo ", "sentencia"}, {"amparo indirecto ", "sentencia"},
		{"recurso de amparo ", "sentencia"}, {"acción de inconstitucionalidad ", "sentencia"}, {"contradicción de tesis ", "sentencia"},
		{"controversia constitucional ", "sentencia"}, {"exp. ", "sentencia"},
		{NULL, NULL},
	};
	const struct opening *o;
	struct buf b;
	size_t at;
	bool found;

	buf_init(&b);
	o = opening_of(remedies, s);
	title_fold(&b, s);
	at = o == NULL ? b.len : strlen(o->words);
	found = at < b.len && (byte_is_digit(b.data[at]) || begins_numero(span_make(b.data + at, b.len - at)));
	buf_release(&b);
	return found ? o->kind : NULL;
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

static struct span without_ends(struct span s, const char *signs)
{
	while (s.len > 0 && strchr(signs, s.data[s.len - 1]) != NULL)
		s.len--;
	return s;
}

/* "LAKE & ANR." of "LAKE & ANR. ……. ", a name and the dots that lead to what stands behind. */
static struct span without_leader(struct span s)
{
	s = without_ends(s, " ,");
	if (span_ends(s, "..") || span_ends(s, "…") || span_ends(s, "….") || span_ends(s, " ."))
		while (span_ends(s, ".") || span_ends(s, "…"))
			s.len -= span_ends(s, ".") ? 1 : strlen("…");
	return without_ends(s, " ,");
}

/* "1ST" of "1ST RESPONDENT" */
static bool is_ordinal(struct span w)
{
	static const char *const endings[] = {"st", "nd", "rd", "th", NULL};

	return w.len > 2 && w.len <= 4 && byte_is_digit(w.data[0]) && utf8_folds_to(span_make(w.data + w.len - 2, 2), endings);
}

/* Where the last word of s begins, which a space, a dot or "…" stands before. */
static size_t last_word(struct span s)
{
	size_t from = s.len;

	while (from > 0 && strchr(" .", s.data[from - 1]) == NULL && !span_ends(span_make(s.data, from), "…"))
		from--;
	return from;
}

/* Where the last word of s begins, or "INTERESTED PARTY". */
static size_t role_begins(struct span s)
{
	return span_ends(s, "INTERESTED PARTY") ? s.len - strlen("INTERESTED PARTY") : last_word(s);
}

struct span title_party(struct span s)
{
	static const char *const roles[] = {"appellant", "appellants", "appellant(s)", "respondent", "respondents", "respondent(s)", "petitioner", "petitioners",
	                                    "petitioner(s)", "claimant", "claimants", "defendant", "defendants", "defendant(s)", "plaintiff", "plaintiffs",
	                                    "applicant", "applicants", "applicant(s)", "interested party", NULL};
	struct span name = s;

	if (s.len > PARTIES_BYTES_MAX)
		return s;
	if (text_is_capitals(s, 0, s.len))
		name = without_ends(name, "."); /* "… OF THE LAKES, RESPONDENT."; in small letters a sentence ends there */
	for (size_t words = 0;; words++) {
		size_t from = role_begins(name);
		struct span word = span_make(name.data + from, name.len - from);

		if (from == 0 || !((utf8_folds_to(word, roles) && text_begins_upper(word, 0, word.len)) || (words > 0 && is_ordinal(word))))
			return words == 0 ? s : without_leader(name);
		name = without_ends(span_make(name.data, from), " ");
	}
}

bool title_is_versus(struct span s)
{
	static const char *const words[] = {"c.", "v.", "v", "vs", "vs.", "versus", "contre", "contra", "- and -", "- v -", "-v-", "-and-", NULL};

	return utf8_folds_to(s, words);
}

/* "REPORT No. 199/20", "INFORME No. 12/19": of the Inter-American Commission. */
static bool is_numbered_report(struct span s)
{
	static const char *const kinds[] = {"REPORT No. ", "REPORT NO. ", "INFORME No. ", "INFORME NO. ", "INFORME N° ", NULL};
	size_t i = 0, at;

	while (kinds[i] != NULL && !span_starts(s, kinds[i]))
		i++;
	if (kinds[i] == NULL)
		return false;
	for (at = strlen(kinds[i]); at < s.len && byte_is_digit(s.data[at]); at++)
		;
	return at > strlen(kinds[i]) && at + 2 < s.len && s.data[at] == '/' && byte_is_digit(s.data[at + 1]) && byte_is_digit(s.data[at + 2]);
}

const char *title_ruling_kind(struct span s)
{
	static const char *const kinds[] = {"sentencia", "auto", "acórdão", "arrêt", "décision", "sentenza", "ordinanza", "pourvoi", NULL};
	const char *space = s.len > RULING_BYTES_MAX ? NULL : memchr(s.data, ' ', s.len);

	if (s.len <= RULING_BYTES_MAX && numbered_remedy(s) != NULL)
		return numbered_remedy(s);
	if (title_is_communication(s))
		return "letter";
	if (is_numbered_report(s))
		return "report";

	for (size_t i = 0; space != NULL && kinds[i] != NULL; i++) {
		const char *const one[] = {kinds[i], NULL};
		const char *number = space + 1, *end = s.data + s.len;

		if (!utf8_folds_to(span_make(s.data, (size_t)(space - s.data)), one) || !text_begins_upper(s, 0, s.len))
			continue;
		if (begins_numero(span_make(number, (size_t)(end - number))))
			return span_eq_str(span_of(kinds[i]), "pourvoi") ? "arrêt" : kinds[i];
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
