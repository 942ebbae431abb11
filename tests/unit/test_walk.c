/* test_walk: what is kept of each file that is found is enough to make its paths again. */
#include "indexer/walk.h"
#include "store/files.h"
#include "tests/unit/scratch.h"
#include "tests/unit/tap.h"

#include <libgen.h>
#include <stdlib.h>

/* Below the scratch folder, in the order of a walk of "lib"; of each its name below that, and its escaped name. */
static const struct file_case {
	const char *path, *name, *file;
} files[] = {
	{"lib/a.txt", "a.txt", "a.txt"},
	{"lib/b/a.txt", "b/a.txt", "b/a.txt"},
	{"lib/b/c/d.txt", "b/c/d.txt", "b/c/d.txt"},
	{"lib/b/d.txt", "b/d.txt", "b/d.txt"},
	{"lib/c.txt", "c.txt", "c.txt"},
	{"lib/d\n/100%.txt", "d\n/100%.txt", "d%0A/100%25.txt"},
	{"lib/d\n/e.txt", "d\n/e.txt", "d%0A/e.txt"},
	{"lib/e.txt", "e.txt", "e.txt"},
};

#define FILES (sizeof files / sizeof *files)

static void make_files(const char *top)
{
	char *error = NULL;

	for (size_t i = 0; i < FILES; i++) {
		char *path = path_join(top, files[i].path), *copy = mem_strdup(path);

		tap_ok(folder_make(dirname(copy), &error) && file_write(path, span_of("text"), &error), "%s is made", files[i].file);
		free(error);
		error = NULL;
		free(copy);
		free(path);
	}
}

static void walk_of(struct walk *w, const char *top, const char *below)
{
	char *path = path_join(top, below), *error = NULL;

	walk_init(w);
	walk_leave_out(w, NULL, 0, "/nowhere");
	tap_ok(walk_paths(w, &path, 1, &error), "%s is walked", below);
	free(error);
	free(path);
}

static void is_input(const struct walk *w, size_t place, const char *path, const char *name, const char *file)
{
	struct input input;

	input_make(&input, w, place);
	tap_ok(strcmp(input.path, path) == 0, "the path of %s", file);
	tap_ok(strcmp(input.name, name) == 0, "its name");
	tap_ok(strcmp(input.file, file) == 0, "its name, escaped");
	tap_ok(input.root == 0 && input.size == 4 && input.part == NULL && input.known == NULL, "and the rest");
	input_release(&input);
}

static void a_folder(const char *top)
{
	struct walk w;

	walk_of(&w, top, "lib");
	tap_ok(w.count == FILES && w.bytes == 4 * FILES, "all files are found");
	for (size_t i = 0; i < FILES && i < w.count; i++) {
		char *path = path_join(top, files[i].path);

		is_input(&w, i, path, files[i].name, files[i].file);
		free(path);
	}
	tap_ok(w.folder_count < w.count, "a folder is kept once for files that follow each other");
	tap_ok(walk_file_below(&w, 1, w.roots[0]) && !walk_file_below(&w, 1, "/nowhere"), "what is below what");
	walk_release(&w);
}

static void a_file(const char *top)
{
	struct walk w;
	char *path = path_join(top, "lib/b/a.txt");

	walk_of(&w, top, "lib/b/a.txt");
	tap_ok(w.count == 1, "a root that is a file is one");
	is_input(&w, 0, path, "a.txt", "a.txt");
	walk_release(&w);
	free(path);
}

int main(void)
{
	char *top = scratch_make();

	make_files(top);
	a_folder(top);
	a_file(top);
	tap_ok(sizeof(struct walked_file) <= 24, "a file takes few bytes");
	scratch_remove(top);
	return tap_done();
}
