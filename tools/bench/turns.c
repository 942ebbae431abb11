/*
 * turns: times programs that take turns, so that what else the machine does falls
 * on all of them alike. For tools/bench.
 *
 *	turns RUNS COMMAND... [-- COMMAND...]
 *
 * Each is run once, and then RUNS times, their output thrown away. Prints a line: for each the median
 * microseconds from its start to its end; of several, then, the median over the runs of the first's time
 * over the last's of the same turn. A program that is not there, or fails, would seem a fast one: any
 * ending but 0 and 1 is an error.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PROGRAMS_MAX 8
#define RUNS_MAX 10000

extern char **environ;

struct program {
	char **argv;
	double *micros; /* of each run */
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* Microseconds of one run; under 0: it failed. */
static double run(const struct program *p, posix_spawn_file_actions_t *nowhere)
{
	double start = now();
	pid_t pid;
	int status;

	if (posix_spawnp(&pid, p->argv[0], nowhere, NULL, p->argv, environ) != 0 || waitpid(pid, &status, 0) != pid)
		return -1;
	return WIFEXITED(status) && WEXITSTATUS(status) <= 1 ? now() - start : -1;
}

static bool run_all(struct program *programs, size_t count, long runs)
{
	posix_spawn_file_actions_t nowhere;
	bool good = true;

	posix_spawn_file_actions_init(&nowhere);
	posix_spawn_file_actions_addopen(&nowhere, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&nowhere, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	for (long turn = -1; good && turn < runs; turn++)
		for (size_t i = 0; good && i < count; i++) {
			double micros = run(&programs[i], &nowhere);

			good = micros >= 0;
			if (!good)
				fprintf(stderr, "turns: %s failed\n", programs[i].argv[0]);
			else if (turn >= 0)
				programs[i].micros[turn] = micros;
		}
	posix_spawn_file_actions_destroy(&nowhere);
	return good;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *values, long count)
{
	qsort(values, (size_t)count, sizeof *values, by_size);
	return values[count / 2];
}

static void print(struct program *programs, size_t count, long runs)
{
	double *ratios = calloc((size_t)runs, sizeof *ratios);

	if (ratios == NULL)
		abort();
	for (long turn = 0; turn < runs; turn++)
		ratios[turn] = programs[0].micros[turn] / programs[count - 1].micros[turn];
	for (size_t i = 0; i < count; i++)
		printf("%.0f ", median(programs[i].micros, runs));
	if (count > 1)
		printf("%.3f", median(ratios, runs));
	putchar('\n');
	free(ratios);
}

/* The commands in `argv`, a NULL in place of each "--". */
static size_t split(char **argv, struct program *programs, long runs)
{
	size_t count = 0;

	for (bool begins = true; *argv != NULL; argv++) {
		if (strcmp(*argv, "--") == 0) {
			*argv = NULL;
			begins = true;
			continue;
		}
		if (begins && count < PROGRAMS_MAX) {
			programs[count] = (struct program){argv, calloc((size_t)runs, sizeof(double))};
			if (programs[count++].micros == NULL)
				abort();
		}
		begins = false;
	}
	return count;
}

int main(int argc, char **argv)
{
	struct program programs[PROGRAMS_MAX];
	long runs = argc > 2 ? strtol(argv[1], NULL, 10) : 0;
	size_t count = runs > 0 && runs <= RUNS_MAX ? split(argv + 2, programs, runs) : 0;
	bool good;

	if (count == 0) {
		fputs("turns: turns RUNS COMMAND... [-- COMMAND...]\n", stderr);
		return 2;
	}
	good = run_all(programs, count, runs);
	if (good)
		print(programs, count, runs);
	for (size_t i = 0; i < count; i++)
		free(programs[i].micros);
	return good ? 0 : 2;
}
