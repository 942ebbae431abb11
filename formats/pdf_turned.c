/* pdf_turned.c: text on its side. */
#include "formats/pdf.h"

#include <stdlib.h>

#define SIDEWAYS_SHARE 0.8 /* of a page that is set so as a whole */

/* Whether a word goes on the one before it downwards or upwards. */
static bool stands_on(const struct pdf_word *before, const struct pdf_word *w)
{
	float shared = (before->box.x1 < w->box.x1 ? before->box.x1 : w->box.x1) - (before->box.x0 > w->box.x0 ? before->box.x0 : w->box.x0);
	float narrow = pdf_width(&before->box) < pdf_width(&w->box) ? pdf_width(&before->box) : pdf_width(&w->box);

	return !w->space && narrow > 0 && shared > 0.6F * narrow && pdf_overlap(&before->box, &w->box) < 0.3F;
}

/* Swaps the axes of a box on a page whose text runs upwards or downwards. */
static void turn(struct pdf_box *b, bool upwards, float width, float height)
{
	struct pdf_box old = *b;

	*b = upwards ? (struct pdf_box){height - old.y1, old.x0, height - old.y0, old.x1}
	             : (struct pdf_box){old.y0, width - old.x1, old.y1, width - old.x0};
}

void pdf_page_turn(struct pdf_page *page)
{
	bool *sideways = mem_zalloc(page->word_count + 1);
	size_t count = 0, up = 0, kept = 0, chars = 0, all = 0;

	for (size_t i = 1; i < page->word_count; i++)
		if (stands_on(&page->words[i - 1], &page->words[i])) {
			up += page->words[i].box.y0 < page->words[i - 1].box.y0;
			sideways[i - 1] = sideways[i] = true;
		}
	for (size_t i = 0; i < page->word_count; i++) {
		size_t len = page->words[i].text.end - page->words[i].text.start;

		count += sideways[i];
		chars += sideways[i] ? len : 0;
		all += len;
	}
	if ((double)chars > SIDEWAYS_SHARE * (double)all) {
		for (size_t i = 0; i < page->word_count; i++)
			turn(&page->words[i].box, up * 2 > count, page->width, page->height);
		page->turned = true;
		count = 0;
	}
	for (size_t i = 0; i < page->word_count && count != 0; i++)
		if (!sideways[i])
			page->words[kept++] = page->words[i];
	page->word_count = count != 0 ? kept : page->word_count;
	free(sideways);
}
