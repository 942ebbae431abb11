/*
 * segments.h: how a reader of a format with a structure of its own writes the
 * canonical text and its segments. For formats/ only.
 */
#ifndef FORMATS_SEGMENTS_H
#define FORMATS_SEGMENTS_H

#include "formats/reader.h"

struct segment_writer {
	struct document *document;
	size_t segment_cap, call_cap;
	bool open;        /* a segment takes text */
	bool space;       /* white space waits for what follows it */
	bool line;        /* a line end waits */
	bool full;        /* there were more than SEGMENTS_MAX: the rest was left out */
	size_t page_cap;
	bool pages_lost;  /* their numbers do not follow one another: none is known */
};

void segments_init(struct segment_writer *w, struct document *d);
/* Closes the open segment and begins one; level as in struct segment, cut to SEGMENT_LEVEL_MAX. */
void segments_begin(struct segment_writer *w, enum segment_kind kind, int level);
/* The number that the format makes for the segment just begun, as it is printed ("14.", "(a)"). */
void segments_label(struct segment_writer *w, struct span printed);
/* A note's label: printed in brackets, so that it cannot be taken for text. */
void segments_note_label(struct segment_writer *w, struct span label);
/* Adds text to the open segment: UTF-8, whose runs of ASCII white space and controls become one space. */
void segments_text(struct segment_writer *w, struct span text);
/* The same of raised text: as raised_add writes it behind what the segment has. */
void segments_raised(struct segment_writer *w, struct span text);
void segments_line(struct segment_writer *w); /* a line end inside the segment */
/* Takes away white space at the end of the open segment: a sign that goes with the word before follows. */
void segments_close_up(struct segment_writer *w);
/* Takes away the "(" at the end of the open segment; false: there is none. */
bool segments_open_bracket(struct segment_writer *w);
/* A call of a note; `note` is the reader's own number for it until segments_join_calls. */
void segments_call(struct segment_writer *w, size_t note);
/*
 * A printed page begins here. Pages that are no number before the first one that
 * is are passed over; where numbers do not rise after that, no page is known.
 */
void segments_page(struct segment_writer *w, struct span label);
/* At the end: takes the pages away if they are not sure. */
void segments_settle_pages(struct segment_writer *w);
/* Closes the open segment; one without text is dropped, and its calls with it. */
void segments_end(struct segment_writer *w);
/*
 * Turns the readers' numbers in calls into segments: segment_of[number], of
 * `count`; what is beyond, or is no note, becomes SEGMENT_NONE.
 */
void segments_join_calls(struct document *d, const size_t *segment_of, size_t count);
/* The label without the brackets around it and the stop after it. */
struct span label_bare(struct span printed);

#endif
