#include "indexer/events.h"

#include "render/json.h"
#include "store/files.h"
#include "text/warn.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

void events_init(struct events *e, bool on)
{
	memset(e, 0, sizeof *e);
	e->on = on;
	clock_gettime(CLOCK_MONOTONIC, &e->start);
}

double seconds_since(const struct timespec *start)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

/* To the millisecond: more would be noise. */
static json_t *seconds_value(double seconds)
{
	return json_real((double)(int64_t)(seconds * 1000) / 1000);
}

/* Takes the event. */
static void tell(struct events *e, json_t *event)
{
	struct buf line;

	buf_init(&line);
	json_line(&line, event);
	if (!e->broken && (fwrite(line.data, 1, line.len, stdout) != line.len || fflush(stdout) != 0)) {
		e->broken = true;
		e->why = errno;
	}
	buf_release(&line);
}

void events_begin(struct events *e, const char *command, const char *index, uint32_t live)
{
	if (e->on)
		tell(e, json_pack("{s:s, s:s, s:s, s:o, s:I, s:s, s:o}", "event", "begin", "schema", EVENTS_SCHEMA,
		                  "command", command, "index", json_text(span_of(index)), "pid", (json_int_t)getpid(),
		                  "program", VERSION, "live", json_count_or_null(live)));
}

void events_step(struct events *e, const char *step, uint64_t files, uint64_t bytes)
{
	if (!e->on)
		return;
	e->told = seconds_since(&e->start);
	tell(e, json_pack("{s:s, s:s, s:o, s:o, s:o}", "event", "step", "step", step, "files", json_count_or_null(files),
	                  "bytes", files == 0 ? json_null() : json_integer((json_int_t)bytes), "seconds",
	                  seconds_value(e->told)));
}

void events_progress(struct events *e, const char *step, uint64_t files, uint64_t bytes)
{
	double now;

	if (!e->on || (now = seconds_since(&e->start)) < e->told + EVENTS_EVERY)
		return;
	e->told = now;
	tell(e, json_pack("{s:s, s:s, s:I, s:I, s:o}", "event", "progress", "step", step, "files", (json_int_t)files,
	                  "bytes", (json_int_t)bytes, "seconds", seconds_value(now)));
}

void events_failed(struct events *e, struct span file, struct span reason, uint64_t lines)
{
	if (e->on)
		tell(e, json_pack("{s:s, s:o, s:o, s:o}", "event", "failed", "file", json_text(file), "reason",
		                  json_text(reason), "lines", json_count_or_null(lines)));
}

/* What the live build holds; its size is that of its files. */
static void add_build(json_t *event, const struct manifest *m)
{
	uint64_t size = 0;

	for (size_t i = 0; i < m->file_count; i++)
		size += m->files[i].size;
	json_object_update_new(
		event, json_pack("{s:s, s:I, s:I, s:I, s:I, s:I, s:I}", "digest", m->digest, "sources",
	                         (json_int_t)m->sources, "passages", (json_int_t)m->passages, "notes",
	                         (json_int_t)m->notes, "failed_files", (json_int_t)m->failed, "failed_lines",
	                         (json_int_t)m->failed_lines, "size", (json_int_t)size));
}

void events_done(struct events *e, const struct ending *end)
{
	json_t *event;

	if (!e->on) {
		json_decref(end->files);
		return;
	}
	event = json_pack("{s:s, s:i, s:o, s:o, s:o, s:b}", "event", "done", "status", end->status, "error",
	                  json_or_null(end->error), "live", json_count_or_null(end->live), "before",
	                  json_count_or_null(end->before), "changed", (int)end->changed);
	if (end->build != NULL)
		add_build(event, end->build);
	if (end->files != NULL)
		json_object_set_new(event, "files", end->files);
	json_object_set_new(event, "seconds", seconds_value(seconds_since(&e->start)));
	tell(e, event);
}

bool events_written(const struct events *e, char **error)
{
	if (e->broken)
		*error = error_message("cannot write the events to the output: %s; the live build is as it was",
		                       strerror(e->why));
	return !e->broken;
}

bool events_told(const struct events *e)
{
	if (e->broken)
		warn("cannot write the events to the output: %s", strerror(e->why));
	return !e->broken;
}
