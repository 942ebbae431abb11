#include "store/direct.h"

#ifdef STORE_BULK

#include "store/bulk/bulk.h"
#include "store/bulk/compare.h"
#include "store/bulk/join.h"
#include "store/bulk/selftest.h"

#include "store/files.h"

#include <assert.h>

static_assert(DIRECT_TRIALS == SELFTEST_WAYS, "each way of the trial is a part");
static_assert(DIRECT_TABLES == JOIN_TABLES, "each table is joined");

bool direct_try(const char *scratch, unsigned part, char **why)
{
	return selftest_write(scratch, part, why);
}

bool direct_works(const char *scratch, char **why)
{
	return selftest_compare(scratch, why);
}

enum xap_status direct_create(struct xap_writer **out, const char *path)
{
	return bulk_create(out, path, BULK_BUDGET);
}

enum xap_status direct_open(struct xap_writer **out, const char *path)
{
	return bulk_open(out, path);
}

/* The table that takes longest is the first; metadata is in the list of postings. */
static const enum version_table tables[DIRECT_TABLES] = {TABLE_POSITION, TABLE_TERMLIST, TABLE_DOCDATA,
                                                         [DIRECT_METADATA] = TABLE_POSTLIST};

bool direct_join(const char *const *parts, size_t count, const char *to, unsigned table, char **error)
{
	return join_table(parts, count, to, tables[table], DEFLATE_STORED, error);
}

char *direct_table(unsigned table)
{
	return error_message("%s.glass", version_tables[tables[table]]);
}

bool direct_join_end(const char *const *parts, size_t count, const char *to, char **error)
{
	return join_end(parts, count, to, error);
}

bool direct_verify(const char *const *parts, size_t count, const char *joined, char **error)
{
	return compare_sample(parts, count, joined, error);
}

#else

#include "store/files.h"

/* There is no such way, and nobody is told of one. */
static bool refuse(char **why)
{
	*why = error_message("this program is without the direct writer");
	return false;
}

bool direct_try(const char *scratch, unsigned part, char **why)
{
	(void)scratch;
	(void)part;
	*why = NULL;
	return false;
}

bool direct_works(const char *scratch, char **why)
{
	(void)scratch;
	*why = NULL;
	return false;
}

enum xap_status direct_create(struct xap_writer **out, const char *path)
{
	return xap_writer_create(out, path);
}

enum xap_status direct_open(struct xap_writer **out, const char *path)
{
	return xap_writer_open(out, path);
}

bool direct_join(const char *const *parts, size_t count, const char *to, unsigned table, char **error)
{
	(void)parts;
	(void)count;
	(void)to;
	(void)table;
	return refuse(error);
}

char *direct_table(unsigned table)
{
	(void)table;
	return mem_strdup("");
}

bool direct_join_end(const char *const *parts, size_t count, const char *to, char **error)
{
	(void)parts;
	(void)count;
	(void)to;
	return refuse(error);
}

bool direct_verify(const char *const *parts, size_t count, const char *joined, char **error)
{
	(void)parts;
	(void)count;
	(void)joined;
	return refuse(error);
}

#endif
