#include "searcher/verify_quote.h"

#include "render/json.h"
#include "searcher/quote_print.h"
#include "store/files.h"
#include "store/schema.h"

#include <stdlib.h>

static struct span member(const json_t *line, const char *name)
{
	const json_t *value = json_object_get(line, name);

	return json_is_string(value) ? span_make(json_string_value(value), json_string_length(value)) : span_of("");
}

bool verify_is_quotation(const json_t *line)
{
	return span_eq_str(member(line, "schema"), QUOTE_SCHEMA);
}

static bool says_not_found(const struct claim *c)
{
	return span_eq_str(member(c->json, "status"), quote_status_names[QUOTE_NOT_FOUND]);
}

const char *verify_quote_read(struct claim *c)
{
	if (!says_not_found(c))
		return claim_read_quotation(c);
	return member(c->json, "quotation").len != 0 ? NULL : "no quotation: a member is missing or is no string";
}

/* ---- The same again ---- */

static struct xap_query *source_query(struct span id)
{
	char key[RECORD_KEY_LEN + 1];
	struct xap_query *query;
	struct buf term;

	source_key(key, id);
	buf_init(&term);
	schema_term(&term, PREFIX_SOURCE, span_of(key));
	query = xap_query_term(buf_span(&term), 1);
	buf_release(&term);
	return query;
}

/* The line that --quote would write now, without what depends on more than the quotation and its source. */
static json_t *said_now(const struct quote_result *r, const struct library *l)
{
	static const char *const apart[] = {"line", "document_paragraph", "others", "more_others", "not_compared"};
	struct quote_origin nowhere = {0, 0};
	struct buf line;
	json_t *o;

	buf_init(&line);
	quote_print_json(&line, r, &nowhere, l);
	o = json_loadb(line.data, line.len, JSON_ALLOW_NUL, NULL);
	for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
		json_object_del(o, apart[i]);
	buf_release(&line);
	return o;
}

static char *compare_members(const struct claim *c, const struct quote_result *now, const struct library *l)
{
	json_t *given = said_now(now, l);
	struct buf path;
	char *wrong = NULL;

	buf_init(&path);
	buf_add_str(&path, "");
	if (claim_find_other(&path, given, c->json))
		wrong = error_message("the quoted bytes hold, but %s is not what the index gives", path.data);
	buf_release(&path);
	json_decref(given);
	return wrong;
}

/* Looks for the quotation again, in the source if there is one. */
static char *look_again(const struct library *l, const struct claim *c)
{
	struct xap_query *filter = says_not_found(c) ? NULL : source_query(c->source_id);
	struct quote_result now;
	char *wrong = NULL;

	if (quote_check(&now, l, member(c->json, "quotation"), filter, &wrong) == XAP_OK) {
		if (says_not_found(c) && now.status != QUOTE_NOT_FOUND)
			wrong = error_message("it is found, in %s", now.source.meta.id);
		else
			wrong = compare_members(c, &now, l);
	}
	quote_release(&now);
	xap_query_free(filter);
	return wrong;
}

char *verify_quote(struct rereader *r, const struct claim *c)
{
	const struct reread *s;
	char *wrong;

	if (says_not_found(c))
		return look_again(r->library, c);
	s = reread_source(r, c->source_id, c->sha256);
	if (s == NULL)
		return error_message("no source of the index has the id %.*s", (int)c->source_id.len,
		                     c->source_id.data);
	wrong = claim_check_source(c, s);
	return wrong != NULL ? wrong : look_again(r->library, c);
}
