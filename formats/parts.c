#include "formats/parts.h"

#include <stdlib.h>

#include "formats/child.h"
#include "formats/held.h"
#include "formats/module.h"
#include "formats/parts_message.h"
#include "formats/readers.h"
#include "text/strmap.h"
#include "text/utf8.h"

bool part_name_may_have(int32_t cp)
{
	return cp != '/' && cp != '\\' && cp != UTF8_REPLACEMENT && (cp == ' ' || utf8_is_printable(cp));
}

/* ---- in the child ---- */

struct task {
	mail_take_apart_function *take_apart;
	struct span mail;
};

static void work(struct child_job *job, struct buf *answer)
{
	const struct task *t = job->context;

	t->take_apart(answer, t->mail);
}

/* ---- in the parent: what arrives is trusted in nothing ---- */

static bool name_holds(struct span name, struct strmap *seen)
{
	bool is_new = false;
	int32_t cp;

	if (name.len == 0 || name.len > 2 * PART_NAME_MAX || name.data[0] == '.' || !utf8_valid(name))
		return false;
	for (size_t at = 0; at < name.len;) {
		at += utf8_decode(name, at, &cp);
		if (!part_name_may_have(cp))
			return false;
	}
	strmap_put(seen, name, &is_new);
	return is_new;
}

static bool take(struct span *rest, uint64_t len, struct span *out)
{
	if (len > rest->len)
		return false;
	*out = span_make(rest->data, (size_t)len);
	*rest = span_make(rest->data + len, rest->len - (size_t)len);
	return true;
}

static bool take_part(struct parts *p, struct span *rest, struct strmap *seen)
{
	struct span head, name, bytes;
	struct part_head h;

	if (!take(rest, sizeof h, &head))
		return false;
	memcpy(&h, head.data, sizeof h);
	if (p->count == PARTS_MAX || !take(rest, h.name, &name) || !take(rest, h.bytes, &bytes) || !name_holds(name, seen))
		return false;
	p->items[p->count++] = (struct part){mem_spandup(name), bytes};
	return true;
}

static bool take_parts(struct parts *p)
{
	struct span rest = buf_span(&p->memory), head;
	struct strmap seen;
	uint64_t left_out;
	bool good = take(&rest, sizeof left_out, &head);

	strmap_init(&seen);
	p->items = mem_alloc(PARTS_MAX * sizeof *p->items);
	while (good && rest.len != 0)
		good = take_part(p, &rest, &seen);
	if (good) {
		memcpy(&left_out, head.data, sizeof left_out);
		p->left_out = left_out > PARTS_LEFT_OUT_MAX ? PARTS_LEFT_OUT_MAX : (size_t)left_out;
	}
	strmap_release(&seen);
	return good;
}

bool parts_read(struct parts *p, struct span mail, char **reason)
{
	struct child_job job;
	struct held held;
	struct task task = {.mail = mail};
	void *address = module_symbol(READERS_MODULE, MAIL_PARTS_SYMBOL, reason);
	bool good;

	*p = (struct parts){.items = NULL};
	buf_init(&p->memory);
	if (address == NULL)
		return false;
	memcpy(&task.take_apart, &address, sizeof address); /* ISO C has no cast from an object's address to a function's */
	child_job_init(&job, work, &task);
	held_init(&held);
	held_open_mail(&held, mail);
	good = child_run(&job, &p->memory, reason);
	held_release(&held);
	if (good && !take_parts(p)) {
		*reason = mem_strdup("its reader gave a damaged answer");
		good = false;
	}
	return good;
}

void parts_release(struct parts *p)
{
	for (size_t i = 0; i < p->count; i++)
		free((char *)(uintptr_t)p->items[i].name);
	free(p->items);
	buf_release(&p->memory);
	*p = (struct parts){.items = NULL};
}

static const struct part *part_named(const struct parts *p, struct span name)
{
	for (size_t i = 0; i < p->count; i++)
		if (span_eq_str(name, p->items[i].name))
			return &p->items[i];
	return NULL;
}

bool parts_find(struct buf *out, struct span mail, const char *path, char **reason)
{
	struct parts p;
	const char *slash = strchr(path, '/');
	struct span name = span_make(path, slash == NULL ? strlen(path) : (size_t)(slash - path));
	const struct part *part = NULL;
	bool good = parts_read(&p, mail, reason);

	if (good && (part = part_named(&p, name)) == NULL) {
		*reason = mem_strdup("it is not attached any more");
		good = false;
	}
	if (good && slash != NULL)
		good = parts_find(out, part->bytes, slash + 1, reason);
	else if (good)
		buf_add_span(out, part->bytes);
	parts_release(&p);
	return good;
}
