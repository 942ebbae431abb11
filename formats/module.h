/*
 * module.h: parts of the programs that stand in a shared object of their own,
 * because the libraries that they need take longer to load than a query takes.
 * For formats/foreign.c and whoever adds another module.
 */
#ifndef FORMATS_MODULE_H
#define FORMATS_MODULE_H

#include "text/buf.h"

/*
 * The address of `symbol`, which module NAME.so has: it is loaded when it is
 * first asked for, and stays. It stands beside the running program, or in
 * ../lib/hrsearch of its folder. A program that was linked with the symbol has no
 * need of it. NULL with *error (allocated): not there, or of another version.
 */
void *module_symbol(const char *name, const char *symbol, char **error);

/* Each module has this, once: MODULE_VERSION_DEFINE; weak, since a test may be linked with two. */
#define MODULE_VERSION "module_version"
#define MODULE_VERSION_DEFINE __attribute__((weak)) const char module_version[] = VERSION

#endif
