/*
 * provision_head.h: the head of a unit of a law, as it is printed above or before the unit's text: "Article 5",
 * "Art. 5º", "Artigo 13.º-A", "174-бап", "المادة 10", "第十条", "§ 211", "CHAPTER II", "TITRE PREMIER". Pure; anyone
 * may include it.
 */
#ifndef TEXT_PROVISION_HEAD_H
#define TEXT_PROVISION_HEAD_H

#include "text/buf.h"

enum head_unit { HEAD_PART, HEAD_CHAPTER, HEAD_SECTION, HEAD_ARTICLE };

#define HEAD_LABEL_BYTES 24 /* a longer one is not kept */

struct provision_head {
	enum head_unit unit;
	uint32_t value;               /* its number */
	char label[HEAD_LABEL_BYTES]; /* in Arabic digits, with the letters at it: "13-A", "66bis"; "": not certain */
	size_t past;                  /* the first byte behind the number and what closes it */
	bool closed;                  /* a stop, a colon, a dash or a wide gap parts it from what follows */
	bool bare;                    /* nothing follows */
};

/* Whether the text begins with the head of a unit. Reads its first bytes alone. */
bool provision_head_read(struct span text, struct provision_head *out);

/* The value of the Chinese numerals at byte *at of the text, which it moves behind them; 0: there are none. */
uint32_t provision_head_eastern(struct span text, size_t *at);

#endif
