/*
 * provision_token.h: a passage as words, numbers and marks, each word with
 * what it means in a reference. For provision*.c, instrument*.c and symbol*.c only.
 */
#ifndef TEXT_PROVISION_TOKEN_H
#define TEXT_PROVISION_TOKEN_H

#include "text/instrument_parts.h"

enum ptoken_kind {
	PTOKEN_END, /* one after the last token */
	PTOKEN_WORD,
	PTOKEN_NUMBER, /* decimal digits of any script */
	PTOKEN_OPEN,
	PTOKEN_CLOSE,
	PTOKEN_COMMA,
	PTOKEN_SEMICOLON,
	PTOKEN_COLON,
	PTOKEN_STOP,
	PTOKEN_DASH,    /* hyphen */
	PTOKEN_LONGDASH, /* en dash, em dash */
	PTOKEN_PARAGRAPH, /* § */
	PTOKEN_APOSTROPHE,
	PTOKEN_QUOTE,
	PTOKEN_SLASH,
	PTOKEN_NUMERO, /* № ° º ª */
	PTOKEN_OTHER,
};

enum {
	PTOKEN_SPACE = 1 << 0,    /* white space before it */
	PTOKEN_CAPITAL = 1 << 1,  /* begins with a capital */
	PTOKEN_CAPITALS = 1 << 2, /* two letters or more, all capitals */
	PTOKEN_ADDRESS = 1 << 3,  /* in a URL or e-mail address */
	PTOKEN_SENTENCE = 1 << 4, /* begins a sentence */
	PTOKEN_CYRILLIC = 1 << 5,
	PTOKEN_JOIN = 1 << 6, /* " […] " stands before it */
	PTOKEN_BEYOND = 1 << 7, /* a word or number that is not of ASCII alone */
};

/* What words mean; the words are in provision_words.c. */
#define CLASS_ARTICLE (UINT64_C(1) << 0)
#define CLASS_SECTION (UINT64_C(1) << 1)
#define CLASS_RULE (UINT64_C(1) << 2)
#define CLASS_PRINCIPLE (UINT64_C(1) << 3)
#define CLASS_PLURAL (UINT64_C(1) << 4)
#define CLASS_BEHIND (UINT64_C(1) << 5)   /* stands behind its number: 174-бап */
#define CLASS_PARAGRAPH (UINT64_C(1) << 6)
#define CLASS_SUBPARAGRAPH (UINT64_C(1) << 7)
#define CLASS_AND (UINT64_C(1) << 8)
#define CLASS_TO (UINT64_C(1) << 9)       /* "8 to 11" */
#define CLASS_OF (UINT64_C(1) << 10)
#define CLASS_IN (UINT64_C(1) << 11)
#define CLASS_THE (UINT64_C(1) << 12)     /* the, its, this … */
#define CLASS_FILL (UINT64_C(1) << 13)    /* new, said, present … */
#define CLASS_NUMERO (UINT64_C(1) << 14)  /* No., n°, number */
#define CLASS_CHAIN (UINT64_C(1) << 15)   /* read in conjunction with */
#define CLASS_GAP (UINT64_C(1) << 16)     /* between an instrument and its article */
#define CLASS_COUNTED (UINT64_C(1) << 17) /* what numbers count: people, years */
#define CLASS_SPEAKS (UINT64_C(1) << 18)  /* an organisation does: said, noted */
#define CLASS_FORMER (UINT64_C(1) << 19)
#define CLASS_NOW (UINT64_C(1) << 20)
#define CLASS_STATE (UINT64_C(1) << 21)   /* Republic, Kingdom … */
#define CLASS_BIS (UINT64_C(1) << 22)
#define CLASS_REPORT (UINT64_C(1) << 23)  /* report, document: no instrument */
#define CLASS_ABOVE (UINT64_C(1) << 24)
#define CLASS_ABBREVIATION (UINT64_C(1) << 25)
#define CLASS_ORDINAL (UINT64_C(1) << 26)
#define CLASS_LAW (UINT64_C(1) << 27)
#define CLASS_TREATY (UINT64_C(1) << 28)  /* agreement, treaty: head of a name that is not listed */
#define CLASS_A (UINT64_C(1) << 29)       /* an, une, un */
#define CLASS_ABOUT (UINT64_C(1) << 30)   /* Law on, Convention against */
#define CLASS_SEE (UINT64_C(1) << 31)
#define CLASS_BODY (UINT64_C(1) << 32)    /* organisation, NGO */
#define CLASS_FIRST (UINT64_C(1) << 33)   /* premier, primero: article 1 */
#define CLASS_OWN (UINT64_C(1) << 34)     /* this, present: of the very text */
#define CLASS_THEREOF (UINT64_C(1) << 35)
#define CLASS_CALLED (UINT64_C(1) << 36)  /* hereinafter, the, known as: before an alias */
#define CLASS_UNIT (CLASS_ARTICLE | CLASS_SECTION | CLASS_RULE | CLASS_PRINCIPLE)
#define CLASS_DIVISION (UINT64_C(1) << 38) /* chapter, title: between an article and its instrument */
#define CLASS_SAME (UINT64_C(1) << 39) /* "of the same Convention": the one named last */
#define CLASS_PRONOUN (UINT64_C(1) << 40) /* "12 of them": people */
#define CLASS_PHRASE (UINT64_C(1) << 41) /* "paragraph 2, first sentence, of" */
#define CLASS_COMMENT (UINT64_C(1) << 42) /* general comment No. 34 */
#define CLASS_AGAINST (UINT64_C(1) << 44) /* contrary to, violates: a law another's article */
#define CLASS_FOLLOWING (UINT64_C(1) << 43) /* "articles 312 et suivants" */
#define CLASS_DOTTED (UINT64_C(1) << 45) /* its numbers are ordinals with a stop: "člana 32. stav 1.", "26. maddesi" */
#define CLASS_COMMON (UINT64_C(1) << 37)  /* international, customary: "law" behind it is no law's name */

struct ptoken {
	struct range at;
	uint64_t classes;
	uint32_t word;   /* instruments_word of its stem */
	uint32_t value;  /* of a number; UINT32_MAX: over nine digits. Of an ordinal: its number */
	uint8_t kind, flags;
};

struct ptokens {
	struct span text;
	struct ptoken *token; /* [count] is PTOKEN_END */
	size_t count, cap;
	struct buf folded;
	struct buf folds; /* of several words, one after the other */
};

void ptokens_init(struct ptokens *t);
void ptokens_release(struct ptokens *t);
/* Parts the text into tokens; reuses t's memory. `in` may be NULL: no classes. Linear time. */
void ptokens_make(struct ptokens *t, const struct instruments *in, struct span text);
/* Whether a token is glued to the one before it. */
bool ptoken_glued(const struct ptokens *t, size_t i);
bool ptoken_is(const struct ptokens *t, size_t i, uint64_t classes);
static inline bool ptoken_is_kind(const struct ptokens *t, size_t i, enum ptoken_kind kind)
{
	return i < t->count && t->token[i].kind == (uint8_t)kind;
}
bool ptoken_has_flag(const struct ptokens *t, size_t i, uint8_t flag);
/* Whether it is letters that stand for a name: ICCPR, CrPC. */
bool ptoken_is_letters(const struct ptokens *t, size_t i);
struct span ptoken_text(const struct ptokens *t, size_t i);
/* The bytes of tokens [first, past), past > first. */
struct range ptokens_range(const struct ptokens *t, size_t first, size_t past);

#endif
