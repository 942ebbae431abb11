/* hrindex: builds an index of human-rights reports, and tells what is in it. */
#include "indexer/commands.h"

#include "store/files.h"
#include "store/limits.h"
#include "store/xap.h"

#include <signal.h>
#include <stdio.h>

static const struct command {
	const char *name;
	unsigned bit;
	size_t most; /* arguments that it takes */
	int (*run)(const struct options *);
	const char *arguments;
	const char *summary;
} commands[] = {
	{"build", FOR_BUILD, SIZE_MAX, build_command,
	 "[-i INDEX] [--catalogue FILE] [--language L] [--jobs N] [--exclude GLOB]... [--one-passage]\n          [--no-bulk] [--golden FILE] [--force] [--json] PATH...",
	 "read files and folders into a new build of the index, and make it live"},
	{"update", FOR_UPDATE, SIZE_MAX, update_command, "[-i INDEX] [--jobs N] [--prune] [--golden FILE] [--force] [--json] [PATH...]",
	 "read what is new or changed in the build's own paths, and in new ones; drop what is gone"},
	{"remove", FOR_REMOVE, SIZE_MAX, remove_command, "[-i INDEX] [--force] [--json] SOURCE...",
	 "take sources out, by the ids that list prints; updates leave them out too"},
	{"rollback", FOR_ROLLBACK, 1, rollback_command, "[-i INDEX] [--json] [BUILD]",
	 "go back to the build before, or to BUILD; the last three are kept"},
	{"diff", FOR_DIFF, 2, diff_command, "[-i INDEX] [--json] [OLD NEW]",
	 "the passages, metadata and provisions added, removed and changed since the build before"},
	{"list", FOR_LIST, 0, list_command, "[-i INDEX] [--json|--csv] [--failed]",
	 "the sources with their metadata; or what could not be read, and why"},
	{"export", FOR_EXPORT, 0, export_command, "[-i INDEX]", "every passage, in source order, as JSON lines"},
	{"check", FOR_CHECK, 0, check_command, "[-i INDEX] [--sandbox]",
	 "compare the index with its hashes, counts and content digest"},
};

#define COMMAND_NAMES "build, update, remove, rollback, diff, list, export and check"
#define COMMANDS (sizeof commands / sizeof *commands)

static const struct command *find_command(const char *name)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

static int print_help(void)
{
	puts("hrindex: build an index of human-rights reports for hrsearch\n");
	for (size_t i = 0; i < COMMANDS; i++)
		printf("  hrindex %s %s\n      %s\n", commands[i].name, commands[i].arguments,
		       commands[i].summary);
	puts("\n"
	     "  -i, --index INDEX    the index's folder (default: $HRSEARCH_INDEX, else\n"
	     "                       ${XDG_DATA_HOME:-~/.local/share}/hrsearch)\n"
	     "  --catalogue FILE     metadata of the sources (CSV); a catalogue.csv in a PATH is found by itself\n"
	     "  --language L         language (ISO 639-1) of sources that do not say\n"
	     "  --jobs N             worker processes (default: the number of cores)\n"
	     "  --exclude GLOB       leave out files whose name or path below PATH matches\n"
	     "  --one-passage        each source is one passage\n"
	     "  --no-bulk            let Xapian write the index, passage by passage: slower, the same content;\n"
	     "                       --bulk: never so, not even for a few files\n"
	     "  --lexicon DIR        the folder that holds lexicon/ and stopwords/\n"
	     "  --golden FILE        queries and what they must find, or the new build is not made live\n"
	     "  --force              make it live all the same\n"
	     "  --prune              update: also drop what was in places that cannot be read now\n"
	     "  --json               list, diff: JSON lines; build, update, remove, rollback: what happens, as it\n"
	     "                       happens, as JSON lines\n"
	     "  --sandbox            print what holds the processes that parse foreign files, and check nothing else\n"
	     "  --quiet              no progress and no summary\n"
	     "  --help, --version\n\n"
	     "Status: 0 all was read, 1 some files were not (each is named), 2 failed and the live\n"
	     "build is as it was. See hrindex(1).");
	return command_finish(STATUS_OK);
}

static int print_version(void)
{
	printf("hrindex %s (Xapian %s)\n", VERSION, xap_version());
	return command_finish(STATUS_OK);
}

/* Runs the command, or says what is wrong with the command line. */
static int run(const struct options *o)
{
	const struct command *c;
	const char *stray;

	if (o->help)
		return print_help();
	if (o->version)
		return print_version();
	if (o->command == NULL)
		return command_fail(error_message("no command given: " COMMAND_NAMES " (see hrindex --help)"));
	c = find_command(o->command);
	if (c == NULL)
		return command_fail(error_message(
			"no command \"%s\": there are " COMMAND_NAMES " (see hrindex --help)",
			o->command));
	stray = options_stray(o, c->bit);
	if (stray != NULL)
		return command_fail(error_message("--%s does not belong to \"%s\" (see hrindex --help)", stray, c->name));
	if (o->argument_count > c->most)
		return command_fail(error_message("\"%s\" takes no argument \"%s\"", c->name, o->arguments[c->most]));
	return c->run(o);
}

int main(int argc, char **argv)
{
	struct options o;
	char *error;
	int status;

	files_hold_standard();
	if (!limits_stack(&error))
		return command_fail(error);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* a file as large as may be is a failed write, too */
	if (options_read(&o, argc, argv, &error))
		status = run(&o);
	else
		status = command_fail(error);
	options_release(&o);
	return status;
}
