/*
 * bulk_mutant.c: writes two parts directly, joins them and says which of the checks that a
 * build goes through, and of those that only the tests have, finds anything
 * wrong: nothing, unless the writer it is linked with has been altered
 * (tests/bulk.sh). Usage: bulk_mutant LIBRARY FOLDER
 *
 * LIBRARY: a folder in which the first run leaves what the library itself writes.
 */
#include "store/bulk/compare.h"
#include "tests/unit/bulk_cases.h"
#include "tests/unit/check_parts.h"
#include "tests/unit/compare_databases.h"

#include <unistd.h>

#define DOCUMENTS 700
#define AWKWARD 60
#define SMALL ((size_t)250 * 1024)

static bool write_parts(const char *const *parts)
{
	return bulk_part(parts[0], BULK_PLAIN, DOCUMENTS, SMALL) && bulk_part(parts[1], 1, AWKWARD, BULK_BUDGET);
}

static bool write_by_library(const char *const *parts)
{
	return bulk_by_library(parts[0], BULK_PLAIN, DOCUMENTS) && bulk_by_library(parts[1], 1, AWKWARD);
}

/* The library's database, made by the first run. */
static void settle_library(const char *const *parts, const char *whole)
{
	char *error = NULL;

	if (access(whole, F_OK) != 0 && (!write_by_library(parts) || xap_compact(parts, 2, whole, &error) != XAP_OK))
		printf("the library fails: %s\n", error != NULL ? error : "");
	free(error);
}

static bool checks(const char *path)
{
	char *error, *scratch = path_join(path, "check");
	bool good = check_parts(path, scratch, &error);

	free(error);
	free(scratch);
	return good;
}

static void compare(const char *a, const char *b)
{
	struct comparison c = compare_databases(a, b, bulk_slots, BULK_SLOTS);

	if (c.differences != 0)
		puts("comparer");
	puts(c.postings > 10000 ? "compared" : "nothing compared");
}

static void judge(const char *const *parts, const char *merged, const char *library)
{
	char *error = NULL;
	bool checked, sampled;

	if (!write_parts(parts)) {
		puts("writing");
	} else if (!bulk_join(parts, 2, merged, DEFLATE_STORED)) {
		puts("joining");
	} else {
		checked = checks(merged);
		sampled = compare_sample(parts, 2, merged, &error);
		if (!checked)
			puts("check");
		if (!sampled)
			puts("sample");
		if (checked && sampled)
			compare(library, merged);
	}
	free(error);
}

int main(int argc, char **argv)
{
	static const char *const names[] = {"part-1", "part-2", "whole"};
	char *paths[6];

	if (argc != 3)
		return 2;
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (size_t i = 0; i < 6; i++)
		paths[i] = path_join(argv[1 + i / 3], names[i % 3]);
	settle_library((const char *const *)paths, paths[2]);
	judge((const char *const *)paths + 3, paths[5], paths[2]);
	for (size_t i = 0; i < 6; i++)
		free(paths[i]);
	return 0;
}
