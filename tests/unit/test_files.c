/* Files, folders and word lists on disk, SHA-256. */
#include "store/listfiles.h"
#include "store/sha256.h"
#include "text/name.h"
#include "tests/unit/scratch.h"
#include "tests/unit/tap.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

static char *top;

static char *at(const char *name)
{
	return path_join(top, name);
}

static void put(const char *name, const char *content)
{
	char *path = at(name), *error;

	if (!file_write(path, span_of(content), &error)) {
		tap_ok(false, "%s", error);
		free(error);
	}
	free(path);
}

/* A failure must have said why; the message is freed. */
static void refused(bool good, char **error, const char *part, const char *name)
{
	bool said = !good && *error != NULL && strstr(*error, part) != NULL;

	tap_ok(said, "%s: %s", name, good ? "not refused" : *error);
	if (!good)
		free(*error);
	*error = NULL;
}

static void test_read(void)
{
	char *path = at("read"), *folder = at("folder"), *fifo = at("fifo"), *error = NULL;
	struct buf out;

	buf_init(&out);
	put("read", "ten bytes.");
	tap_ok(file_read(path, 10, &out, &error) && strcmp(out.data, "ten bytes.") == 0, "as many bytes as allowed");
	refused(file_read(path, 9, &out, &error), &error, "more than 9 bytes", "one fewer allowed");
	tap_ok(out.len == 0, "nothing is handed out then");
	refused(file_read("/no/such", 9, &out, &error), &error, "cannot read /no/such: No such file", "no file");
	folder_make(folder, &error);
	refused(file_read(folder, 9, &out, &error), &error, "it is a folder", "a folder");
	tap_ok(mkfifo(fifo, 0600) == 0, "a FIFO");
	refused(file_read(fifo, 9, &out, &error), &error, "not a regular file", "does not hang");
	refused(file_read("/dev/zero", 9, &out, &error), &error, "not a regular file", "a device");
	buf_release(&out);
	free(path);
	free(folder);
	free(fifo);
}

static void test_map(void)
{
	char *path = at("map"), *empty = at("empty"), *folder = at("folder"), *error = NULL;
	struct span bytes;

	put("map", "ten bytes.");
	tap_ok(file_map(path, 10, &bytes, &error) && span_eq_str(bytes, "ten bytes."), "as many bytes as allowed, mapped");
	file_unmap(bytes);
	refused(file_map(path, 9, &bytes, &error), &error, "more than 9 bytes", "one fewer allowed, mapped");
	put("empty", "");
	tap_ok(file_map(empty, 9, &bytes, &error) && bytes.len == 0, "an empty file");
	file_unmap(bytes);
	refused(file_map("/no/such", 9, &bytes, &error), &error, "cannot read /no/such: No such file", "no file, mapped");
	refused(file_map(folder, 9, &bytes, &error), &error, "it is a folder", "a folder, mapped");
	free(path);
	free(empty);
	free(folder);
}

static void test_write(void)
{
	char *path = at("written"), *inner = at("nowhere/file"), *error = NULL;
	struct buf out;

	buf_init(&out);
	tap_ok(file_write(path, span_of("one"), &error), "written");
	refused(file_write(path, span_of("two"), &error), &error, "File exists", "what exists is not overwritten");
	tap_ok(file_replace(path, span_of("three"), &error), "but replaced");
	file_read(path, 100, &out, &error);
	tap_ok(strcmp(out.data, "three") == 0, "with the new content");
	refused(file_write(inner, span_of("x"), &error), &error, "cannot write", "no folder");
	refused(file_replace(inner, span_of("x"), &error), &error, "cannot write", "nor to replace in");
	if (access("/dev/full", W_OK) == 0) {
		refused(file_replace("/dev/full/x", span_of("x"), &error), &error, "Not a directory", "no folder");
		tap_ok(access("/dev/full", W_OK) == 0, "a device survives");
	}
	buf_release(&out);
	free(path);
	free(inner);
}

static void test_folders(void)
{
	char *deep = at("a/b/c"), *a = at("a"), *outside = at("outside"), *link_path = at("a/b/link"), *error = NULL;
	char *kept = at("outside/kept"), **names;
	size_t count;

	tap_ok(folder_make(deep, &error) && folder_make(deep, &error), "made with parents, twice");
	put("a/file", "x");
	put("a/b/z", "x");
	put("a/b/c/x", "x");
	folder_make(outside, &error);
	put("outside/kept", "x");
	tap_ok(symlink(outside, link_path) == 0, "a link in it");
	tap_ok(folder_names(a, &names, &count, &error) && count == 2 && strcmp(names[0], "b") == 0 &&
		       strcmp(names[1], "file") == 0,
	       "names in order");
	names_free(names, count);
	tap_ok(folder_files(a, &names, &count, &error) && count == 3 && strcmp(names[0], "b/c/x") == 0 &&
		       strcmp(names[1], "b/z") == 0 && strcmp(names[2], "file") == 0,
	       "all files, links to folders not followed");
	names_free(names, count);
	tap_ok(folder_sync(a, &error) && folder_sync_all(a, &error), "synced");
	refused(folder_make(kept, &error), &error, "Not a directory", "a file is no folder");
	tap_ok(folder_remove(a, &error) && access(a, F_OK) != 0, "removed");
	tap_ok(access(kept, F_OK) == 0, "what a link pointed to is not");
	refused(folder_remove(a, &error), &error, "No such file", "removed twice");
	refused(folder_names(a, &names, &count, &error), &error, "No such file", "its names");
	refused(folder_files(a, &names, &count, &error), &error, "No such file", "its files");
	refused(folder_sync(a, &error), &error, "No such file", "synced");
	free(deep);
	free(a);
	free(outside);
	free(link_path);
	free(kept);
}

static void test_join(void)
{
	static const char *const cases[][3] = {{"a", "b", "a/b"}, {"a/", "b", "a/b"}, {"/", "b", "/b"}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *path = path_join(cases[i][0], cases[i][1]);

		tap_ok(strcmp(path, cases[i][2]) == 0, "%s and %s", cases[i][0], cases[i][1]);
		free(path);
	}
}

/* ---- SHA-256: FIPS 180-4's own examples ---- */

static void test_sha256(void)
{
	static const char abc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
	static const char nothing[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
	struct range parts[] = {{0, 1}, {3, 3}, {5, 7}};
	char hex[SHA256_HEX + 1], *path = at("abc"), *folder = at("");

	sha256_hex(hex, span_of("abc"));
	tap_ok(strcmp(hex, abc) == 0, "abc");
	sha256_hex(hex, span_make(NULL, 0));
	tap_ok(strcmp(hex, nothing) == 0, "nothing");
	sha256_ranges(hex, span_of("a1234bc"), parts, 3);
	tap_ok(strcmp(hex, abc) == 0, "three ranges, one after the other");
	sha256_ranges(hex, span_of("a"), NULL, 0);
	tap_ok(strcmp(hex, nothing) == 0, "no ranges");
	put("abc", "abc");
	tap_ok(sha256_file(hex, path) && strcmp(hex, abc) == 0, "a file");
	tap_ok(!sha256_file(hex, "/no/such") && errno == ENOENT, "no file");
	tap_ok(!sha256_file(hex, folder) && errno == EISDIR, "a folder");
	free(path);
	free(folder);
}

/* ---- word lists ---- */

/* Whether the lists of a folder can be opened and know "the" and, or not, "packed". */
static bool opens(const char *folder, bool packed)
{
	const struct language *en = language_find(span_of("en"));
	char *error = NULL;
	struct lists *l = listfiles_open(folder, &error);
	bool good = l != NULL && lists_is_stop(l, en, span_of("the")) && lists_is_stop(l, en, span_of("packed")) == packed;

	free(error);
	lists_free(l);
	return good;
}

static void damage(const char *path)
{
	char *error = NULL;
	struct buf bytes;

	buf_init(&bytes);
	file_read(path, 1 << 20, &bytes, &error);
	bytes.data[bytes.len - 1] ^= 1;
	file_replace(path, buf_span(&bytes), &error);
	buf_release(&bytes);
	free(error);
}

static bool has_names(const char *folder)
{
	struct name_lists *names = listfiles_names(folder);
	bool good = names != NULL && name_is_ordinary(names, span_of("court")) && !name_is_ordinary(names, span_of("Kurt"));

	name_lists_free(names);
	return good;
}

static bool has_instruments(const char *folder)
{
	struct instruments *in = listfiles_instruments(folder);
	bool good = in != NULL && instruments_has(in, span_of("upr")) && !instruments_has(in, span_of("opr"));

	instruments_free(in);
	return good;
}

static bool has_aliases(const char *folder)
{
	struct aliases *a = listfiles_aliases(folder);
	struct span ids[ALIAS_IDS_MAX];
	bool good = a != NULL && span_eq_str(aliases_id(a, ALIAS_PUBLISHER, span_of("the Bodies")), "body") &&
	            aliases_id(a, ALIAS_COUNTRY, span_of("Bodies")).len == 0 &&
	            aliases_find(a, ALIAS_PUBLISHER, span_of("BOTH"), ids) == 2;

	aliases_free(a);
	return good;
}

/* The pieces that a query opens when it needs them: their name, and whether a folder's has what was put there. */
static void test_pieces(const char *folder, bool written)
{
	static const struct {
		const char *name;
		bool (*has)(const char *folder);
	} pieces[] = {{"packed_names", has_names}, {"packed_instruments", has_instruments}, {"packed_aliases", has_aliases}};

	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		char *path = path_join(folder, pieces[i].name);

		tap_ok(pieces[i].has(folder) == written, "%s: %s", pieces[i].name, written ? "is read" : "not there yet");
		if (written) {
			damage(path);
			tap_ok(!pieces[i].has(folder), "%s: a damaged one is not used", pieces[i].name);
			unlink(path);
		}
		free(path);
	}
}

static void add_to_set(struct list_set *set)
{
	char *error = NULL;

	name_lists_add(set->names, span_of("lexicon/capitals.txt"), span_of("Court\n"), &error);
	instruments_add(set->instruments, span_of("lexicon/instruments.tsv"),
	                span_of("upr\trules\t-\t0\ten: Universal Periodic Review\n"), &error);
	aliases_add(set->aliases, span_of("lexicon/publishers.tsv"), span_of("body\tBodies;Both\tx\nother\tBoth\tx\n"), &error);
}

/* The piece is read where it is whole, else the lists it was made of. */
static void test_opened(struct lists *lists, const char *folder)
{
	char *error = NULL, *name = path_join(folder, "packed");
	struct list_set set = {lists, instruments_new(), name_lists_new(), aliases_new()};

	tap_ok(opens(folder, false), "opened without a packed piece");
	lists_add(lists, span_of("stopwords/en.txt"), span_of("packed\n"), &error);
	add_to_set(&set);
	test_pieces(folder, false);
	tap_ok(listfiles_pack(&set, folder, &error), "packed");
	test_pieces(folder, true);
	name_lists_free(set.names);
	instruments_free(set.instruments);
	aliases_free(set.aliases);
	tap_ok(opens(folder, true), "opened from it");
	damage(name);
	tap_ok(opens(folder, false), "a damaged one is not used");
	unlink(name);
	free(name);
	free(error);
	refused((lists = listfiles_open("/no/such", &error)) != NULL, &error, "/no/such", "none at all");
}

static void test_lists(void)
{
	char *folder = at("share"), *copy = at("copy"), *lexicon = at("share/lexicon/more"), *error = NULL, *found;
	char *stops = at("share/stopwords"), *bad = at("copy/stopwords/zz.txt"), **names;
	char *shared = at("shared"), *english = at("copy/stopwords/en.txt");
	struct stat was, is;
	struct lists *lists = lists_new();
	size_t count;

	folder_make(lexicon, &error);
	refused((found = listfiles_find(folder, &error)) != NULL, &error, "lexicon and stopwords", "half a folder");
	folder_make(stops, &error);
	put("share/stopwords/en.txt", "# comment\nthe\nof\n");
	put("share/stopwords/.en.txt", "rubbish");
	put("share/stopwords/en.txt~", "rubbish");
	put("share/lexicon/more/abbreviations.tsv", "# nothing\n");
	put("share/README", "rubbish");
	found = listfiles_find(folder, &error);
	tap_ok(found != NULL && strcmp(found, folder) == 0, "the folder given");
	free(found);
	tap_ok(listfiles_copy(folder, copy, false, &error), "copied");
	tap_ok(folder_files(copy, &names, &count, &error) && count == 2 &&
		       strcmp(names[0], "lexicon/more/abbreviations.tsv") == 0 &&
		       strcmp(names[1], "stopwords/en.txt") == 0,
	       "the lists and nothing else");
	names_free(names, count);
	tap_ok(listfiles_read(lists, copy, &error), "read");
	test_opened(lists, copy);
	tap_ok(lists_is_stop(lists, language_find(span_of("en")), span_of("the")), "a word of theirs");
	tap_ok(!lists_is_stop(lists, language_find(span_of("en")), span_of("rubbish")), "and none of the other files");
	refused(listfiles_read(lists, "/no/such", &error), &error, "/no/such", "no lists");
	refused(listfiles_copy(folder, copy, false, &error), &error, "File exists", "a copy is not overwritten");
	tap_ok(stat(english, &was) == 0 && was.st_nlink == 1, "a copy is its own");
	tap_ok(listfiles_copy(copy, shared, true, &error) && stat(english, &is) == 0 && is.st_nlink == 2,
	       "but for one that is shared");
	refused(listfiles_copy(copy, shared, true, &error), &error, "File exists", "which is not overwritten either");
	lists_free(lists);
	free(folder);
	free(copy);
	free(shared);
	free(english);
	free(lexicon);
	free(stops);
	free(bad);
}

int main(void)
{
	top = scratch_make();
	test_read();
	test_map();
	test_write();
	test_folders();
	test_join();
	test_sha256();
	test_lists();
	scratch_remove(top);
	return tap_done();
}
