/*
 * xap.cc: what a failure of Xapian's means, and whole databases: opened, merged, checked.
 */
#include "store/xap_parts.h"

#include <cerrno>
#include <cstring>
#include <sys/stat.h>

using namespace xap;

#ifdef __SANITIZE_ADDRESS__
/* Xapian 1.4's own Database::check deletes a table by another type than it was made with. */
extern "C" const char *__asan_default_options(void);
extern "C" const char *__asan_default_options(void)
{
	return "new_delete_type_mismatch=0";
}
#endif

namespace {

const struct {
	const char *type;
	xap_status status;
} error_types[] = {
	{"DatabaseLockError", XAP_LOCKED},      {"DatabaseModifiedError", XAP_MODIFIED},
	{"DatabaseCorruptError", XAP_CORRUPT},  {"DatabaseOpeningError", XAP_CORRUPT},
	{"DatabaseVersionError", XAP_CORRUPT},  {"DatabaseNotFoundError", XAP_CORRUPT},
	{"DocNotFoundError", XAP_NOT_FOUND},
};

bool says(const char *text, int error) noexcept
{
	return text != nullptr && strstr(text, strerror(error)) != nullptr;
}

} // namespace

xap_status xap::status_of(const Xapian::Error &e) noexcept
{
	const char *reason = e.get_error_string(), *text = e.get_msg().c_str();

	if (says(reason, ENOSPC) || says(text, ENOSPC) || says(reason, EDQUOT) || says(text, EDQUOT))
		return XAP_FULL;
	for (const auto &row : error_types)
		if (strcmp(row.type, e.get_type()) == 0)
			return row.status;
	return XAP_FAILED;
}

Xapian::Database xap::open_all(const char *const *paths, size_t count)
{
	Xapian::Database all;

	for (size_t i = 0; i < count; i++)
		all.add_database(Xapian::Database(paths[i], Xapian::DB_BACKEND_GLASS));
	return all;
}

enum xap_status xap_compact(const char *const *from, size_t count, const char *to, char **error)
{
	message said;
	struct stat st;

	if (count == 0 || lstat(to, &st) == 0)
		return told(refuse(said, count == 0 ? "nothing to compact" : "the target exists"), said, error);
	return told(guard(said, [&] { open_all(from, count).compact(to); }), said, error);
}

enum xap_status xap_check(const char *path, size_t *errors, char **error)
{
	message said;
	xap_status status;

	*errors = 0;
	status = guard(said, [&] { *errors = Xapian::Database::check(path); });
	/* Most damage makes the check itself throw, as a plain DatabaseError. */
	if (status == XAP_FAILED)
		status = XAP_CORRUPT;
	if (status != XAP_OK && *errors == 0)
		*errors = 1;
	return told(status, said, error);
}

const char *xap_version(void)
{
	return Xapian::version_string();
}
