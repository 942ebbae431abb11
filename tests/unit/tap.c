#include "tests/unit/tap.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static unsigned failed;

bool tap_ok(bool good, const char *format, ...)
{
	va_list args;

	failed += !good;
	fputs(good ? "ok - " : "not ok - ", stdout);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	return good;
}

void tap_skip(const char *why, const char *format, ...)
{
	va_list args;

	fputs("ok - ", stdout);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	printf(" # SKIP %s\n", why);
}

void tap_note(const char *format, ...)
{
	va_list args;

	fputs("# ", stdout);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
}

size_t tap_scale(size_t full)
{
	return getenv("UNDER_VALGRIND") == NULL ? full : full / 50 + 1;
}

size_t tap_hunt(size_t full)
{
	return getenv("HUNTED_ELSEWHERE") == NULL ? full : full / 4 + 1;
}

int tap_done(void)
{
	return failed != 0;
}
