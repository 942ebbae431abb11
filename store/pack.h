/*
 * pack.h: the canonical texts of a build, each deflated on its own, one after
 * the other in a file `texts/NNNN`. Written once, then never changed, so that
 * builds may share them. The place of a text is in its source's record. Written in pack_write.c, of
 * hrindex alone, by libdeflate; read in pack.c, by zlib.
 */
#ifndef STORE_PACK_H
#define STORE_PACK_H

#include "text/buf.h"

#define DEFLATE_RATIO 1032 /* no deflated byte stands for more (zlib, "Technical Details") */

struct pack_writer;

/* NULL with errno set if the file cannot be created (it must not exist). */
struct pack_writer *pack_writer_new(const char *path);
/* Appends a text; false with errno set on failure, and from then on (sticky). */
bool pack_writer_add(struct pack_writer *p, struct span text, uint64_t *offset, uint64_t *length);
/* Appends a text of another pack, its deflated bytes as they are, once they have been read back; false with *error. */
bool pack_copy(struct pack_writer *p, const char *path, uint64_t offset, uint64_t length, uint64_t text_length,
               char **error);
bool pack_writer_close(struct pack_writer *p); /* flushes and frees; false with errno set. The build is synced as a whole. */

/* Reads one text of `text_length` bytes into out; false: damaged or unreadable, *error an allocated message. */
bool pack_read(const char *path, uint64_t offset, uint64_t length, uint64_t text_length,
               struct buf *out, char **error);
/* The same, and the deflated bytes as they stand there. */
bool pack_read_both(const char *path, uint64_t offset, uint64_t length, uint64_t text_length,
                    struct buf *deflated, struct buf *out, char **error);

#endif
