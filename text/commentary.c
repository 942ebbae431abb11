#include "text/commentary.h"

#include "text/utf8.h"

#define LINE_BYTES_MAX 200

bool commentary_is_part(struct span heading)
{
	static const char *const names[] = {
	        "comment", "comments", "commentary", "commentaries", "remarks", "analysis", "discussion", "drafting history",
	        "travaux préparatoires", "case law", "case-law", "jurisprudence", "explanatory note", "explanatory notes", "practice",
	        "commentaire", "commentaires", "remarques", "analyse", "comentario", "comentarios", "jurisprudencia", "análisis",
	        "комментарий", "комментарии", "судебная практика", "түсіндірме", "kommentar", "erläuterung", "erläuterungen", NULL};

	heading = span_trim(heading);
	while (heading.len != 0 && (heading.data[heading.len - 1] == ':' || heading.data[heading.len - 1] == '.'))
		heading.len--;
	if (heading.len > LINE_BYTES_MAX)
		return false;
	return utf8_folds_to(heading, names);
}

/* Whether a word stands in the text, no letter on either side. */
static bool has_word(struct span text, const char *word)
{
	size_t len = strlen(word);
	const char *at = text.data, *end = text.data + text.len;
	int32_t cp;

	while ((size_t)(end - at) >= len && (at = memmem(at, (size_t)(end - at), word, len)) != NULL) {
		size_t from = (size_t)(at - text.data), to = from + len;
		bool before = false, after = false;

		if (from > 0)
			before = (utf8_decode(text, utf8_before(text, from), &cp), utf8_is_letter(cp));
		if (to < text.len)
			after = (utf8_decode(text, to, &cp), utf8_is_letter(cp));
		if (!before && !after)
			return true;
		at++;
	}
	return false;
}

bool commentary_is_title(struct span line)
{
	static const char *const words[] = {
	        "commentary", "commentaries", "handbook", "guide", "manual", "annotated", "annotations", "casebook", "textbook", "explained", "digest",
	        "commentaire", "commentaires", "commenté", "commentée", "annoté", "annotée", "manuel", "comentario", "comentarios", "comentada", "anotada",
	        "guía", "комментарий", "комментарии", "комментарием", "пособие", "kommentar", "handbuch", NULL};
	struct buf folded;
	bool found = false;

	if (line.len > LINE_BYTES_MAX)
		return false;
	buf_init(&folded);
	utf8_fold(&folded, line);
	for (size_t i = 0; words[i] != NULL && !found; i++)
		found = has_word(buf_span(&folded), words[i]);
	buf_release(&folded);
	return found;
}
