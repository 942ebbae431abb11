/*
 * open_index PATH: opens a Xapian database, reads its statistics and ends: the
 * least that any query program over it can take. For tools/bench.
 */
#include <stdio.h>
#include <stdlib.h>

#include "store/xap.h"

int main(int argc, char **argv)
{
	struct xap_reader *reader;
	struct xap_stats stats;
	const char *path = argc == 2 ? argv[1] : "";
	char *error = NULL;

	if (xap_reader_open(&reader, &path, 1, &error) != XAP_OK) {
		fprintf(stderr, "open_index: %s\n", error);
		free(error);
		return 2;
	}
	if (xap_reader_stats(reader, &stats) == XAP_OK)
		printf("%u\n", stats.documents);
	xap_reader_close(reader);
	return 0;
}
