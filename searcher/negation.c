#include "searcher/negation.h"

#include "text/utf8.h"

/* Folded, apostrophes straight. */
static const char negations[][24] = {
	/* English */
	"no", "not", "never", "nor", "neither", "none", "nobody", "nothing", "nowhere", "without",
	"cannot", "hardly", "scarcely", "barely", "unless", "except", "lacks", "lack",
	/* Russian, Ukrainian, Belarusian, Bulgarian */
	"не", "нет", "ни", "без", "нельзя", "никто", "никого", "никому", "никем", "ничто", "ничего",
	"ничем", "никогда", "нигде", "никак", "никакой", "никакого", "никакая", "никакие", "никаких",
	"никакими", "ні", "немає", "ніхто", "нічого", "ніколи", "ня", "няма", "нито",
	/* Kazakh, Kyrgyz, Uzbek, Tajik, Turkish */
	"емес", "жоқ", "ешқандай", "ешкім", "ештеңе", "ешқашан", "ешқайда", "эмес", "жок", "эч",
	"emas", "yo'q", "hech", "нест", "ҳеҷ", "değil", "yok", "hiç",
	/* French */
	"ne", "pas", "non", "sans", "ni", "jamais", "aucun", "aucune", "nul", "nulle", "rien",
	"personne", "guère",
	/* Spanish, Portuguese, Italian, Romanian */
	"sin", "nunca", "jamás", "ningún", "ninguno", "ninguna", "nada", "nadie", "tampoco", "não",
	"nem", "sem", "nenhum", "nenhuma", "senza", "né", "mai", "nessun", "nessuno", "nessuna", "nu",
	"fără", "nici",
	/* German, Dutch, Swedish, Danish, Norwegian */
	"nicht", "kein", "keine", "keinen", "keinem", "keiner", "keines", "nie", "niemals", "niemand",
	"nichts", "ohne", "weder", "noch", "niet", "geen", "nooit", "zonder", "inte", "ikke", "ej",
	"aldrig", "utan", "uden", "uten", "ingen", "inga",
	/* Polish, Czech, Serbian, Croatian */
	"brak", "bez", "nikt", "nic", "nigdy", "żaden", "nikdo", "nikdy", "nema", "niko",
	/* Arabic, Persian, Hebrew */
	"لا", "لم", "لن", "ليس", "ليست", "غير", "دون", "بدون", "ولا", "ولم", "ولن", "نه", "نیست", "بدون",
	"هیچ", "לא", "אין", "בלי", "ללא", "אף",
	/* Chinese, Japanese (UAX #29 parts ideographs one by one) */
	"不", "没", "沒", "无", "無", "非", "未", "别", "勿",
};

static const char reversals[][32] = {
	/* English */
	"fail", "fails", "failed", "failing", "failure", "refuse", "refuses", "refused", "refusing", "refusal",
	"unable", "unwilling", "inability", "deny", "denies", "denied", "denying", "denial", "lacked", "lacking",
	"impossible", "prohibited", "prohibits", "forbidden", "forbids", "prevented", "prevents", "ceased", "refrained",
	"seldom", "rarely", "false", "falsely", "untrue",
	/* Russian, Ukrainian */
	"отказался", "отказалась", "отказалось", "отказались", "отказало", "отказал", "отказала", "отказали", "отказывается",
	"отказываются", "отказано", "отказ", "отрицал", "отрицала", "отрицали", "отрицает", "отрицают",
	"запрещено", "запрещает", "невозможно", "неспособен", "неспособны", "відмовився", "відмовилась", "відмовилися",
	"заперечує", "заборонено", "неможливо",
	/* Kazakh */
	"тартты", "тартқан", "тыйым",
	/* French */
	"refusé", "refusent", "refusa", "refus", "échoué", "manqué", "omis", "nié", "nient", "nia",
	"incapable", "incapables", "interdit", "interdite", "interdisent", "défaut",
	/* Spanish, Portuguese, Italian */
	"negó", "niega", "niegan", "negaron", "rehusó", "rehusaron", "incumplió", "incumplieron", "omitió", "omitieron",
	"incapaz", "imposible", "prohíbe", "prohibido", "negou", "negaram", "recusou", "rifiutato", "rifiuta", "negato",
	"impossibile", "vietato",
	/* German */
	"weigerte", "weigerten", "weigert", "verweigert", "verweigerte", "verweigerten", "bestritt", "bestritten",
	"bestreitet", "versäumt", "versäumte", "versäumten", "unterließ", "unterlassen", "unfähig", "unmöglich", "verboten",
	"untersagt",
	/* Arabic */
	"رفض", "رفضت", "رفضوا", "ترفض", "يرفض", "أنكر", "أنكرت", "نفى", "نفت", "فشل", "فشلت", "امتنع", "امتنعت", "منع", "منعت",
	"يحظر", "عدم",
};

/* Contracted forms: didn't, n'a, d'aucun … */
static const char *const beginnings[] = {"n'", "d'aucun", "qu'aucun"};
static const char *const endings[] = {"n't", "nicht"};

static void fold(struct buf *out, struct span word)
{
	struct buf folded;
	size_t len;
	int32_t cp;

	buf_init(&folded);
	utf8_fold(&folded, word);
	for (size_t at = 0; at < folded.len; at += len) {
		len = utf8_decode(buf_span(&folded), at, &cp);
		if (cp == 0x2019 || cp == 0x02BC || cp == 0x02BB || cp == 0x2018)
			buf_add_char(out, '\'');
		else
			buf_add(out, folded.data + at, len);
	}
	buf_release(&folded);
}

static bool matches(struct span folded)
{
	for (size_t i = 0; i < sizeof negations / sizeof *negations; i++)
		if (span_eq_str(folded, negations[i]))
			return true;
	for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
		if (span_starts(folded, beginnings[i]))
			return true;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (span_ends(folded, endings[i]))
			return true;
	return false;
}

static bool is_one_of(struct span word, bool (*test)(struct span folded))
{
	struct buf folded;
	bool is;

	buf_init(&folded);
	fold(&folded, word);
	is = test(buf_span(&folded));
	buf_release(&folded);
	return is;
}

bool is_negation(struct span word)
{
	return is_one_of(word, matches);
}

static bool reverses(struct span folded)
{
	for (size_t i = 0; i < sizeof reversals / sizeof *reversals; i++)
		if (span_eq_str(folded, reversals[i]))
			return true;
	return false;
}

bool is_reversal(struct span word)
{
	return is_one_of(word, reverses);
}
