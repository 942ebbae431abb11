#include "text/name_sounds.h"

#include "text/name_tables.h"
#include "text/utf8.h"

bool sound_is_vowel(char c)
{
	return c != '\0' && strchr("aeiou", c) != NULL;
}

bool sound_is_glide(char c)
{
	return c == 'i' || c == 'y';
}

/* The first rule that begins with this byte, if one does. */
static size_t first_rule(unsigned char byte)
{
	size_t low = 0, high = name_rule_count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if ((unsigned char)name_rules[middle].from[0] < byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Of those that the text begins with, the longest is the last of the table. */
static const struct name_rule *longest_rule(struct span rest, unsigned scheme)
{
	const struct name_rule *best = NULL;

	for (size_t i = first_rule((unsigned char)rest.data[0]);
	     i < name_rule_count && name_rules[i].from[0] == rest.data[0]; i++)
		if ((name_rules[i].schemes & scheme) && span_starts(rest, name_rules[i].from))
			best = &name_rules[i];
	return best;
}

static bool raw_add(struct raw *r, const char *letters)
{
	size_t len = strlen(letters);

	if (r->len + len > RAW_MAX)
		return false;
	memcpy(r->letters + r->len, letters, len + 1);
	r->len += len;
	return true;
}

/* A letter the rules do not know: its base without marks; nothing for a mark; false for another
 * script. */
static bool add_unknown(struct raw *r, int32_t cp, unsigned scheme)
{
	int32_t parts[UTF8_DECOMPOSED_MAX];
	char bytes[UTF8_MAX];
	const struct name_rule *rule;

	if (utf8_is_mark(cp) || utf8_is_punct(cp))
		return true;
	if (utf8_decompose(cp, parts) < 2)
		return false;
	rule = longest_rule(span_make(bytes, utf8_put(parts[0], bytes)), scheme);
	return rule != NULL && raw_add(r, rule->to);
}

/* A j that no vowel follows is a glide in English too: Sergej, Bajdalin. */
static bool silent_j(struct span rest)
{
	return rest.data[0] == 'j' &&
	       (rest.len == 1 || ((unsigned char)rest.data[1] < 0x80 &&
				  !sound_is_vowel(rest.data[1]) && rest.data[1] != 'y'));
}

bool raw_make(struct raw *r, struct span word, unsigned scheme)
{
	r->len = 0;
	r->letters[0] = '\0';
	for (size_t at = 0; at < word.len;) {
		struct span rest = span_make(word.data + at, word.len - at);
		const struct name_rule *rule = longest_rule(rest, scheme);
		int32_t cp;

		if (scheme == SCHEME_ENGLISH && silent_j(rest)) {
			if (!raw_add(r, "y"))
				return false;
			at++;
		} else if (rule != NULL) {
			if (!raw_add(r, rule->to))
				return false;
			at += strlen(rule->from);
		} else {
			at += utf8_decode(word, at, &cp);
			if (!add_unknown(r, cp, scheme))
				return false;
		}
	}
	return true;
}

/* Two letters that are one sound: of what stands before and what follows, or '\0'. */
static char one_sound(char before, char next)
{
	if (before == next && !sound_is_glide(next))
		return next;
	if (before == 'd' && next == 'Z')
		return 'Z';
	if (before == 't' && (next == 's' || next == 'T'))
		return 'T';
	if ((before == 't' || before == 'T') && next == 'C')
		return 'C';
	if (before == 'S' && next == 'C')
		return 'W';
	if (before == 'n' && next == 'g')
		return 'n';
	return '\0';
}

void raw_merge(struct raw *r)
{
	size_t len = 0;

	for (size_t i = 0; i < r->len; i++) {
		char one = len == 0 ? '\0' : one_sound(r->letters[len - 1], r->letters[i]);

		if (one != '\0')
			r->letters[len - 1] = one;
		else
			r->letters[len++] = r->letters[i];
	}
	r->letters[len] = '\0';
	r->len = len;
}
