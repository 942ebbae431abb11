#include "indexer/building.h"

#include "indexer/crew.h"

bool building_carry_work(struct building *b, int fd, char **error)
{
	return base_carry(b->base, &b->build, &b->lists, fd, error);
}

bool building_carry_hear(struct building *b, const struct message *m)
{
	struct digest part;

	if (m->kind == WIRE_GONE_NAMES) {
		name_counts_decode_taken(&b->base->names, m->fields[0]);
	} else if (m->kind == WIRE_GONE_DIGEST && m->fields[0].len == sizeof part) {
		memcpy(&part, m->fields[0].data, sizeof part);
		digest_subtract(&b->base->digest, &part);
	} else {
		return false;
	}
	return true;
}

static bool carry_work(void *context, unsigned number, int fd, char **error)
{
	(void)number;
	return building_carry_work(context, fd, error);
}

static void carry_hear(void *context, const struct message *m)
{
	struct building *b = context;

	if (!building_carry_hear(b, m))
		tally_hear(&b->tally, m);
}

bool building_carry(struct building *b, char **error)
{
	struct crew crew = {1, "copying what stays", b, carry_work, carry_hear, building_tick};
	bool good;

	if (b->base == NULL)
		return true;
	progress_init(&b->progress, &b->events, b->options->quiet, "Copying", 0, 0);
	good = b->carried || building_run(b, &crew, error);
	progress_wipe(&b->progress);
	return good;
}
