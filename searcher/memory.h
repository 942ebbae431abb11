/*
 * memory.h: the memory of a query, had from the system in one piece. For searcher/main.c.
 *
 * A query is over in a few thousandths of a second, and each new page of the heap costs it a fault
 * of its own, which on virtual machines takes as long as thousands of instructions.
 */
#ifndef SEARCHER_MEMORY_H
#define SEARCHER_MEMORY_H

/*
 * Makes the first MEMORY_READY bytes of the heap present. Called once, before anything is
 * allocated; where the system cannot, the program only is slower.
 */
void memory_make_ready(void);

#endif
