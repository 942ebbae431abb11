#include "indexer/dominant.h"

#include <stdlib.h>

void dominant_init(struct dominant *d)
{
	d->counts = mem_zalloc((language_index(NULL) + 1) * sizeof *d->counts);
	d->total = 0;
}

void dominant_release(struct dominant *d)
{
	free(d->counts);
}

void dominant_count(struct dominant *d, const struct language *language)
{
	if (language == NULL || language == language_unknown())
		return;
	d->counts[language_index(language)]++;
	d->total++;
}

const struct language *dominant_language(const struct dominant *d)
{
	for (size_t i = 0; language_at(i) != NULL && d->total != 0; i++)
		if (d->counts[i] * 10 >= d->total * DOMINANT_TENTHS)
			return language_at(i);
	return language_unknown();
}
