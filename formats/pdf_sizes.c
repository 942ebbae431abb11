/* pdf_sizes.c: the sizes of words that OCR has read, which are measured with errors. */
#include "formats/pdf.h"

#include <math.h>
#include <stdlib.h>

float pdf_usual_size(const struct pdf *p, bool (*is_such)(const struct pdf_page *))
{
	float *all = NULL, size;
	size_t count = 0, cap = 0;

	for (size_t i = 0; i < p->page_count; i++)
		for (size_t k = 0; k < p->pages[i].word_count && is_such(&p->pages[i]); k++) {
			ARRAY_GROW(all, count, cap);
			all[count++] = p->pages[i].words[k].size;
		}
	if (count != 0)
		pdf_sort_lengths(all, count);
	size = count == 0 ? 0 : all[count / 2];
	free(all);
	return size;
}

float pdf_size_steps(float size, float usual, float step)
{
	return roundf(logf(size / usual) / logf(step));
}
