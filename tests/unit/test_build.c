/*
 * Builds: opened, switched, pruned, locked; what is said when one is damaged; and
 * that a kill at any step, or a full disk, leaves the old build or the new one.
 */
#include "store/build.h"
#include "store/schema.h"
#include "store/sha256.h"
#include "tests/unit/scratch.h"
#include "tests/unit/tap.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char *top;

/* ---- A kill at the n-th step: these stand in for the C library's own. ---- */

#define KILLED 99 /* exit status of a process that was "killed" */

static unsigned steps_left; /* 0: none is counted */

static void step(void)
{
	if (steps_left != 0 && --steps_left == 0)
		_exit(KILLED);
}

int rename(const char *from, const char *to)
{
	step();
	return renameat(AT_FDCWD, from, AT_FDCWD, to);
}

/* Counted, but not done, for the test's speed: a kill is no power cut. */
int fsync(int fd)
{
	step();
	return fcntl(fd, F_GETFD) < 0 ? -1 : 0;
}

int unlink(const char *path)
{
	step();
	return unlinkat(AT_FDCWD, path, 0);
}

int rmdir(const char *path)
{
	step();
	return unlinkat(AT_FDCWD, path, AT_REMOVEDIR);
}

int mkdir(const char *path, mode_t mode)
{
	step();
	return mkdirat(AT_FDCWD, path, mode);
}

/* ---- helpers ---- */

static char *at(const char *name)
{
	return path_join(top, name);
}

/* Writes a file below the build; `content` NULL: `size` zero bytes. */
static bool put(const struct build *b, const char *name, const char *content, size_t size, char **error)
{
	char *path = build_file(b, name), *folder = mem_strdup(path), *zeros = NULL;
	bool good;

	*strrchr(folder, '/') = '\0';
	if (content == NULL)
		zeros = mem_zalloc(size + 1);
	good = folder_make(folder, error) &&
	       file_write(path, content == NULL ? span_make(zeros, size) : span_of(content), error);
	free(zeros);
	free(folder);
	free(path);
	return good;
}

static void fill(struct build *b, const char *program)
{
	struct manifest *m = &b->manifest;

	m->format = SCHEMA_FORMAT;
	m->analysis = SCHEMA_ANALYSIS;
	m->program = mem_strdup(program);
	m->passages = 5;
}

/* Makes a build of a few files and switches to it. */
static bool make_build(const char *index, const char *program, size_t size, char **error)
{
	struct build b;
	bool good;

	if (!build_begin(&b, index, error))
		return false;
	fill(&b, program);
	good = put(&b, "passages/postlist.glass", program, 0, error) &&
	       put(&b, "passages/flintlock", "", 0, error) && put(&b, "texts/0000", NULL, size, error) &&
	       put(&b, "lists/stopwords/en.txt", "the\n", 0, error) && put(&b, "failed", "", 0, error) &&
	       build_seal(&b, error) && build_switch(&b, error);
	if (good)
		build_close(&b);
	else
		build_abandon(&b);
	return good;
}

static void made(const char *index, const char *program)
{
	char *error = NULL;

	if (!make_build(index, program, 10, &error))
		tap_ok(false, "building %s: %s", program, error);
	free(error);
}

/* The `program` of the live build, allocated; NULL if it cannot be opened. */
static char *live(const char *index)
{
	struct build b;
	char *error = NULL, *program = NULL;

	if (build_open(&b, index, &error)) {
		program = mem_strdup(b.manifest.program);
		build_close(&b);
	} else {
		tap_note("%s", error);
	}
	free(error);
	return program;
}

static void is_live(const char *index, const char *program, const char *name)
{
	char *got = live(index);

	tap_ok(got != NULL && strcmp(got, program) == 0, "%s", name);
	free(got);
}

/* Opening must fail and say both parts. */
static void refused(const char *index, const char *part, const char *other, const char *name)
{
	struct build b;
	char *error = NULL;
	bool good = build_open(&b, index, &error);

	if (good)
		build_close(&b);
	if (!tap_ok(!good && strstr(error, part) != NULL && strstr(error, other) != NULL, "%s", name))
		tap_note("not both \"%s\" and \"%s\"", part, other);
	tap_note("%s", good ? "opened" : error);
	free(error);
}

static bool exists(const char *index, const char *name)
{
	char *path = path_join(index, name);
	bool found = access(path, F_OK) == 0;

	free(path);
	return found;
}

static void overwrite(const char *index, const char *name, const char *content)
{
	char *path = path_join(index, name), *error = NULL;

	if (!file_replace(path, span_of(content), &error))
		tap_ok(false, "%s", error);
	free(error);
	free(path);
}

static size_t count_builds(const char *index)
{
	char **names, *error;
	size_t count, builds = 0;

	if (!folder_names(index, &names, &count, &error))
		return 0;
	for (size_t i = 0; i < count; i++)
		builds += span_starts(span_of(names[i]), "build-");
	names_free(names, count);
	return builds;
}

/* ---- opening ---- */

static void test_open(void)
{
	char *index = at("deep/er/index"), *moved = at("moved"), *error = NULL;
	struct build b;
	char hash[SHA256_HEX + 1];

	made(index, "one");
	tap_ok(build_open(&b, index, &error), "opened");
	tap_ok(strcmp(b.manifest.program, "one") == 0 && b.manifest.number == 1 && b.manifest.passages == 5,
	       "what was written");
	tap_ok(b.manifest.made != NULL && strlen(b.manifest.made) == 20, "when: %s", b.manifest.made);
	tap_ok(b.manifest.file_count == 4 && strcmp(b.manifest.files[0].name, "failed") == 0 &&
		       strcmp(b.manifest.files[3].name, "texts/0000") == 0 && b.manifest.files[3].size == 10,
	       "its files in order, Xapian's lock not among them");
	sha256_hex(hash, span_of("the\n"));
	tap_ok(strcmp(b.manifest.files[1].sha256, hash) == 0, "with their hashes");
	build_close(&b);
	tap_ok(rename(index, moved) == 0, "moved");
	is_live(moved, "one", "it opens where it was moved to");
	free(index);
	free(moved);
}

/* The hash that was taken of a file before goes into the manifest; the others' are taken then. */
static void test_known_hash(void)
{
	char *index = at("known"), *error = NULL, hash[SHA256_HEX + 1], others[SHA256_HEX + 1];
	struct build b;
	bool good;

	sha256_hex(hash, span_of("stands for the file's"));
	sha256_hex(others, span_of("two"));
	good = build_begin(&b, index, &error);
	fill(&b, "one");
	good = good && put(&b, "texts/0000", "one", 0, &error) && put(&b, "texts/0001", "two", 0, &error);
	build_know_hash(&b, span_of("texts/0000"), span_of(hash));
	build_know_hash(&b, span_of("texts/0001"), span_of("no hash"));
	tap_ok(good && build_seal(&b, &error) && b.manifest.file_count == 2, "sealed");
	tap_ok(strcmp(b.manifest.files[0].sha256, hash) == 0 && b.manifest.files[0].size == 3, "a hash that was known");
	tap_ok(strcmp(b.manifest.files[1].sha256, others) == 0, "and one that was not");
	build_abandon(&b);
	free(error);
	free(index);
}

static void test_missing(void)
{
	char *index = at("none"), *file = at("file"), *error = NULL;

	refused(index, "there is no index at", "hrindex build -i", "no folder");
	refused("none there", "at none there: ", "hrindex build -i 'none there' FOLDER", "no folder, its name in two words");
	refused("-x/it's none", "at -x/it's none: ", "hrindex build -i ./'-x/it'\\''s none' FOLDER", "no folder, its name with a dash and a quote");
	refused("none/a-b_1.2", "at none/a-b_1.2: ", "hrindex build -i none/a-b_1.2 FOLDER", "no folder, its name plain");
	folder_make(index, &error);
	refused(index, "is not an index", "hrindex build", "an empty folder");
	file_write(file, span_of("x"), &error);
	refused(file, "is a file, not an index", "hrindex build", "a file");
	overwrite(index, "current", "build-1\n");
	refused(index, "current names build-1, which is not there", "hrindex build", "its build is gone");
	overwrite(index, "current", "../../etc\n");
	refused(index, "does not name a build", "cannot be opened", "a name that leads out");
	overwrite(index, "current", "build-1.new\n");
	refused(index, "does not name a build", "cannot be opened", "an unfinished one");
	overwrite(index, "current", "");
	refused(index, "does not name a build", "cannot be opened", "an empty name");
	free(index);
	free(file);
}

static void test_half_deleted(void)
{
	char *index = at("half"), *error = NULL, *texts, *manifest;

	made(index, "one");
	texts = path_join(index, "build-1/texts");
	overwrite(index, "build-1/texts/0000", "12345");
	refused(index, "texts/0000 has 5 bytes and not 10", "hrindex check", "another size");
	folder_remove(texts, &error);
	refused(index, "half-deleted", "texts/0000 is missing", "a file gone");
	overwrite(index, "build-1/manifest", "{\"analysis\":1,");
	refused(index, "manifest is damaged", "hrindex build", "a cut manifest");
	manifest = path_join(index, "build-1/manifest");
	unlink(manifest);
	refused(index, "half-deleted", "manifest is missing", "the manifest gone");
	free(texts);
	free(manifest);
	free(index);
}

static void test_unreadable(void)
{
	char *index = at("unreadable"), *current;

	made(index, "one");
	current = path_join(index, "current");
	chmod(current, 0);
	if (access(current, R_OK) == 0)
		tap_skip("root reads everything", "unreadable");
	else
		refused(index, "Permission denied", "cannot be opened", "unreadable");
	unlink(current);
	if (mkdir(current, 0777) == 0)
		refused(index, "it is a folder", "cannot be opened", "no file");
	free(current);
	free(index);
}

/* A manifest with one field changed. */
static void manifest_with(const char *from, const char *to, const char *part, const char *name)
{
	struct manifest m;
	struct buf json;
	char *error = NULL, *place;
	bool good;

	manifest_init(&m);
	m.format = SCHEMA_FORMAT;
	m.analysis = SCHEMA_ANALYSIS;
	m.files = mem_zalloc(sizeof *m.files);
	m.files[0].name = mem_strdup("a/b");
	m.file_count = 1;
	buf_init(&json);
	manifest_encode(&json, &m);
	manifest_release(&m);
	place = strstr(json.data, from);
	if (place == NULL) {
		tap_ok(false, "%s: no %s in %s", name, from, json.data);
	} else {
		struct buf changed;

		buf_init(&changed);
		buf_add(&changed, json.data, (size_t)(place - json.data));
		buf_add_str(&changed, to);
		buf_add_str(&changed, place + strlen(from));
		manifest_seal(changed.data, changed.len);
		good = manifest_decode(&m, buf_span(&changed), &error);
		tap_ok(part == NULL ? good : !good && strstr(error, part) != NULL, "%s: %s", name,
		       good ? "read" : error);
		buf_release(&changed);
	}
	free(error);
	manifest_release(&m);
	buf_release(&json);
}

/* A flipped bit anywhere in a manifest, in its white space too. */
static void test_manifest_bits(void)
{
	struct manifest m;
	struct buf json;
	size_t missed = 0;

	manifest_init(&m);
	m.format = SCHEMA_FORMAT;
	m.analysis = SCHEMA_ANALYSIS;
	m.made = mem_strdup("2026-01-01T00:00:00Z");
	buf_init(&json);
	manifest_encode(&json, &m);
	for (size_t i = 0; i < json.len; i++) {
		char *error = NULL;

		json.data[i] ^= 1;
		missed += manifest_decode(&m, buf_span(&json), &error);
		json.data[i] ^= 1;
		free(error);
	}
	tap_ok(missed == 0, "of %zu flipped bits each is noticed (%zu are not)", json.len, missed);
	manifest_release(&m);
	buf_release(&json);
}

/* What a manifest says once it is sealed, encoded again; empty: it is refused. */
static void manifest_reread(struct buf *out, struct span json)
{
	struct manifest m;
	struct buf sealed;
	char *error = NULL;

	manifest_init(&m);
	buf_init(&sealed);
	buf_add_span(&sealed, json);
	buf_clear(out);
	manifest_seal(sealed.data, sealed.len);
	if (manifest_decode(&m, buf_span(&sealed), &error))
		manifest_encode(out, &m);
	free(error);
	manifest_release(&m);
	buf_release(&sealed);
}

/* Whether it says the same with one blank more before its files, which are read by the library then. */
static bool manifest_read_alike(struct span json)
{
	static const char files[] = "\n \"files\"";
	const char *place = memmem(json.data, json.len, files, sizeof files - 1);
	struct buf plain, tree, blank;
	bool alike;

	if (place == NULL)
		return true;
	buf_init(&plain);
	buf_init(&tree);
	buf_init(&blank);
	buf_add(&blank, json.data, (size_t)(place + 1 - json.data));
	buf_add_char(&blank, ' ');
	buf_add_str(&blank, place + 1);
	manifest_reread(&plain, json);
	manifest_reread(&tree, buf_span(&blank));
	alike = span_eq(buf_span(&plain), buf_span(&tree));
	buf_release(&plain);
	buf_release(&tree);
	buf_release(&blank);
	return alike;
}

/* The list of files is read at once where it is as it was written: that says the same, whichever byte is altered. */
static void test_manifest_files(void)
{
	static const char changes[] = "\"\\,:{}[]019 z/.\n\xff";
	struct manifest m;
	struct buf json;
	size_t wrong = 0;

	manifest_init(&m);
	m.format = SCHEMA_FORMAT;
	m.analysis = SCHEMA_ANALYSIS;
	m.files = mem_zalloc(2 * sizeof *m.files);
	m.file_count = 2;
	m.files[0] = (struct manifest_file){.name = mem_strdup("a/b"), .size = INT64_MAX};
	m.files[1] = (struct manifest_file){.name = mem_strdup("слова.txt"), .size = UINT64_C(999999999999999999)};
	memset(m.files[0].sha256, 'a', 64);
	memset(m.files[1].sha256, 'b', 64);
	buf_init(&json);
	manifest_encode(&json, &m);
	tap_ok(manifest_read_alike(buf_span(&json)), "a size that only the library reads");
	m.files[0].size = 0;
	buf_clear(&json);
	manifest_encode(&json, &m);
	for (size_t i = 0; i < json.len; i++) {
		char was = json.data[i];

		for (size_t k = 0; k + 1 < sizeof changes; k++) {
			json.data[i] = changes[k];
			wrong += !manifest_read_alike(buf_span(&json));
		}
		json.data[i] = was;
	}
	tap_ok(wrong == 0, "%zu of %zu read otherwise with one byte altered", wrong, json.len * (sizeof changes - 1));
	manifest_release(&m);
	buf_release(&json);
}

#define TEXT_OF(number) #number
#define NUMBER(number) TEXT_OF(number)
#define FORMAT_FIELD "\"format\": " NUMBER(SCHEMA_FORMAT)
#define ANALYSIS_FIELD "\"analysis\": " NUMBER(SCHEMA_ANALYSIS)

static void test_manifest_errors(void)
{
	manifest_with(FORMAT_FIELD, FORMAT_FIELD, NULL, "as it is");
	manifest_with(FORMAT_FIELD, "\"format\": 2", "hrindex build", "another format");
	manifest_with(ANALYSIS_FIELD, "\"analysis\": 1", "hrindex build", "another analysis");
	manifest_with("\"files\"", "\"format\": 9999, \"file\"", "hrindex build", "a later format with other fields");
	manifest_with(FORMAT_FIELD, "\"format\": \"7\"", "damaged", "a format that is no number");
	manifest_with("\"files\"", "\"file\"", "damaged", "no files");
	manifest_with("\"size\": 0", "\"size\": -1", "damaged", "a negative size");
	manifest_with("a/b", "../b", "damaged", "a file outside");
	manifest_with("a/b", "a/../../b", "damaged", "further in");
	manifest_with("a/b", "/a", "damaged", "an absolute one");
	manifest_with("a/b", "a/..b", NULL, "a name with dots");
	manifest_with("\"passages\": 0", "\"passages\": 1.5", "damaged", "half a passage");
	manifest_with("{", "", "damaged", "no JSON");
}

static char **strings(const char *a, const char *b, size_t *count)
{
	char **list = mem_alloc(2 * sizeof *list);

	list[0] = mem_strdup(a);
	list[1] = mem_strdup(b);
	*count = 2;
	return list;
}

static void test_manifest_round_trip(void)
{
	struct manifest m, back;
	struct buf first, second;
	char *error = NULL;

	manifest_init(&m);
	manifest_init(&back);
	m.format = SCHEMA_FORMAT;
	m.analysis = SCHEMA_ANALYSIS;
	m.number = UINT32_MAX;
	m.sources = INT64_MAX;
	m.undated = 3;
	memset(m.digest, 'f', 32);
	m.roots = strings("/a b", "/not utf-8 \xff\xfe", &m.root_count);
	m.languages = strings("", "en", &m.language_count);
	m.excludes = strings("*.tmp", "\"x\"\n", &m.exclude_count);
	m.date_first = mem_strdup("2015");
	m.date_last = mem_strdup("2021-11");
	m.catalogue = mem_strdup("/caf\xe9.csv");
	m.default_language = mem_strdup("kk");
	m.one_passage = true;
	buf_init(&first);
	buf_init(&second);
	manifest_encode(&first, &m);
	tap_ok(manifest_decode(&back, buf_span(&first), &error), "decoded");
	manifest_encode(&second, &back);
	tap_ok(span_eq(buf_span(&first), buf_span(&second)), "encoded again it is the same");
	tap_ok(strcmp(back.roots[1], "/not utf-8 \xff\xfe") == 0 && strcmp(back.catalogue, "/caf\xe9.csv") == 0,
	       "paths come back byte for byte");
	tap_ok(back.sources == INT64_MAX && back.number == UINT32_MAX && back.one_passage &&
		       strcmp(back.excludes[1], "\"x\"\n") == 0 && strcmp(back.digest, m.digest) == 0 &&
		       back.program == NULL && strcmp(back.languages[0], "") == 0,
	       "and the rest");
	manifest_release(&m);
	manifest_release(&back);
	buf_release(&first);
	buf_release(&second);
}

static void test_default_path(void)
{
	static const char *const cases[][4] = {
		/* HRSEARCH_INDEX, XDG_DATA_HOME, HOME, the path */
		{"/i", "/x", "/h", "/i"},
		{"", "/x", "/h", "/x/hrsearch"},
		{NULL, "/x", "/h", "/x/hrsearch"},
		{NULL, NULL, "/h", "/h/.local/share/hrsearch"},
		{NULL, "", "/h", "/h/.local/share/hrsearch"},
		{NULL, "relative", "/h", "/h/.local/share/hrsearch"},
	};
	static const char *const names[] = {"HRSEARCH_INDEX", "XDG_DATA_HOME", "HOME"};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *path;

		for (size_t n = 0; n < 3; n++) {
			unsetenv(names[n]);
			if (cases[i][n] != NULL)
				setenv(names[n], cases[i][n], 1);
		}
		path = index_default_path();
		tap_ok(strcmp(path, cases[i][3]) == 0, "default index: %s", path);
		free(path);
	}
}

/* ---- writing ---- */

static void test_rubbish(void)
{
	char *index = at("rubbish"), *folder, *error = NULL;
	struct build b;

	made(index, "one");
	folder = path_join(index, "build-9.new/texts");
	folder_make(folder, &error);
	overwrite(index, "build-9.new/texts/0000", "x");
	overwrite(index, "current.new", "build-9\n");
	overwrite(index, "report.new", "somebody's own");
	tap_ok(build_begin(&b, index, &error), "begun");
	tap_ok(!exists(index, "build-9.new") && !exists(index, "current.new"), "what an interrupted build left is gone");
	tap_ok(exists(index, "report.new"), "other files are left alone");
	tap_ok(b.manifest.number == 2 && exists(index, "build-2.new"), "the next number");
	is_live(index, "one", "while a build is made the live one is as it was");
	build_abandon(&b);
	tap_ok(!exists(index, "build-2.new"), "an abandoned one is gone");
	is_live(index, "one", "and the live one is not");
	free(folder);
	free(index);
}

static void test_prune(void)
{
	char *index = at("prune"), name[16];

	for (int i = 1; i <= BUILDS_KEPT; i++) {
		snprintf(name, sizeof name, "%d", i);
		made(index, name);
	}
	tap_ok(count_builds(index) == BUILDS_KEPT && exists(index, "build-1"), "BUILDS_KEPT are kept");
	made(index, "next");
	tap_ok(count_builds(index) == BUILDS_KEPT && !exists(index, "build-1") && exists(index, "build-2"),
	       "one more, and the oldest is gone");
	overwrite(index, "current", "build-2\n");
	is_live(index, "2", "gone back to the oldest");
	made(index, "after");
	is_live(index, "after", "the next build is live");
	tap_ok(exists(index, "build-5") && exists(index, "build-4") && !exists(index, "build-2"),
	       "with the newest of the others");
	free(index);
}

static void test_abandon_live(void)
{
	char *index = at("abandon"), *error = NULL;
	struct build b;

	build_begin(&b, index, &error);
	fill(&b, "one");
	put(&b, "failed", "", 0, &error);
	tap_ok(build_seal(&b, &error) && build_switch(&b, &error), "switched");
	build_abandon(&b);
	is_live(index, "one", "the live build cannot be abandoned");
	build_abandon(NULL);
	free(index);
}

/* ---- the lock ---- */

static void test_lock(void)
{
	char *index = at("lock/new"), *error = NULL, mine[32];
	struct build_lock *l = build_lock(index, &error), *second;
	int status;
	pid_t child;

	tap_ok(l != NULL, "locked, the folder made");
	snprintf(mine, sizeof mine, "process %ld, since 2", (long)getpid());
	child = fork();
	if (child == 0) {
		second = build_lock(index, &error);
		_exit(second == NULL && strstr(error, mine) != NULL ? 0 : 1);
	}
	waitpid(child, &status, 0);
	tap_ok(WIFEXITED(status) && WEXITSTATUS(status) == 0, "another process is told who holds it, and since when");
	build_unlock(l);
	child = fork();
	if (child == 0)
		_exit(build_lock(index, &error) != NULL ? 0 : 1);
	waitpid(child, &status, 0);
	tap_ok(WIFEXITED(status) && WEXITSTATUS(status) == 0, "after it, it is free");
	tap_ok(exists(index, "lock"), "the file of a process that has ended");
	l = build_lock(index, &error);
	tap_ok(l != NULL, "is no lock");
	build_unlock(l);
	build_unlock(NULL);
	free(index);
}

/* ---- a kill at each step ---- */

/* One build after another in a child, killed at step n; true if it was killed. */
static bool killed_at(const char *index, unsigned n)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		char *error = NULL;

		steps_left = n;
		_exit(make_build(index, "new", 10, &error) ? 0 : 1);
	}
	waitpid(child, &status, 0);
	tap_ok(WIFEXITED(status) && WEXITSTATUS(status) != 1, "step %u: killed or done", n);
	return WIFEXITED(status) && WEXITSTATUS(status) == KILLED;
}

static void test_kills(void)
{
	unsigned n = 1, old = 0, fresh = 0;
	bool killed = true;

	for (; killed; n++) {
		char *index = at("kill"), *program, *error = NULL;

		for (int i = 0; i < BUILDS_KEPT; i++) /* so that pruning is among the steps */
			made(index, "old");
		killed = killed_at(index, n);
		program = live(index);
		if (!tap_ok(program != NULL && strcmp(program, killed ? program : "new") == 0,
			    "step %u: the index opens", n))
			break;
		old += strcmp(program, "old") == 0;
		fresh += strcmp(program, "new") == 0;
		free(program);
		made(index, "next");
		is_live(index, "next", "and takes the next build");
		tap_ok(count_builds(index) <= BUILDS_KEPT, "which leaves nothing behind");
		folder_remove(index, &error);
		free(index);
	}
	tap_note("%u steps: %u times the old build, %u times the new one", n - 1, old, fresh);
	tap_ok(old > 10 && fresh > 5, "kills both before and after the switch");
}

/* ---- a full disk ---- */

#define DISK ((size_t)1024 * 1024)

static void test_full_disk(void)
{
	char *disk = at("disk"), *index = path_join(disk, "index"), *error = NULL;

	folder_make(disk, &error);
	if (mount("none", disk, "tmpfs", 0, "size=1m") != 0) {
		tap_skip(strerror(errno), "a full disk");
	} else {
		tap_ok(make_build(index, "small", DISK / 4, &error), "a build that fits");
		tap_ok(!make_build(index, "large", DISK, &error) && strstr(error, "No space left") != NULL,
		       "one that does not");
		tap_note("%s", error);
		is_live(index, "small", "the live build is as it was");
		tap_ok(count_builds(index) == 1, "and nothing is left of the other");
		umount(disk);
	}
	free(error);
	free(index);
	free(disk);
}

int main(void)
{
	top = scratch_make();
	test_open();
	test_known_hash();
	test_missing();
	test_half_deleted();
	test_unreadable();
	test_manifest_errors();
	test_manifest_bits();
	test_manifest_files();
	test_manifest_round_trip();
	test_default_path();
	test_rubbish();
	test_prune();
	test_abandon_live();
	test_lock();
	test_kills();
	test_full_disk();
	scratch_remove(top);
	return tap_done();
}
