#include "indexer/commands.h"

#include "store/build.h"
#include "store/files.h"
#include "text/warn.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

int command_fail(char *error)
{
	warn("%s", error);
	free(error);
	return STATUS_FAILED;
}

bool command_write(struct span bytes)
{
	if (fwrite(bytes.data, 1, bytes.len, stdout) == bytes.len)
		return true;
	warn("cannot write the output: %s", strerror(errno));
	return false;
}

int command_finish(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	warn("cannot write the output: %s", strerror(errno));
	return STATUS_FAILED;
}

char *command_index(const struct options *o)
{
	return o->index != NULL ? mem_strdup(o->index) : index_default_path();
}

bool command_build(const char *given, uint32_t *number, char **error)
{
	const char *digits = span_starts(span_of(given), "build-") ? given + strlen("build-") : given;
	char *end;
	unsigned long n = strtoul(digits, &end, 10);

	if (*digits < '0' || *digits > '9' || *end != '\0' || n == 0 || n > UINT32_MAX) {
		*error = error_message("\"%s\" is no build: say a number such as 7", given);
		return false;
	}
	*number = (uint32_t)n;
	return true;
}
