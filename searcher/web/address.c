#include "searcher/web/address.h"

#include "store/files.h"

#include <arpa/inet.h>
#include <strings.h>

#define LOOPBACK "127.0.0.1"
#define HOST_MAX 255 /* bytes of a name */

static bool read_port(struct span text, uint16_t *port)
{
	unsigned long n = 0;

	if (text.len == 0 || text.len > 5)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] < '0' || text.data[i] > '9')
			return false;
		n = n * 10 + (unsigned long)(text.data[i] - '0');
	}
	*port = (uint16_t)n;
	return n <= UINT16_MAX;
}

/* Parts "host:port" at its last colon outside brackets; no colon: it is all host. */
static void part(struct span text, struct span *host, struct span *port, bool *has_port)
{
	size_t at = text.len;

	while (at > 0 && text.data[at - 1] != ':' && text.data[at - 1] != ']')
		at--;
	*has_port = at > 0 && text.data[at - 1] == ':';
	*host = *has_port ? span_make(text.data, at - 1) : text;
	*port = *has_port ? span_make(text.data + at, text.len - at) : span_make("", 0);
	if (host->len >= 2 && host->data[0] == '[' && host->data[host->len - 1] == ']')
		return;
	if (memchr(host->data, ':', host->len) != NULL)
		*host = span_make("", 0); /* an IPv6 address without its brackets */
}

/* Takes an address in numbers; an IPv6 one stands in brackets. */
static bool read_numbers(struct address *a, struct span host, uint16_t port)
{
	char text[INET6_ADDRSTRLEN + 2];

	memset(a, 0, sizeof *a);
	if (host.len == 0 || host.len >= sizeof text)
		return false;
	memcpy(text, host.data, host.len);
	text[host.len] = '\0';
	if (*text == '[') {
		text[host.len - 1] = '\0';
		a->of.v6.sin6_family = AF_INET6;
		a->of.v6.sin6_port = htons(port);
		a->length = sizeof a->of.v6;
		return inet_pton(AF_INET6, text + 1, &a->of.v6.sin6_addr) == 1;
	}
	a->of.v4.sin_family = AF_INET;
	a->of.v4.sin_port = htons(port);
	a->length = sizeof a->of.v4;
	return inet_pton(AF_INET, text, &a->of.v4.sin_addr) == 1;
}

bool address_read(struct address *a, const char *text, char **error)
{
	struct span host, port, whole = span_of(text);
	uint16_t number = 0;
	bool has_port;

	if (read_port(whole, &number))
		return read_numbers(a, span_of(LOOPBACK), number);
	part(whole, &host, &port, &has_port);
	if (span_eq_str(host, "localhost"))
		host = span_of(LOOPBACK);
	if (has_port && read_port(port, &number) && read_numbers(a, host, number))
		return true;
	*error = error_message("--serve %s: write an address in numbers and a port, such as 127.0.0.1:8080 or "
	                       "[::1]:8080",
	                       text);
	return false;
}

bool address_is_loopback(const struct address *a)
{
	if (a->of.any.sa_family == AF_INET6)
		return IN6_IS_ADDR_LOOPBACK(&a->of.v6.sin6_addr);
	return ntohl(a->of.v4.sin_addr.s_addr) >> 24 == 127;
}

static uint16_t address_port(const struct address *a)
{
	return ntohs(a->of.any.sa_family == AF_INET6 ? a->of.v6.sin6_port : a->of.v4.sin_port);
}

void address_write(struct buf *out, const struct address *a)
{
	char text[INET6_ADDRSTRLEN] = "";

	if (a->of.any.sa_family == AF_INET6) {
		inet_ntop(AF_INET6, &a->of.v6.sin6_addr, text, sizeof text);
		buf_addf(out, "[%s]:%u", text, (unsigned)address_port(a));
	} else {
		inet_ntop(AF_INET, &a->of.v4.sin_addr, text, sizeof text);
		buf_addf(out, "%s:%u", text, (unsigned)address_port(a));
	}
}

static bool is_name(struct span host, const char *name)
{
	return host.len == strlen(name) && strncasecmp(host.data, name, host.len) == 0;
}

bool host_is_ours(struct span host, const char *const *names, size_t count)
{
	struct span name, port;
	struct address a;
	uint16_t number;
	bool has_port;

	if (host.len == 0 || host.len > HOST_MAX)
		return false;
	part(host, &name, &port, &has_port);
	if (has_port && !read_port(port, &number))
		return false;
	if (name.len == 0)
		return false;
	for (size_t i = 0; i < count; i++)
		if (is_name(name, names[i]))
			return true;
	return is_name(name, "localhost") || read_numbers(&a, name, 0);
}
