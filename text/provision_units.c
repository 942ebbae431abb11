#include "text/provision_resolving.h"

bool unit_suits(enum provision_unit unit, enum instrument_kind kind)
{
	if (unit == PROVISION_RULE)
		return kind == INSTRUMENT_RULES;
	if (unit == PROVISION_PRINCIPLE)
		return false;
	if (unit == PROVISION_SECTION)
		return kind == INSTRUMENT_CODE || kind == INSTRUMENT_CONSTITUTION || kind == INSTRUMENT_LAW;
	return kind != INSTRUMENT_RULES;
}

void provision_split_label(struct provision *p, enum instrument_kind kind)
{
	const char *dash = memchr(p->article.data, '-', p->article.len);
	size_t at;

	if (dash == NULL || kind >= INSTRUMENT_RULES || p->paragraph.len != 0 || p->subparagraph.len != 0)
		return;
	at = (size_t)(dash - p->article.data);
	for (size_t i = at + 1; i < p->article.len; i++)
		if (p->article.data[i] < '0' || p->article.data[i] > '9')
			return;
	p->paragraph = span_make(dash + 1, p->article.len - at - 1);
	p->article.len = at;
}

static bool is_of_country(struct span id, const char *countries)
{
	for (const char *p = countries; id.len > 3 && id.data[2] == ':' && *p != '\0'; p += 2 + (p[2] == ' '))
		if (id.data[0] == p[0] && id.data[1] == p[1])
			return true;
	return false;
}

bool instrument_has_pointed_numbers(struct span id)
{
	return is_of_country(id, "am az by ca ge kg kz md ru tj tm ua uz") && !span_ends(id, ":constitution");
}

bool instrument_has_sections(struct span id)
{
	/* The constitutions themselves, as their governments publish them. */
	return span_ends(id, ":constitution") &&
	       is_of_country(id, "ag au bb bs bw bz dm fi fj gd gm jm ki kn lc ls mu mw ng pg sb sl sz th to tt tv vc za zw");
}
