/*
 * view.h: a database with only some of its tables: a folder of links. Xapian
 * takes a table whose file is not there for an empty one. For store/ only.
 */
#ifndef STORE_VIEW_H
#define STORE_VIEW_H

#include "text/buf.h"

/*
 * Makes the folder, which must not exist, with links to the files of the database that `wanted`
 * says. False with *error, where there can be no links too; what was made is to be removed then.
 */
bool view_make(const char *database, const char *folder, bool (*wanted)(const char *file), char **error);

#endif
