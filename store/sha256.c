#include "store/sha256.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <unistd.h>

#define READ_CHUNK ((size_t)256 * 1024)

static void finish(struct sha256_ctx *hash, char out[SHA256_HEX + 1])
{
	static const char digits[] = "0123456789abcdef";
	uint8_t bytes[SHA256_DIGEST_SIZE];

	sha256_digest(hash, sizeof bytes, bytes);
	for (size_t i = 0; i < sizeof bytes; i++) {
		out[2 * i] = digits[bytes[i] >> 4];
		out[2 * i + 1] = digits[bytes[i] & 15];
	}
	out[SHA256_HEX] = '\0';
}

static void add(struct sha256_ctx *hash, struct span bytes)
{
	if (bytes.len != 0)
		sha256_update(hash, bytes.len, (const uint8_t *)bytes.data);
}

void sha256_hex(char out[SHA256_HEX + 1], struct span bytes)
{
	struct sha256_ctx hash;

	sha256_init(&hash);
	add(&hash, bytes);
	finish(&hash, out);
}

void sha256_ranges(char out[SHA256_HEX + 1], struct span text, const struct range *ranges, size_t count)
{
	struct sha256_ctx hash;

	sha256_init(&hash);
	for (size_t i = 0; i < count; i++)
		add(&hash, span_sub(text, ranges[i]));
	finish(&hash, out);
}

/* Adds what is left to read of a descriptor; false with errno set. */
static bool add_file(struct sha256_ctx *hash, int fd)
{
	char *chunk = mem_alloc(READ_CHUNK);
	ssize_t got;

	do {
		got = read(fd, chunk, READ_CHUNK);
		if (got > 0)
			add(hash, span_make(chunk, (size_t)got));
	} while (got > 0 || (got < 0 && errno == EINTR));
	free(chunk);
	return got == 0;
}

bool sha256_file(char out[SHA256_HEX + 1], const char *path)
{
	struct sha256_ctx hash;
	int fd = open(path, O_RDONLY | O_CLOEXEC), failure;
	bool good;

	if (fd < 0)
		return false;
	sha256_init(&hash);
	good = add_file(&hash, fd);
	failure = errno;
	close(fd);
	errno = failure;
	if (good)
		finish(&hash, out);
	return good;
}
