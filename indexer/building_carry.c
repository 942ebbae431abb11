#include "indexer/building.h"

#include "indexer/crew.h"
#include "store/sha256.h"

bool building_carriers(struct building *b, char **error)
{
	b->carriers = b->at_once < CARRIERS ? 1 : CARRIERS;
	if (b->copied == NULL)
		b->copied = crew_counter_new(error);
	return b->copied != NULL;
}

bool building_carry_work(struct building *b, unsigned number, int fd, char **error)
{
	const struct carrier c = {number, b->carriers, b->copied};

	return base_carry(b->base, &b->build, &b->lists, &c, fd, error);
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
	return building_carry_work(context, number, fd, error);
}

static void carry_hear(void *context, const struct message *m)
{
	struct building *b = context;

	if (!building_carry_hear(b, m))
		tally_hear(&b->tally, m);
}

void building_carry_beside(void *context)
{
	const struct building *b = context;

	base_entries(b->base);
}

/* The texts that are shared have the hashes that the base noted. */
static void know_shared(struct building *b)
{
	const struct manifest *m = &b->base->opened.build.manifest;

	for (size_t i = 0; i < m->file_count; i++)
		if (base_shares(b->base, m->files[i].name))
			build_know_hash(&b->build, span_of(m->files[i].name), span_make(m->files[i].sha256, SHA256_HEX));
}

bool building_carry(struct building *b, char **error)
{
	struct crew crew = {0, "copying what stays", b, carry_work, carry_hear, building_tick, building_carry_beside};
	bool good;

	if (b->base == NULL)
		return true;
	if (!b->carried && !building_carriers(b, error))
		return false;
	crew.count = b->carriers;
	progress_init(&b->progress, &b->events, b->options->quiet, "Copying", 0, 0);
	good = b->carried || building_run(b, &crew, error);
	progress_wipe(&b->progress);
	if (good)
		know_shared(b);
	return good;
}
