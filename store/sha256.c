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
	sha256_pair(out, bytes, span_make(NULL, 0));
}

void sha256_pair(char out[SHA256_HEX + 1], struct span first, struct span second)
{
	struct sha256_ctx hash;

	sha256_init(&hash);
	add(&hash, first);
	add(&hash, second);
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

static bool write_all(int fd, const char *bytes, size_t len)
{
	while (len != 0) {
		ssize_t done = write(fd, bytes, len);

		if (done < 0 && errno != EINTR)
			return false;
		bytes += done < 0 ? 0 : done;
		len -= done < 0 ? 0 : (size_t)done;
	}
	return true;
}

/* Adds what is left to read of a descriptor, and writes it to another unless that is -1; false with errno set. */
static bool add_file(struct sha256_ctx *hash, int fd, int to)
{
	char *chunk = mem_alloc(READ_CHUNK);
	ssize_t got;

	do {
		got = read(fd, chunk, READ_CHUNK);
		if (got > 0)
			add(hash, span_make(chunk, (size_t)got));
		if (got > 0 && to >= 0 && !write_all(to, chunk, (size_t)got))
			got = -2;
	} while (got > 0 || (got == -1 && errno == EINTR));
	free(chunk);
	return got == 0;
}

bool sha256_file(char out[SHA256_HEX + 1], const char *path)
{
	return sha256_copy(out, path, -1);
}

bool sha256_copy(char out[SHA256_HEX + 1], const char *path, int to)
{
	struct sha256_ctx hash;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), failure;
	bool good;

	if (fd < 0)
		return false;
	sha256_init(&hash);
	good = add_file(&hash, fd, to);
	failure = errno;
	close(fd);
	errno = failure;
	if (good)
		finish(&hash, out);
	return good;
}
