#include "store/manifest_files.h"
#include "store/plain.h"
#include "store/sha256.h"
#include "text/utf8.h"

#include <stdlib.h>

static const char opening[] = "\n \"files\": [", closing[] = "\n ]";

static bool plain_file(struct plain *p, struct manifest_file *file)
{
	struct span name, sha256;
	bool good = plain_take(p, "\n  {\n   \"name\": ") && plain_string(p, &name) && plain_take(p, ",\n   \"sha256\": ") &&
	            plain_string(p, &sha256) && sha256.len == SHA256_HEX && plain_take(p, ",\n   \"size\": ") &&
	            plain_number(p, &file->size) && plain_take(p, "\n  }") && utf8_valid(name) && utf8_valid(sha256);

	if (!good)
		return false;
	memcpy(file->sha256, sha256.data, sha256.len);
	file->sha256[sha256.len] = '\0';
	file->name = mem_spandup(name);
	return true;
}

bool manifest_take_files(struct manifest *m, struct span json, struct buf *rest)
{
	const char *found = memmem(json.data, json.len, opening, sizeof opening - 1), *first;
	struct plain p = plain_of(json);
	size_t cap = 0;

	if (found == NULL)
		return false;
	first = p.at = found + sizeof opening - 1;
	do {
		ARRAY_GROW(m->files, m->file_count, cap);
		if (!plain_file(&p, &m->files[m->file_count]))
			return false;
		m->file_count++;
	} while (plain_take(&p, ","));
	if (!plain_take(&p, closing))
		return false;
	buf_add(rest, json.data, (size_t)(first - json.data));
	buf_add(rest, p.at - 1, (size_t)(p.end - p.at) + 1);
	return true;
}
