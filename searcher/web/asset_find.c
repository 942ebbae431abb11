#include "searcher/web/assets.h"

struct span asset_find(struct span name)
{
	for (size_t i = 0; i < asset_count; i++)
		if (span_eq_str(name, assets[i].name))
			return span_make((const char *)assets[i].bytes, assets[i].len);
	return span_make(NULL, 0);
}
