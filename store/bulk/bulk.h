/*
 * bulk.h: a writer of new databases that writes the tables of Xapian's glass
 * backend itself, in less time than the library takes (make bench): each process a part (part.h), and of all
 * parts the tables (join.h). For store/direct.c, selftest.c and tests/.
 *
 * What it relies on, and where that is said:
 *	version.h	the file that all begins with; its format's number has been
 *			the same since 2016, in all of Xapian 1.4, and a library
 *			with another refuses the database
 *	table.h		the B-tree: blocks, items, tags in pieces, deflated or not
 *	postlist.h	lists of documents, lengths and values; positions; metadata
 *	filing.h	lists of terms; documents' data
 *	code.h		numbers, strings, positions
 * part.h, inverter.h, run.h, aside.h and order.h are our own business.
 *
 * None of this is promised by the library, so nobody need trust it:
 * - selftest.h tries it against the library that is installed before each build:
 *   the tables are to be, byte for byte, what the library's own way and compaction make;
 * - the same limits hold at the same door (document.h);
 * - Xapian's check goes over the tables;
 * - compare.h holds a sample of the documents, as they were given, and the
 *   totals against what the public interface reads from the result.
 * Whatever fails, the library's own way is taken, or the build is not.
 *
 * To remove it all: delete this folder, and the line of the Makefile that
 * includes store/bulk/bulk.mk; then make clean.
 */
#ifndef STORE_BULK_BULK_H
#define STORE_BULK_BULK_H

#include "store/xap.h"

/*
 * Bytes of lists that a writer holds before it puts them aside as a run. More is not faster:
 * the lists leave the processor's cache, and each run is read once.
 */
#define BULK_BUDGET ((size_t)16 * 1024 * 1024)

/* A writer of a part in the folder `path`, which must not exist. Close it whatever the status. */
enum xap_status bulk_create(struct xap_writer **out, const char *path, size_t budget);
/* Of more metadata alone, to a part that is finished. */
enum xap_status bulk_open(struct xap_writer **out, const char *path);

#endif
