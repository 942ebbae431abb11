#include "searcher/memory.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define MEMORY_READY ((size_t)256 * 1024) /* bytes: most queries touch no more, and each page costs something too */
#define MEMORY_STEP ((size_t)512 * 1024)    /* the heap grows by this */
#define MEMORY_OF_ITS_OWN ((size_t)4096 * 1024) /* larger blocks are mapped, and given back when freed */

void memory_make_ready(void)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), first, past;
	void *block;

	mallopt(M_MMAP_THRESHOLD, (int)MEMORY_OF_ITS_OWN);
	mallopt(M_TRIM_THRESHOLD, (int)MEMORY_OF_ITS_OWN);
	mallopt(M_TOP_PAD, (int)MEMORY_STEP);
	block = malloc(MEMORY_READY);
	first = ((uintptr_t)block + page - 1) / page * page;
	past = ((uintptr_t)block + MEMORY_READY) / page * page;
#ifdef MADV_POPULATE_WRITE
	if (block != NULL)
		(void)madvise((void *)first, past - first, MADV_POPULATE_WRITE);
#endif
	free(block);
}
