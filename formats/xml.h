/*
 * xml.h: XML as a stream of elements and text. Names come with a prefix of
 * ours whatever the document calls its namespaces ("w:p", "text:h"); a name of
 * another namespace is without one. No entity is declared, none loaded. For
 * formats/ only.
 */
#ifndef FORMATS_XML_H
#define FORMATS_XML_H

#include "text/buf.h"

#define XML_DEPTH_MAX 500           /* elements inside one another */
#define XML_ELEMENTS_MAX ((size_t)20 * 1000 * 1000)
#define XML_NAME_MAX 64             /* bytes of a name that is told apart */

struct xml;

struct xml_reader {
	void (*start)(void *context, const char *name, struct xml *attributes);
	void (*end)(void *context, const char *name);
	void (*text)(void *context, struct span text);
};

/* False with *reason (allocated): not well-formed, too deep, entities. `what` names the bytes in it. */
bool xml_read(struct span bytes, const char *what, const struct xml_reader *reader, void *context, char **reason);
/* Whether a name or value is just that. */
static inline bool xml_is(const char *name, const char *other)
{
	return strcmp(name, other) == 0;
}

/* The value of an attribute of the element that starts; NULL if it has none. */
const char *xml_get(const struct xml *attributes, const char *name);
/* It as a number; `none` if it is not there or is no number in [-100000, 100000]. */
long xml_number(const struct xml *attributes, const char *name, long none);
/* Whether it is there and says no: "0", "false", "off", "none". */
bool xml_is_off(const struct xml *attributes, const char *name);

#endif
