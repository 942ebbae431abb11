#include "store/listfiles.h"
#include "store/files.h"
#include "store/sha256.h"
#include "text/name.h"

#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define LIST_BYTES_MAX ((size_t)16 * 1024 * 1024) /* of one list */

static const char *const folders[] = {"lexicon", "stopwords"};

#define PACKED "packed"
#define PACKED_NAMES "packed_names"
#define PACKED_INSTRUMENTS "packed_instruments"
#define PACKED_ALIASES "packed_aliases"
#define PACKED_BYTES_MAX ((size_t)256 * 1024 * 1024)

#define FOLDERS (sizeof folders / sizeof *folders)

static bool holds_lists(const char *folder)
{
	bool good = true;

	for (size_t i = 0; good && i < FOLDERS; i++) {
		char *path = path_join(folder, folders[i]);
		struct stat st;

		good = stat(path, &st) == 0 && S_ISDIR(st.st_mode);
		free(path);
	}
	return good;
}

/* The folder of the running executable; allocated, NULL if the system does not tell. */
static char *own_folder(void)
{
	char path[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);

	if (len < 0)
		return NULL;
	path[len] = '\0';
	return mem_strdup(dirname(path));
}

char *listfiles_find(const char *given, char **error)
{
	char *own, *shared;

	if (given != NULL) {
		if (holds_lists(given))
			return mem_strdup(given);
		*error = error_message("%s does not hold the folders lexicon and stopwords", given);
		return NULL;
	}
	own = own_folder();
	if (own == NULL) {
		*error = error_message("cannot tell where the word lists are (%s): say --lexicon FOLDER",
				       strerror(errno));
		return NULL;
	}
	shared = path_join(own, "../share/hrsearch");
	if (holds_lists(shared)) {
		free(own);
		return shared;
	}
	free(shared);
	if (holds_lists(own))
		return own;
	*error = error_message("no word lists in %s/../share/hrsearch nor in %s: say --lexicon FOLDER", own,
			       own);
	free(own);
	return NULL;
}

/* Lists only: not an editor's backup or hidden file. */
static bool is_list(const char *name)
{
	const char *base = strrchr(name, '/');
	struct span s = span_of(name);

	base = base == NULL ? name : base + 1;
	return *base != '.' && (span_ends(s, ".txt") || span_ends(s, ".tsv"));
}

static bool visit_list(const char *folder, const char *name, list_visit *visit, void *context, char **error)
{
	char *path = path_join(folder, name);
	struct buf content;
	bool good;

	buf_init(&content);
	good = file_read(path, LIST_BYTES_MAX, &content, error) &&
	       visit(context, name, buf_span(&content), error);
	buf_release(&content);
	free(path);
	return good;
}

static bool visit_all(const char *folder, list_visit *visit, void *context, char **error)
{
	bool good = true;

	for (size_t f = 0; good && f < FOLDERS; f++) {
		char *path = path_join(folder, folders[f]), **names;
		size_t count;

		good = folder_files(path, &names, &count, error);
		for (size_t i = 0; good && i < count; i++) {
			char *name = path_join(folders[f], names[i]);

			if (is_list(name))
				good = visit_list(folder, name, visit, context, error);
			free(name);
		}
		names_free(names, count);
		free(path);
	}
	return good;
}

/* False: with *error, it cannot be read; without, there is none. */
static bool map_list(const char *folder, const char *name, struct span *content, char **error)
{
	char *path = path_join(folder, name);
	bool good = file_map(path, LIST_BYTES_MAX, content, error);

	if (!good && access(path, F_OK) != 0) {
		free(*error);
		*error = NULL;
	}
	free(path);
	return good;
}

bool listfiles_one(const char *folder, const char *name, list_visit *visit, void *context, char **error)
{
	struct span content;
	bool good = map_list(folder, name, &content, error);

	if (!good)
		return *error == NULL;
	good = visit(context, name, content, error);
	file_unmap(content);
	return good;
}

static bool add_list(void *context, const char *name, struct span content, char **error)
{
	return lists_add(context, span_of(name), content, error);
}

bool listfiles_read(struct lists *l, const char *folder, char **error)
{
	return visit_all(folder, add_list, l, error);
}

static bool write_piece(const char *folder, const char *name, struct span bytes, char **error)
{
	char *path = path_join(folder, name);
	bool good = file_write(path, bytes, error);

	free(path);
	return good;
}

static void pack_words(const struct list_set *set, struct buf *out)
{
	lists_pack(set->words, out);
}

static void pack_names(const struct list_set *set, struct buf *out)
{
	name_lists_pack(set->names, out);
}

static void pack_instruments(const struct list_set *set, struct buf *out)
{
	instruments_pack(set->instruments, out);
}

static void pack_aliases(const struct list_set *set, struct buf *out)
{
	aliases_pack(set->aliases, out);
}

bool listfiles_pack(const struct list_set *set, const char *folder, char **error)
{
	static const struct {
		const char *name;
		void (*pack)(const struct list_set *set, struct buf *out);
	} pieces[] = {{PACKED, pack_words},
	              {PACKED_NAMES, pack_names},
	              {PACKED_INSTRUMENTS, pack_instruments},
	              {PACKED_ALIASES, pack_aliases}};
	struct buf piece;
	bool good = true;

	buf_init(&piece);
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces && good; i++) {
		buf_clear(&piece);
		pieces[i].pack(set, &piece);
		good = write_piece(folder, pieces[i].name, buf_span(&piece), error);
	}
	buf_release(&piece);
	return good;
}

/* Maps a piece; false: there is none, or it cannot be read. */
static bool map_piece(const char *folder, const char *name, struct span *bytes)
{
	char *path = path_join(folder, name), *error = NULL;
	bool good = file_map(path, PACKED_BYTES_MAX, bytes, &error);

	free(error);
	free(path);
	return good;
}

static struct lists *read_packed(const char *folder)
{
	struct span bytes;

	return map_piece(folder, PACKED, &bytes) ? lists_unpack(bytes, file_unmap) : NULL;
}

struct name_lists *listfiles_names(const char *folder)
{
	struct span bytes;

	return map_piece(folder, PACKED_NAMES, &bytes) ? name_lists_unpack(bytes, file_unmap) : NULL;
}

struct instruments *listfiles_instruments(const char *folder)
{
	struct span bytes;

	return map_piece(folder, PACKED_INSTRUMENTS, &bytes) ? instruments_unpack(bytes, file_unmap) : NULL;
}

struct aliases *listfiles_aliases(const char *folder)
{
	struct span bytes;

	return map_piece(folder, PACKED_ALIASES, &bytes) ? aliases_unpack(bytes, file_unmap) : NULL;
}

struct lists *listfiles_open(const char *folder, char **error)
{
	struct lists *l = read_packed(folder);

	if (l != NULL)
		return l;
	l = lists_new();
	if (listfiles_read(l, folder, error))
		return l;
	lists_free(l);
	return NULL;
}

static bool add_to_set(void *context, const char *name, struct span content, char **error)
{
	struct list_set *set = context;

	return lists_add(set->words, span_of(name), content, error) &&
	       instruments_add(set->instruments, span_of(name), content, error) &&
	       name_lists_add(set->names, span_of(name), content, error) &&
	       aliases_add(set->aliases, span_of(name), content, error);
}

bool list_set_read(struct list_set *set, const char *folder, char **error)
{
	set->words = lists_new();
	set->instruments = instruments_new();
	set->names = name_lists_new();
	set->aliases = aliases_new();
	return visit_all(folder, add_to_set, set, error);
}

void list_set_release(struct list_set *set)
{
	lists_free(set->words);
	instruments_free(set->instruments);
	name_lists_free(set->names);
	aliases_free(set->aliases);
	memset(set, 0, sizeof *set);
}

static bool add_hash(void *context, const char *name, struct span content, char **error)
{
	char sha256[SHA256_HEX + 1];

	(void)error;
	sha256_hex(sha256, content);
	buf_addf(context, "%s %s\n", name, sha256);
	return true;
}

bool listfiles_compare(const char *a, const char *b, bool *same, char **error)
{
	struct buf first, second;
	bool good;

	buf_init(&first);
	buf_init(&second);
	good = visit_all(a, add_hash, &first, error) && visit_all(b, add_hash, &second, error);
	*same = span_eq(buf_span(&first), buf_span(&second));
	buf_release(&first);
	buf_release(&second);
	return good;
}

struct copying {
	const char *from, *to;
	bool share;
};

static bool copy_list(void *context, const char *name, struct span content, char **error)
{
	const struct copying *c = context;
	char *from = path_join(c->from, name), *path = path_join(c->to, name), *parent = mem_strdup(path);
	bool good = folder_make(dirname(parent), error) &&
	            ((c->share && link(from, path) == 0) || file_write(path, content, error));

	free(parent);
	free(path);
	free(from);
	return good;
}

bool listfiles_copy(const char *folder, const char *to, bool share, char **error)
{
	struct copying c = {folder, to, share};
	bool good = true;

	/* Both folders, even if there is no list in one: what listfiles_read looks for. */
	for (size_t f = 0; good && f < FOLDERS; f++) {
		char *path = path_join(to, folders[f]);

		good = folder_make(path, error);
		free(path);
	}
	return good && visit_all(folder, copy_list, &c, error);
}
