/*
 * limits.h: how much one may ask of hrsearch --serve. For searcher/web/ and
 * tests/.
 */
#ifndef SEARCHER_WEB_LIMITS_H
#define SEARCHER_WEB_LIMITS_H

#include <stddef.h>

/* ---- what arrives ---- */
#define SERVE_HEAD_BYTES ((size_t)32 * 1024)       /* request line and headers of one connection */
#define SERVE_BODY_BYTES ((size_t)1024 * 1024)     /* a document whose quotations are to be checked */
#define SERVE_ADDRESS_BYTES ((size_t)16 * 1024)    /* of an address with its parameters, as sent */
#define SERVE_PARAMETERS_HELD 200                  /* parameters the server takes apart, to say in a page that they are too many */
#define SERVE_QUERY_BYTES ((size_t)4 * 1024)       /* one parameter; more is refused, with its name */
#define SERVE_PARAMETERS_MAX 40                    /* parameters of one address */
#define SERVE_ARRIVE_SECONDS 20                    /* from a connection's last answer to the next whole request */
#define SERVE_IDLE_SECONDS 15                      /* without a byte either way */
#define SERVE_CONNECTIONS_MAX 4000                 /* fewer where the system grants fewer descriptors */

/* ---- what is done ---- */
#define SERVE_WORKERS_DEFAULT 2                    /* at most WORKERS_MAX of searcher/options.h */
#define SERVE_WAITING_MAX 200                      /* requests that wait for a worker; further ones get 503 */
#define SERVE_ANSWER_SECONDS 15                    /* a worker that needs longer is ended, and the request gets 503 */
#define SERVE_GRACE_SECONDS 5                      /* for answers under way when the server is told to end */
#define SERVE_RESPAWN_SECONDS 1                    /* between two starts of the same worker */

/* ---- what is given ---- */
#define SERVE_REPLY_BYTES ((size_t)64 * 1024 * 1024)
#define SERVE_LARGE_BYTES ((size_t)128 * 1024)     /* after a reply of so many a worker gives free memory back */
#define SERVE_HITS_DEFAULT 10                      /* of a page */
#define SERVE_HITS_MAX 100                         /* of a page */
#define SERVE_DATA_HITS_MAX 1000                   /* of one answer of /api/search, and of a download */
#define SERVE_NOTES_BYTES 2048                     /* of the notes of an answer in data, percent-encoded; further ones are left out */
#define SERVE_DEEPEST 10000                        /* hits after this one are not shown */
#define SERVE_READER_PASSAGES 1500                 /* of a source on one page of the reader */
#define SERVE_FACET_VALUES 12                      /* of one facet; the commonest, and a count of the others */
#define SERVE_SOURCES_MAX 1000                     /* on one page of the list of sources */

#endif
