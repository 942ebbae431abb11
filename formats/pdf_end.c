/*
 * pdf_end.c: whether a file has its end. Behind the last object a PDF says where
 * the table of its objects is (ISO 32000-1, 7.5.5). A file that was not fetched
 * whole is read all the same, by the objects that are there: what is missing
 * would not be noticed.
 */
#include "formats/pdf.h"

#include <string.h>

/* Past the last of these words; 0: there is none. */
static size_t last_of(struct span s, const char *word)
{
	size_t past = 0;
	const char *at;

	while ((at = memmem(s.data + past, s.len - past, word, strlen(word))) != NULL)
		past = (size_t)(at - s.data) + strlen(word);
	return past;
}

bool pdf_lacks_end(struct span bytes)
{
	return last_of(bytes, "startxref") <= last_of(bytes, " obj");
}
