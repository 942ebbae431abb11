/*
 * make_tables: writes break_tables.h, on standard output, from the Unicode
 * character database. A program of its own, for developers; the result is
 * committed. Usage: make_tables [/usr/share/unicode] >text/break_tables.h
 *
 * A table is two-staged: code points in blocks of 128; the first stage has the
 * number of each block, the second the different blocks, a byte a code point.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CODE_POINTS 0x110000
#define BLOCK 128
#define BLOCKS (CODE_POINTS / BLOCK)
#define LINE_MAX_BYTES 1024
#define PICTOGRAPH 0x20 /* a flag beside the word classes */

static const char notice[] =
        "/*\n"
        " * break_tables.h: Word_Break, Sentence_Break and Extended_Pictographic of every\n"
        " * code point. To be used by words.c only. Written by make_tables.c: do not edit.\n"
        " *\n"
        " * Made from, and so a modified form of, Unicode data files:\n";

static const char licence[] =
        " *\n"
        " * Copyright © 1991-2022 Unicode, Inc. All rights reserved.\n"
        " * Distributed under the Terms of Use in https://www.unicode.org/copyright.html.\n"
        " *\n"
        " * Permission is hereby granted, free of charge, to any person obtaining a copy\n"
        " * of the Unicode data files and any associated documentation (the \"Data Files\")\n"
        " * or Unicode software and any associated documentation (the \"Software\") to deal\n"
        " * in the Data Files or Software without restriction, including without\n"
        " * limitation the rights to use, copy, modify, merge, publish, distribute, and/or\n"
        " * sell copies of the Data Files or Software, and to permit persons to whom the\n"
        " * Data Files or Software are furnished to do so, provided that either (a) this\n"
        " * copyright and permission notice appear with all copies of the Data Files or\n"
        " * Software, or (b) this copyright and permission notice appear in associated\n"
        " * Documentation.\n"
        " *\n"
        " * THE DATA FILES AND SOFTWARE ARE PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND,\n"
        " * EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF\n"
        " * MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT OF THIRD\n"
        " * PARTY RIGHTS. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR HOLDERS INCLUDED IN\n"
        " * THIS NOTICE BE LIABLE FOR ANY CLAIM, OR ANY SPECIAL INDIRECT OR CONSEQUENTIAL\n"
        " * DAMAGES, OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS,\n"
        " * WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING\n"
        " * OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THE DATA FILES OR\n"
        " * SOFTWARE.\n"
        " *\n"
        " * Except as contained in this notice, the name of a copyright holder shall not\n"
        " * be used in advertising or otherwise to promote the sale, use or other dealings\n"
        " * in these Data Files or Software without prior written authorization of the\n"
        " * copyright holder.\n"
        " */\n";

/* A value's number is its place here; the first is what code points not listed have. */
static const char *const word_names[] = {
        "Other", "CR", "LF", "Newline", "Extend", "ZWJ", "Format", "Katakana", "Hebrew_Letter",
        "ALetter", "Single_Quote", "Double_Quote", "MidNumLet", "MidLetter", "MidNum", "Numeric",
        "ExtendNumLet", "Regional_Indicator", "WSegSpace", NULL};

static const char *const sentence_names[] = {
        "Other", "CR", "LF", "Sep", "Extend", "Format", "Sp", "Lower", "Upper", "OLetter",
        "Numeric", "ATerm", "SContinue", "STerm", "Close", NULL};

static void fail(const char *what, const char *which)
{
	fprintf(stderr, "make_tables: %s: %s\n", which, what);
	exit(2);
}

static FILE *open_data(const char *folder, const char *name)
{
	char path[4096];
	FILE *in;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	in = fopen(path, "r");
	if (in == NULL)
		fail("cannot be opened", path);
	return in;
}

/* The place of a name in a list; names that are not there are an error: a newer Unicode. */
static unsigned char number_of(const char *const *names, const char *name)
{
	for (unsigned i = 0; names[i] != NULL; i++)
		if (strcmp(names[i], name) == 0)
			return (unsigned char)i;
	fail("unknown property value", name);
	return 0;
}

/* Reads "0041..005A ; ALetter # ..." into first, last and name. False for lines with no data. */
static bool read_entry(const char *line, unsigned long *first, unsigned long *last, char name[64])
{
	char *end;

	*first = *last = strtoul(line, &end, 16);
	if (end == line)
		return false;
	if (strncmp(end, "..", 2) == 0)
		*last = strtoul(end + 2, &end, 16);
	if (sscanf(end, " ; %63[A-Za-z_]", name) != 1 || *first > *last || *last >= CODE_POINTS)
		fail("cannot be read", line);
	return true;
}

/* Sets the class of every code point that a file names. */
static void read_classes(const char *folder, const char *file, const char *const *names,
                         unsigned char *class)
{
	FILE *in = open_data(folder, file);
	char line[LINE_MAX_BYTES], name[64];
	unsigned long first, last;

	while (fgets(line, sizeof line, in) != NULL)
		if (read_entry(line, &first, &last, name))
			memset(class + first, number_of(names, name), last - first + 1);
	fclose(in);
}

static void read_pictographs(const char *folder, const char *file, unsigned char *class)
{
	FILE *in = open_data(folder, file);
	char line[LINE_MAX_BYTES], name[64];
	unsigned long first, last;

	while (fgets(line, sizeof line, in) != NULL)
		if (read_entry(line, &first, &last, name) &&
		    strcmp(name, "Extended_Pictographic") == 0)
			for (unsigned long cp = first; cp <= last; cp++)
				class[cp] |= PICTOGRAPH;
	fclose(in);
}

/* Prints the names of the enumeration: "WORD_ALETTER = 9,". */
static void write_names(const char *prefix, const char *const *names)
{
	printf("\nenum {\n");
	for (unsigned i = 0; names[i] != NULL; i++) {
		printf("\t%s_", prefix);
		for (const char *c = names[i]; *c != '\0'; c++)
			putchar(*c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c);
		printf(" = %u,\n", i);
	}
	printf("};\n");
}

static void write_bytes(const unsigned char *bytes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		printf("%s%u,", i % 24 == 0 ? "\n\t" : "", bytes[i]);
}

/* Numbers the different blocks in the order of first use; returns how many there are. */
static unsigned number_blocks(const unsigned char *class, unsigned char number[BLOCKS],
                              const unsigned char *different[256])
{
	unsigned count = 0, i;

	for (size_t block = 0; block < BLOCKS; block++) {
		for (i = 0; i < count; i++)
			if (memcmp(different[i], class + block * BLOCK, BLOCK) == 0)
				break;
		if (i == 256)
			fail("more than 256 different blocks", "table");
		if (i == count)
			different[count++] = class + block * BLOCK;
		number[block] = (unsigned char)i;
	}
	return count;
}

static void write_table(const char *name, const unsigned char *class)
{
	static unsigned char number[BLOCKS];
	const unsigned char *different[256];
	unsigned count = number_blocks(class, number, different);

	printf("\nstatic const unsigned char %s_block[%d] = {", name, BLOCKS);
	write_bytes(number, BLOCKS);
	printf("\n};\n\nstatic const unsigned char %s_class[%u][BREAK_BLOCK] = {", name, count);
	for (unsigned i = 0; i < count; i++) {
		printf("\n\t{");
		write_bytes(different[i], BLOCK);
		printf("\n\t},");
	}
	printf("\n};\n");
}

/* The files' own first two lines name and date them; emoji-data.txt has its version further down. */
static void write_provenance(const char *folder, const char *file)
{
	FILE *in = open_data(folder, file);
	char line[LINE_MAX_BYTES];

	for (int i = 0; i < 2 && fgets(line, sizeof line, in) != NULL; i++)
		printf(" *\t%s", line + strspn(line, "# "));
	fclose(in);
}

int main(int argc, char **argv)
{
	static unsigned char word[CODE_POINTS], sentence[CODE_POINTS];
	const char *folder = argc > 1 ? argv[1] : "/usr/share/unicode";

	read_classes(folder, "auxiliary/WordBreakProperty.txt", word_names, word);
	read_pictographs(folder, "emoji/emoji-data.txt", word);
	read_classes(folder, "auxiliary/SentenceBreakProperty.txt", sentence_names, sentence);

	fputs(notice, stdout);
	write_provenance(folder, "auxiliary/WordBreakProperty.txt");
	write_provenance(folder, "auxiliary/SentenceBreakProperty.txt");
	write_provenance(folder, "emoji/emoji-data.txt");
	fputs(licence, stdout);
	printf("#ifndef TEXT_BREAK_TABLES_H\n#define TEXT_BREAK_TABLES_H\n");
	printf("\n#define BREAK_BLOCK %d\n#define WORD_PICTOGRAPH %d\n", BLOCK, PICTOGRAPH);
	write_names("WORD", word_names);
	write_names("SENTENCE", sentence_names);
	write_table("word", word);
	write_table("sentence", sentence);
	printf("\n#endif\n");
	return fflush(stdout) != 0 || ferror(stdout) ? 2 : 0;
}
