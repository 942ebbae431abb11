#include "store/direct.h"

#ifdef STORE_BULK

#include "store/bulk/bulk.h"
#include "store/bulk/compare.h"
#include "store/bulk/selftest.h"

#include <assert.h>

static_assert(DIRECT_TRIALS == SELFTEST_WAYS, "each way of the trial is a part");

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
	return bulk_create(out, path, BULK_BUDGET, DEFLATE_STORED);
}

bool direct_verify(const char *const *shards, size_t count, const char *merged, char **error)
{
	return compare_sample(shards, count, merged, error);
}

#else

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

bool direct_verify(const char *const *shards, size_t count, const char *merged, char **error)
{
	(void)shards;
	(void)count;
	(void)merged;
	(void)error;
	return true;
}

#endif
