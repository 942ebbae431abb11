#include "formats/xml.h"

#include <expat.h>
#include <stdio.h>
#include <stdlib.h>

#define SEPARATOR '|'
#define PART ((size_t)1024 * 1024)

struct xml {
	XML_Parser parser;
	const struct xml_reader *reader;
	void *context;
	const char **attributes;
	size_t depth, elements;
	const char *stopped; /* why; NULL: it was not */
};

/* Namespaces, and what we call them. OOXML has two sets: transitional and strict. */
static const struct {
	const char *uri, *prefix;
} spaces[] = {
        {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"},
        {"http://purl.oclc.org/ooxml/wordprocessingml/main", "w"},
        {"http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"},
        {"http://schemas.openxmlformats.org/package/2006/relationships", "rel"},
        {"http://schemas.openxmlformats.org/package/2006/metadata/core-properties", "cp"},
        {"http://schemas.openxmlformats.org/officeDocument/2006/math", "m"},
        {"http://purl.oclc.org/ooxml/officeDocument/math", "m"},
        {"http://purl.org/dc/elements/1.1/", "dc"},
        {"http://purl.org/dc/terms/", "dcterms"},
        {"urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"},
        {"urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"},
        {"urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"},
        {"urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"},
        {"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"},
        {"urn:oasis:names:tc:opendocument:xmlns:meta:1.0", "meta"},
        {"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "fo"},
        {"http://www.w3.org/XML/1998/namespace", "xml"},
        {"http://www.idpf.org/2007/opf", "opf"},
        {"http://www.idpf.org/2007/ops", "epub"},
};

/* "uri|local" as "prefix:local"; without a prefix for a namespace of others. */
static const char *own_name(char out[XML_NAME_MAX], const char *name)
{
	const char *bar = strrchr(name, SEPARATOR);

	if (bar == NULL) {
		snprintf(out, XML_NAME_MAX, "%s", name);
		return out;
	}
	for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
		if (strncmp(spaces[i].uri, name, (size_t)(bar - name)) == 0 && spaces[i].uri[bar - name] == '\0') {
			snprintf(out, XML_NAME_MAX, "%s:%s", spaces[i].prefix, bar + 1);
			return out;
		}
	snprintf(out, XML_NAME_MAX, "%s", bar + 1);
	return out;
}

static void stop(struct xml *x, const char *why)
{
	if (x->stopped == NULL)
		x->stopped = why;
	XML_StopParser(x->parser, XML_FALSE);
}

static void on_start(void *data, const char *name, const char **attributes)
{
	struct xml *x = data;
	char own[XML_NAME_MAX];

	if (++x->depth > XML_DEPTH_MAX) {
		stop(x, "elements stand too deep inside one another");
		return;
	}
	if (++x->elements > XML_ELEMENTS_MAX) {
		stop(x, "too many elements");
		return;
	}
	x->attributes = attributes;
	x->reader->start(x->context, own_name(own, name), x);
}

static void on_end(void *data, const char *name)
{
	struct xml *x = data;
	char own[XML_NAME_MAX];

	x->depth--;
	x->reader->end(x->context, own_name(own, name));
}

static void on_text(void *data, const char *text, int len)
{
	struct xml *x = data;

	if (x->reader->text != NULL)
		x->reader->text(x->context, span_make(text, (size_t)len));
}

static void on_entity(void *data, const char *name, int is_parameter, const char *value, int len, const char *base,
                      const char *system, const char *public, const char *notation)
{
	(void)name, (void)is_parameter, (void)value, (void)len, (void)base, (void)system, (void)public, (void)notation;
	stop(data, "it declares entities");
}

static char *why_not(const struct xml *x, const char *what)
{
	struct buf b;

	buf_init(&b);
	if (x->stopped != NULL)
		buf_addf(&b, "%s: %s", what, x->stopped);
	else
		buf_addf(&b, "%s: %s in line %lu", what, XML_ErrorString(XML_GetErrorCode(x->parser)),
		         (unsigned long)XML_GetCurrentLineNumber(x->parser));
	return b.data;
}

bool xml_read(struct span bytes, const char *what, const struct xml_reader *reader, void *context, char **reason)
{
	struct xml x = {.parser = XML_ParserCreateNS(NULL, SEPARATOR), .reader = reader, .context = context};
	bool good = true;

	if (x.parser == NULL) {
		*reason = mem_strdup("no memory for a parser");
		return false;
	}
	XML_SetUserData(x.parser, &x);
	XML_SetElementHandler(x.parser, on_start, on_end);
	XML_SetCharacterDataHandler(x.parser, on_text);
	XML_SetEntityDeclHandler(x.parser, on_entity);
	XML_SetParamEntityParsing(x.parser, XML_PARAM_ENTITY_PARSING_NEVER);
	for (size_t at = 0; good && at <= bytes.len; at += PART) {
		size_t len = bytes.len - at < PART ? bytes.len - at : PART;

		good = XML_Parse(x.parser, bytes.data + at, (int)len, at + len == bytes.len) == XML_STATUS_OK && x.stopped == NULL;
		if (at + len == bytes.len)
			break;
	}
	if (!good)
		*reason = why_not(&x, what);
	XML_ParserFree(x.parser);
	return good;
}

const char *xml_get(const struct xml *x, const char *name)
{
	char own[XML_NAME_MAX];

	for (const char **a = x->attributes; *a != NULL; a += 2)
		if (strcmp(own_name(own, a[0]), name) == 0)
			return a[1];
	return NULL;
}

long xml_number(const struct xml *x, const char *name, long none)
{
	const char *value = xml_get(x, name);
	char *end;
	long n;

	if (value == NULL)
		return none;
	n = strtol(value, &end, 10);
	return end == value || *end != '\0' || n < -100000 || n > 100000 ? none : n;
}

bool xml_is_off(const struct xml *x, const char *name)
{
	const char *value = xml_get(x, name);

	return value != NULL && (strcmp(value, "0") == 0 || strcmp(value, "false") == 0 || strcmp(value, "off") == 0 || strcmp(value, "none") == 0);
}
