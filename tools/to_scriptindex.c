/*
 * to_scriptindex: reads the JSON lines of `hrindex export`, writes the same
 * passages as scriptindex reads them. For tools/bench.
 */
#include <jansson.h>
#include <stdio.h>

static void field(const char *name, const char *value)
{
	printf("%s=", name);
	for (; *value != '\0'; value++) {
		putchar(*value);
		if (*value == '\n')
			putchar('=');
	}
	putchar('\n');
}

int main(void)
{
	json_error_t error;
	json_t *passage;

	while ((passage = json_loadf(stdin, JSON_DISABLE_EOF_CHECK, &error)) != NULL) {
		field("id", json_string_value(json_object_get(passage, "id")));
		field("text", json_string_value(json_object_get(passage, "text")));
		putchar('\n');
		json_decref(passage);
	}
	return ferror(stdout) || fclose(stdout) != 0;
}
