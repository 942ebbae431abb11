/*
 * rtf_lex.h: an RTF file's bytes as braces, control words and text (RTF
 * Specification 1.9.1, "RTF Syntax"). For formats/rtf*.c only.
 */
#ifndef FORMATS_RTF_LEX_H
#define FORMATS_RTF_LEX_H

#include "text/buf.h"

#define RTF_WORD_MAX 32 /* letters of a control word; a longer one is none that we know */

enum rtf_kind {
	RTF_END,
	RTF_OPEN,
	RTF_CLOSE,
	RTF_WORD,   /* \word or \word12 */
	RTF_SYMBOL, /* \ and a sign: `byte` */
	RTF_BYTE,   /* \'hh, or a brace or backslash that is text: `byte` */
	RTF_TEXT,   /* `text`: bytes as they are, no line ends */
};

struct rtf_token {
	enum rtf_kind kind;
	struct span text; /* of a word its letters */
	bool numbered;    /* the word has a number */
	long number;      /* cut to what 32 bits hold */
	char byte;
};

struct rtf_lexer {
	struct span bytes;
	size_t at;
};

/* The next token; binary data after \bin is passed over. RTF_END for ever after the last. */
struct rtf_token rtf_next(struct rtf_lexer *l);

#endif
