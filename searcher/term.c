#include "searcher/term.h"

struct xap_query *term_query(enum schema_prefix prefix, struct span value)
{
	struct xap_query *query;
	struct buf term;

	buf_init(&term);
	schema_term(&term, prefix, value);
	query = xap_query_term(buf_span(&term), 1);
	buf_release(&term);
	return query;
}

enum xap_status term_frequency(const struct library *l, enum schema_prefix prefix, struct span value, uint32_t *passages)
{
	enum xap_status status;
	struct buf term;

	*passages = 0;
	buf_init(&term);
	schema_term(&term, prefix, value);
	status = xap_reader_frequency(l->passages, buf_span(&term), passages);
	buf_release(&term);
	return status;
}

bool term_occurs(const struct library *l, enum schema_prefix prefix, struct span value)
{
	uint32_t passages;
	enum xap_status status = term_frequency(l, prefix, value, &passages);

	return (status != XAP_OK && status != XAP_NOT_FOUND) || passages != 0;
}
