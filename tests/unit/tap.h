/*
 * tap.h: how a test program reports: one line a check, "ok - NAME", "not ok -
 * NAME" or "ok - NAME # SKIP why"; tests/run counts them.
 */
#ifndef TESTS_TAP_H
#define TESTS_TAP_H

#include <stdbool.h>
#include <stddef.h>

/* Reports one check; returns `good`. */
bool tap_ok(bool good, const char *format, ...) __attribute__((format(printf, 2, 3)));
void tap_skip(const char *why, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A line that is not counted: figures, what differed. */
void tap_note(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* `full`, or a fiftieth where every step is slow (UNDER_VALGRIND is set): rounds, bytes of a large input. */
size_t tap_scale(size_t full);
/* Of a hunt with spoilt input for what a sanitizer notices: `full`, or a quarter where the same run of the tests has
 * a sanitized build make the whole of it (HUNTED_ELSEWHERE is set). */
size_t tap_hunt(size_t full);
/* The exit status: 0 if every check was good. */
int tap_done(void);

#endif
