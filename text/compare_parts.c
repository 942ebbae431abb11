#include "text/compare_parts.h"

bool compare_digits_meet(const struct wordbook *b, const struct atom *before, const struct atom *after)
{
	struct span x = wordbook_text(b, before->text), y = wordbook_text(b, after->text);

	if (!(before->flags & ATOM_LETTERS) && !(after->flags & ATOM_LETTERS))
		return true;
	return x.len != 0 && y.len != 0 && byte_is_digit(x.data[x.len - 1]) && byte_is_digit(y.data[0]);
}

bool compare_parts(const struct wordbook *b, struct span word, const struct atom *parts, size_t limit,
                   size_t *count, bool *spaced)
{
	const struct atom *last = NULL;
	size_t at = 0, i = 0;
	bool after_word = false;

	*spaced = false;
	for (; i < limit && i < COMPARE_PARTS_MAX; i++) {
		struct span text = wordbook_text(b, parts[i].text);

		if (parts[i].flags & ATOM_LINK && after_word) {
			*spaced |= parts[i].kind == ATOM_QUOTE; /* its is not it's */
			after_word = false;
			continue;
		}
		if (parts[i].kind != ATOM_WORD || text.len > word.len - at ||
		    memcmp(word.data + at, text.data, text.len) != 0)
			return false;
		if (last != NULL && compare_digits_meet(b, last, &parts[i]))
			return false;
		*spaced |= after_word && !(parts[i].flags & ATOM_OPTIONAL);
		last = &parts[i];
		after_word = true;
		at += text.len;
		if (at == word.len) {
			*count = i + 1;
			return i > 0;
		}
	}
	return false;
}
