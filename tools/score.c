/*
 * score: scores TREC runs (qid Q0 docid rank score tag) against judgments
 * (qid TAB docid TAB relevance), as `make eval` prints them.
 *
 *	score QRELS RUN            MAP (depth 1000), nDCG@10 (gain = relevance), MRR, P@10, R@100
 *	score QRELS RUN OTHER      also OTHER, and whether they differ: a randomisation test
 *	                           (Smucker, Allan and Carterette, CIKM 2007) on each query's AP
 *
 * Only judged queries count (those with a relevant document); one that a run
 * lacks scores 0. Documents are taken in the order of score, then of the run.
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "text/strmap.h"

#define DEPTH 1000
#define SWAPS 100000 /* random relabellings of the test */

struct hit {
	uint32_t query, order; /* order: place in the run */
	uint32_t grade;        /* 0: not relevant */
	double score;
};

struct run {
	struct hit *hits;
	size_t count, cap;
};

struct judgments {
	struct strmap queries;   /* qid → index + 1 */
	struct strmap relevant;  /* "query\tdocid" → grade */
	uint32_t **grades;       /* per query, all its relevant grades */
	size_t *count, *cap;
	size_t query_count, query_cap;
};

enum measure { MAP, NDCG10, MRR, P10, R100, MEASURES };
static const char *const names[MEASURES] = {"MAP", "nDCG@10", "MRR", "P@10", "R@100"};

static _Noreturn void fail(const char *path, size_t line, const char *why)
{
	fprintf(stderr, "score: %s:%zu: %s\n", path, line, why);
	exit(2);
}

static struct span key(struct buf *out, uint32_t query, const char *document)
{
	buf_clear(out);
	buf_addf(out, "%u\t%s", query, document);
	return buf_span(out);
}

static uint32_t query_add(struct judgments *j, const char *qid)
{
	bool is_new;
	uint32_t *index = strmap_put(&j->queries, span_of(qid), &is_new);

	if (!is_new)
		return *index - 1;
	if (j->query_count == j->query_cap) {
		j->query_cap = j->query_cap == 0 ? 64 : j->query_cap * 2;
		j->grades = mem_realloc(j->grades, j->query_cap * sizeof *j->grades);
		j->count = mem_realloc(j->count, j->query_cap * sizeof *j->count);
		j->cap = mem_realloc(j->cap, j->query_cap * sizeof *j->cap);
	}
	j->grades[j->query_count] = NULL;
	j->count[j->query_count] = j->cap[j->query_count] = 0;
	*index = (uint32_t)++j->query_count;
	return *index - 1;
}

static FILE *open_or_fail(const char *path)
{
	FILE *file = fopen(path, "r");

	if (file == NULL)
		fail(path, 0, strerror(errno));
	return file;
}

static void judgments_read(struct judgments *j, const char *path)
{
	char qid[256], document[4096];
	struct buf k;
	size_t line = 0;
	int grade;
	FILE *file = open_or_fail(path);

	memset(j, 0, sizeof *j);
	strmap_init(&j->queries);
	strmap_init(&j->relevant);
	buf_init(&k);
	for (int got; (got = fscanf(file, "%255s %4095s %d", qid, document, &grade)) != EOF;) {
		uint32_t query;

		line++;
		if (got != 3)
			fail(path, line, "not qid, docid, relevance");
		if (grade <= 0)
			continue;
		query = query_add(j, qid);
		*strmap_put(&j->relevant, key(&k, query, document), NULL) = (uint32_t)grade;
		ARRAY_GROW(j->grades[query], j->count[query], j->cap[query]);
		j->grades[query][j->count[query]++] = (uint32_t)grade;
	}
	buf_release(&k);
	fclose(file);
}

static int by_score(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	if (x->query != y->query)
		return x->query < y->query ? -1 : 1;
	if (x->score > y->score || x->score < y->score)
		return x->score > y->score ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

static void run_read(struct run *r, const struct judgments *j, const char *path)
{
	char qid[256], document[4096], score[64];
	struct strmap seen;
	struct buf k;
	size_t line = 0;
	FILE *file = open_or_fail(path);

	memset(r, 0, sizeof *r);
	buf_init(&k);
	strmap_init(&seen);
	for (int got; (got = fscanf(file, "%255s %*s %4095s %*s %63s %*s", qid, document, score)) != EOF;) {
		uint32_t *query = strmap_get(&j->queries, span_of(qid)), *grade;
		bool is_new;

		line++;
		if (got != 3)
			fail(path, line, "not qid Q0 docid rank score tag");
		if (query == NULL)
			continue;
		strmap_put(&seen, key(&k, *query - 1, document), &is_new);
		if (!is_new)
			continue;
		ARRAY_GROW(r->hits, r->count, r->cap);
		grade = strmap_get(&j->relevant, buf_span(&k));
		r->hits[r->count] = (struct hit){.query = *query - 1, .order = (uint32_t)r->count,
		                                 .grade = grade == NULL ? 0 : *grade,
		                                 .score = strtod(score, NULL)};
		r->count++;
	}
	qsort(r->hits, r->count, sizeof *r->hits, by_score);
	strmap_release(&seen);
	buf_release(&k);
	fclose(file);
}

static int descending(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x < y) - (x > y);
}

static double ideal_gain(const uint32_t *grades, size_t count)
{
	double gain = 0;

	for (size_t i = 0; i < count && i < 10; i++)
		gain += grades[i] / log2((double)i + 2);
	return gain;
}

/* One query: hits are its own, best first. */
static void score_query(double out[MEASURES], const struct hit *hits, size_t count, uint32_t *grades,
                        size_t relevant)
{
	size_t found = 0;
	double gain = 0;

	memset(out, 0, MEASURES * sizeof *out);
	for (size_t i = 0; i < count && i < DEPTH; i++) {
		if (hits[i].grade == 0)
			continue;
		found++;
		out[MAP] += (double)found / (double)(i + 1);
		if (found == 1)
			out[MRR] = 1.0 / (double)(i + 1);
		if (i < 10) {
			gain += hits[i].grade / log2((double)i + 2);
			out[P10] += 0.1;
		}
		if (i < 100)
			out[R100] += 1.0 / (double)relevant;
	}
	qsort(grades, relevant, sizeof *grades, descending);
	out[MAP] /= (double)relevant;
	out[NDCG10] = gain / ideal_gain(grades, relevant);
}

/* Per query and measure; the caller frees. */
static double (*run_score(const struct run *r, const struct judgments *j))[MEASURES]
{
	double(*scores)[MEASURES] = mem_zalloc((j->query_count + 1) * sizeof *scores);

	for (size_t i = 0, end; i < r->count; i = end) {
		uint32_t query = r->hits[i].query;

		for (end = i; end < r->count && r->hits[end].query == query; end++)
			continue;
		score_query(scores[query], r->hits + i, end - i, j->grades[query], j->count[query]);
	}
	return scores;
}

static void print_means(const char *label, double (*scores)[MEASURES], size_t queries)
{
	printf("%s queries=%zu", label, queries);
	for (size_t m = 0; m < MEASURES; m++) {
		double sum = 0;

		for (size_t q = 0; q < queries; q++)
			sum += scores[q][m];
		printf(" %s=%.4f", names[m], queries == 0 ? 0 : sum / (double)queries);
	}
	putchar('\n');
}

/* splitmix64 (Steele, Lea and Flood, OOPSLA 2014): the same test every time. */
static uint64_t next_random(uint64_t *state)
{
	uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static void print_difference(double (*a)[MEASURES], double (*b)[MEASURES], size_t queries)
{
	uint64_t state = 1;
	double observed = 0;
	size_t better = 0, worse = 0, extreme = 0;

	for (size_t q = 0; q < queries; q++) {
		observed += b[q][MAP] - a[q][MAP];
		better += b[q][MAP] > a[q][MAP];
		worse += b[q][MAP] < a[q][MAP];
	}
	for (size_t i = 0; i < SWAPS; i++) {
		double sum = 0;

		for (size_t q = 0; q < queries; q++) {
			double d = b[q][MAP] - a[q][MAP];

			sum += (next_random(&state) >> 63) != 0 ? d : -d;
		}
		extreme += fabs(sum) >= fabs(observed) - 1e-12;
	}
	printf("difference MAP=%+.4f better=%zu worse=%zu same=%zu p=%.4f\n",
	       observed / (double)queries, better, worse, queries - better - worse,
	       (double)(extreme + 1) / (SWAPS + 1));
}

int main(int argc, char **argv)
{
	struct judgments j;
	struct run run;
	double(*first)[MEASURES];

	if (argc != 3 && argc != 4) {
		fprintf(stderr, "usage: score QRELS RUN [OTHER]\n");
		return 2;
	}
	judgments_read(&j, argv[1]);
	run_read(&run, &j, argv[2]);
	first = run_score(&run, &j);
	print_means(argv[2], first, j.query_count);
	if (argc == 4) {
		struct run other;
		double(*second)[MEASURES];

		run_read(&other, &j, argv[3]);
		second = run_score(&other, &j);
		print_means(argv[3], second, j.query_count);
		print_difference(first, second, j.query_count);
		free(second);
		free(other.hits);
	}
	free(first);
	free(run.hits);
	for (size_t q = 0; q < j.query_count; q++)
		free(j.grades[q]);
	free(j.grades);
	free(j.count);
	free(j.cap);
	strmap_release(&j.queries);
	strmap_release(&j.relevant);
	return fflush(stdout) != 0;
}
