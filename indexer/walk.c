#include "indexer/walk.h"

#include "store/build.h"
#include "store/files.h"
#include "text/warn.h"

#include <assert.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

void walk_init(struct walk *w)
{
	memset(w, 0, sizeof *w);
	failures_init(&w->failures);
	strmap_init(&w->seen);
	buf_init(&w->names);
}

void walk_release(struct walk *w)
{
	for (size_t i = 0; i < w->root_count; i++)
		free(w->roots[i]);
	free(w->roots);
	for (size_t i = 0; i < w->folder_count; i++) {
		free(w->folders[i].path);
		free(w->folders[i].name);
	}
	free(w->folders);
	free(w->files);
	buf_release(&w->names);
	for (size_t i = 0; i < w->catalogue_count; i++) {
		free(w->catalogues[i].path);
		free(w->catalogues[i].folder);
		free(w->catalogues[i].file);
	}
	free(w->catalogues);
	failures_release(&w->failures);
	strmap_release(&w->seen);
}

void walk_leave_out(struct walk *w, const char *const *excludes, size_t count, const char *index)
{
	struct stat st;

	w->excludes = excludes;
	w->exclude_count = count;
	if (stat(index, &st) != 0)
		return;
	w->index_device = (uint64_t)st.st_dev;
	w->index_inode = (uint64_t)st.st_ino;
}

static bool is_excluded(const struct walk *w, const char *name, const char *base)
{
	for (size_t i = 0; i < w->exclude_count; i++)
		if (fnmatch(w->excludes[i], base, 0) == 0 || fnmatch(w->excludes[i], name, 0) == 0)
			return true;
	return false;
}

static bool is_index(const struct walk *w, const struct stat *st)
{
	return w->index_inode != 0 && w->index_inode == (uint64_t)st->st_ino &&
	       w->index_device == (uint64_t)st->st_dev;
}

static char *escaped(const char *name)
{
	struct buf b;

	buf_init(&b);
	escape_name(&b, span_of(name));
	return b.data;
}

static void fail(struct walk *w, const char *name, const char *reason)
{
	char *file = escaped(name);

	failures_add(&w->failures, span_of(file), span_of(reason));
	free(file);
}

static const char *base_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

bool path_is_below(const char *root, const char *path)
{
	size_t len = strlen(root);

	if (len != 0 && root[len - 1] == '/')
		len--; /* the root of all */
	return strncmp(root, path, len) == 0 && (path[len] == '\0' || path[len] == '/');
}

bool walk_reaches(const struct walk *w, const char *root, const char *path)
{
	const char *name, *end;
	bool reached = path_is_below(root, path);

	if (!reached)
		return false;
	end = name = path + strlen(root);
	name += *name == '/';
	while (reached && *end != '\0') {
		char *part;

		end = strchrnul(end + 1, '/');
		part = mem_spandup(span_make(name, (size_t)(end - name)));
		reached = base_of(part)[0] != '.' && !is_excluded(w, part, base_of(part));
		free(part);
	}
	return reached;
}

static void add_catalogue(struct walk *w, const char *path, const char *name, uint32_t root)
{
	struct walked_catalogue c = {mem_strdup(path), NULL, escaped(name), root};

	c.folder = mem_spandup(span_make(name, (size_t)(base_of(name) - name)));
	ARRAY_GROW(w->catalogues, w->catalogue_count, w->catalogue_cap);
	w->catalogues[w->catalogue_count++] = c;
}

/* What of a path is before its last part, which is at `base`; without the slash, but for the root of all. */
static char *folder_above(const char *path, const char *base)
{
	size_t len = (size_t)(base - path);

	return mem_spandup(span_make(path, len > 1 ? len - 1 : len));
}

/* The folder's place: that of the file before, nearly always. */
static uint32_t folder_of(struct walk *w, const char *path, const char *name, uint32_t root)
{
	struct walked_folder f = {folder_above(path, base_of(path)), folder_above(name, base_of(name)), root};
	const struct walked_folder *last = w->folder_count == 0 ? NULL : &w->folders[w->folder_count - 1];

	if (last != NULL && last->root == root && strcmp(last->path, f.path) == 0) {
		free(f.path);
		free(f.name);
	} else {
		ARRAY_GROW(w->folders, w->folder_count, w->folder_cap);
		w->folders[w->folder_count++] = f;
	}
	return (uint32_t)w->folder_count - 1;
}

static void add_walked(struct walk *w, const char *path, const char *name, uint32_t root, uint64_t size)
{
	struct walked_file f = {.size = size, .name = (uint32_t)w->names.len};
	const char *base = base_of(path);

	f.folder = folder_of(w, path, name, root) & (uint32_t)INT32_MAX;
	assert(w->names.len <= UINT32_MAX && w->folder_count <= INT32_MAX);
	buf_add(&w->names, base, strlen(base) + 1);
	ARRAY_GROW(w->files, w->count, w->cap);
	w->files[w->count++] = f;
	w->bytes += size;
}

static void add_file(struct walk *w, const char *path, const char *name, uint32_t root,
                     const struct stat *st)
{
	bool is_new = true;

	if (w->nested)
		strmap_put(&w->seen, span_of(path), &is_new);
	if (!is_new)
		return;
	if (strcmp(base_of(name), CATALOGUE_NAME) == 0) {
		add_catalogue(w, path, name, root);
		return;
	}
	add_walked(w, path, name, root, (uint64_t)st->st_size);
}

static const char *refusal(mode_t mode)
{
	if (S_ISLNK(mode))
		return "a symbolic link, which is not followed: name what it points to";
	if (S_ISFIFO(mode))
		return "a FIFO, not a file";
	if (S_ISSOCK(mode))
		return "a socket, not a file";
	return "a device, not a file";
}

static void walk_folder(struct walk *w, const char *path, const char *name, uint32_t root);

/* Takes up one thing below a root; `name` is its path below the root, never empty for a file. */
static void walk_one(struct walk *w, const char *path, const char *name, uint32_t root,
                     const struct stat *st)
{
	if (S_ISDIR(st->st_mode))
		walk_folder(w, path, name, root);
	else if (S_ISREG(st->st_mode))
		add_file(w, path, name, root, st);
	else
		fail(w, name, refusal(st->st_mode));
}

static void walk_entry(struct walk *w, const char *path, const char *name, uint32_t root)
{
	struct stat st;

	if (base_of(name)[0] == '.' || is_excluded(w, name, base_of(name)))
		return;
	if (lstat(path, &st) != 0)
		fail(w, name, strerror(errno));
	else if (!is_index(w, &st))
		walk_one(w, path, name, root, &st);
}

static void walk_folder(struct walk *w, const char *path, const char *name, uint32_t root)
{
	char **names, *error = NULL;
	size_t count;

	if (build_is_index(path)) {
		warn("%s is an index, and is left out", path);
		return;
	}
	if (strcmp(base_of(name), CATALOGUE_NAME) == 0)
		fail(w, name, "a folder, and no catalogue");
	if (!folder_names(path, &names, &count, &error)) {
		fail(w, name, error);
		free(error);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		char *entry = path_join(path, names[i]);
		char *below = name[0] == '\0' ? mem_strdup(names[i]) : path_join(name, names[i]);

		walk_entry(w, entry, below, root);
		free(entry);
		free(below);
	}
	names_free(names, count);
}

/* The absolute paths of what was given, sorted, each once. */
static bool find_roots(struct walk *w, char *const *paths, size_t count, char **error)
{
	size_t kept = 0;

	w->roots = mem_alloc(count * sizeof *w->roots);
	for (size_t i = 0; i < count; i++) {
		char *root = realpath(paths[i], NULL);

		if (root != NULL)
			w->roots[w->root_count++] = root;
		if (root == NULL || access(root, R_OK) != 0) {
			*error = file_error("read", paths[i]);
			return false;
		}
	}
	qsort(w->roots, w->root_count, sizeof *w->roots, strings_cmp);
	for (size_t i = 0; i < w->root_count; i++) {
		if (kept != 0 && strcmp(w->roots[kept - 1], w->roots[i]) == 0)
			free(w->roots[i]);
		else
			w->roots[kept++] = w->roots[i];
	}
	w->root_count = kept;
	return true;
}

/* Whether one of the folders above a root is a root. */
static bool is_nested(const struct strmap *roots, const char *root)
{
	for (size_t len = strlen(root); len > 1;) {
		while (len > 1 && root[len - 1] != '/')
			len--;
		len -= len > 1; /* the folder's name without the slash; that of the root of all is one */
		if (strmap_get(roots, span_make(root, len)) != NULL)
			return true;
	}
	return false;
}

static void find_nested(struct walk *w)
{
	struct strmap roots;

	strmap_init(&roots);
	for (size_t i = 0; i < w->root_count; i++)
		strmap_put(&roots, span_of(w->roots[i]), NULL);
	for (size_t i = 0; i < w->root_count && !w->nested; i++)
		w->nested = is_nested(&roots, w->roots[i]);
	strmap_release(&roots);
}

static bool walk_root(struct walk *w, uint32_t root, char **error)
{
	const char *path = w->roots[root];
	char **names;
	size_t count;
	struct stat st;

	if (stat(path, &st) != 0) {
		*error = file_error("read", path);
		return false;
	}
	if (S_ISDIR(st.st_mode)) {
		if (!folder_names(path, &names, &count, error))
			return false;
		names_free(names, count);
	}
	walk_one(w, path, S_ISDIR(st.st_mode) ? "" : base_of(path), root, &st);
	return true;
}

bool walk_paths(struct walk *w, char *const *paths, size_t count, char **error)
{
	if (!find_roots(w, paths, count, error))
		return false;
	find_nested(w);
	for (uint32_t i = 0; i < w->root_count; i++)
		if (!walk_root(w, i, error))
			return false;
	strmap_release(&w->seen);
	return true;
}

void input_make(struct input *input, const struct walk *w, size_t place)
{
	const struct walked_file *f = &w->files[place];
	const struct walked_folder *folder = &w->folders[f->folder];
	const char *base = w->names.data + f->name;
	size_t len = strlen(base) + (folder->name[0] != '\0' ? strlen(folder->name) + 1 : 0);
	char *file;

	*input = (struct input){.root = folder->root, .size = f->size, .known = f->known};
	input->path = path_join(folder->path, base);
	input->name = input->path + strlen(input->path) - len;
	file = escaped(input->name);
	input->file = strcmp(file, input->name) == 0 ? input->name : file;
	if (input->file != file)
		free(file);
}

void input_release(struct input *input)
{
	if (input->file != input->name)
		free(input->file);
	free(input->path);
}

bool walk_file_below(const struct walk *w, size_t place, const char *root)
{
	struct input input;
	bool below;

	input_make(&input, w, place);
	below = path_is_below(root, input.path);
	input_release(&input);
	return below;
}
