/* ocr.c: tesseract's library, found at run time through its C interface (tesseract/capi.h), versions 4 and 5. */
#include "formats/ocr.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>


#define PAGE_SEGMENTATION_AUTO 3 /* PSM_AUTO: blocks, columns and lines are found, no turned pages */

struct ocr_engine {
	void *library, *handle;
	void *(*create)(void);
	void (*delete)(void *);
	int (*init)(void *, const char *data_path, const char *languages);
	const char *(*version)(void);
	void (*set_mode)(void *, int);
	void (*set_image)(void *, const unsigned char *, int width, int height, int bytes_per_pixel, int bytes_per_line);
	void (*set_resolution)(void *, int);
	int (*recognise)(void *, void *monitor);
	char *(*table)(void *, int page);
};

/* ---- the names of languages ---- */

/* ISO 639-1 codes and the names of the data files of tesseract (github.com/tesseract-ocr/tessdata_fast). */
static const struct {
	const char *code, *name;
} names[] = {
        {"ar", "ara"}, {"az", "aze"}, {"be", "bel"}, {"bg", "bul"}, {"bn", "ben"}, {"ca", "cat"}, {"cs", "ces"}, {"da", "dan"}, {"de", "deu"},
        {"el", "ell"}, {"en", "eng"}, {"es", "spa"}, {"et", "est"}, {"fa", "fas"}, {"fi", "fin"}, {"fr", "fra"}, {"he", "heb"}, {"hi", "hin"},
        {"hr", "hrv"}, {"hu", "hun"}, {"hy", "hye"}, {"id", "ind"}, {"it", "ita"}, {"ja", "jpn"}, {"ka", "kat"}, {"kk", "kaz"}, {"km", "khm"},
        {"ko", "kor"}, {"ky", "kir"}, {"lt", "lit"}, {"lv", "lav"}, {"mk", "mkd"}, {"mn", "mon"}, {"my", "mya"}, {"ne", "nep"}, {"nl", "nld"},
        {"no", "nor"}, {"nb", "nor"}, {"pl", "pol"}, {"ps", "pus"}, {"pt", "por"}, {"ro", "ron"}, {"ru", "rus"}, {"sk", "slk"}, {"sl", "slv"},
        {"sq", "sqi"}, {"sr", "srp"}, {"sv", "swe"}, {"sw", "swa"}, {"ta", "tam"}, {"tg", "tgk"}, {"th", "tha"}, {"tr", "tur"}, {"uk", "ukr"},
        {"ur", "urd"}, {"uz", "uzb"}, {"vi", "vie"}, {"zh", "chi_sim"},
};

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool is_separator(char c)
{
	return c == ',' || c == '+' || c == ' ';
}

static void add_name(struct buf *out, struct span given)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (span_eq_str(given, names[i].code)) {
			buf_add_str(out, names[i].name);
			return;
		}
	buf_add_span(out, given);
}

static char *bad_languages(const char *given)
{
	struct buf b;

	buf_init(&b);
	buf_addf(&b, "--ocr takes from one to %d languages, such as en,ru or eng+rus, not \"%s\"", OCR_LANGUAGES_MAX, given);
	return b.data;
}

bool ocr_languages_read(struct buf *out, const char *given, char **error)
{
	size_t count = 0;
	const char *at = given;

	while (*at != '\0') {
		size_t n = 0;

		while (is_name_char(at[n]))
			n++;
		if (n == 0 && !is_separator(*at))
			break;
		if (n != 0) {
			if (count++ != 0)
				buf_add_char(out, '+');
			add_name(out, span_make(at, n));
		}
		at += n == 0 ? 1 : n;
	}
	if (*at == '\0' && count != 0 && count <= OCR_LANGUAGES_MAX)
		return true;
	*error = bad_languages(given);
	return false;
}

/* ---- the library ---- */

static void *open_library(void)
{
	static const char *const files[] = {"libtesseract.so.5", "libtesseract.so.4"};
	void *library = NULL;

	/* Read once, when the library is loaded: a child may start no threads. */
	setenv("OMP_THREAD_LIMIT", "1", 1);
	for (size_t i = 0; library == NULL && i < sizeof files / sizeof *files; i++)
		library = dlopen(files[i], RTLD_NOW | RTLD_LOCAL);
	return library;
}

static bool find_calls(struct ocr_engine *e)
{
	const struct {
		void *to;
		const char *symbol;
	} wanted[] = {
	        {&e->create, "TessBaseAPICreate"},         {&e->delete, "TessBaseAPIDelete"},
	        {&e->init, "TessBaseAPIInit3"},            {&e->version, "TessVersion"},
	        {&e->set_mode, "TessBaseAPISetPageSegMode"}, {&e->set_image, "TessBaseAPISetImage"},
	        {&e->set_resolution, "TessBaseAPISetSourceResolution"}, {&e->recognise, "TessBaseAPIRecognize"},
	        {&e->table, "TessBaseAPIGetTsvText"},
	};

	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		void *address = dlsym(e->library, wanted[i].symbol);

		if (address == NULL)
			return false;
		memcpy(wanted[i].to, &address, sizeof address);
	}
	return true;
}

/* Loads data; what the library prints of what is missing is said better by its caller. */
static bool load(const struct ocr_engine *e, void *handle, const char *languages)
{
	int kept = dup(STDERR_FILENO), null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	bool good;

	if (kept >= 0 && null >= 0)
		dup2(null, STDERR_FILENO);
	good = e->init(handle, NULL, languages) == 0;
	if (kept >= 0 && null >= 0)
		dup2(kept, STDERR_FILENO);
	if (kept >= 0)
		close(kept);
	if (null >= 0)
		close(null);
	return good;
}

/* Loads the language alone: together, the library passes over one that is missing. */
static bool has_language(const struct ocr_engine *e, const char *language)
{
	void *handle = e->create();
	bool good = handle != NULL && load(e, handle, language);

	if (handle != NULL)
		e->delete(handle);
	return good;
}

static char *missing(const char *language)
{
	struct buf b;

	buf_init(&b);
	buf_addf(&b, "tesseract has no data for the language %s: install it (on Debian: apt install tesseract-ocr-", language);
	for (; *language != '\0'; language++)
		buf_add_char(&b, *language == '_' ? '-' : *language);
	buf_add_str(&b, "), or leave it out of --ocr");
	return b.data;
}

static bool has_languages(const struct ocr_engine *e, const char *languages, char **error)
{
	bool good = true;

	while (good && *languages != '\0') {
		size_t n = strcspn(languages, "+");
		char *one = mem_spandup(span_make(languages, n));

		good = has_language(e, one);
		if (!good)
			*error = missing(one);
		free(one);
		languages += n + (languages[n] == '+');
	}
	return good;
}

static bool open_engine(struct ocr_engine *e, const char *languages, char **error)
{
	e->library = open_library();
	if (e->library == NULL || !find_calls(e)) {
		*error = mem_strdup("--ocr needs tesseract, version 4 or 5, which is not installed (on Debian: apt install tesseract-ocr)");
		return false;
	}
	if (!has_languages(e, languages, error))
		return false;
	e->handle = e->create();
	if (e->handle != NULL && load(e, e->handle, languages)) {
		e->set_mode(e->handle, PAGE_SEGMENTATION_AUTO);
		return true;
	}
	*error = mem_strdup("tesseract cannot be started with these languages: leave some out of --ocr");
	return false;
}

static char *name_of(const struct ocr_engine *e)
{
	struct buf b;
	const char *version = e->version();

	buf_init(&b);
	buf_addf(&b, "tesseract %.*s", (int)strspn(version, "0123456789."), version);
	return b.data;
}

struct ocr *ocr_open(const char *given, char **error)
{
	struct ocr *o = mem_zalloc(sizeof *o);
	struct buf languages;

	o->limits = (struct ocr_limits){OCR_PAGES_MAX, OCR_PIXELS_MAX, OCR_OUTPUT, OCR_DPI, OCR_DPI_LEAST, OCR_CPU_SECONDS, OCR_WALL_SECONDS};
	o->engine = mem_zalloc(sizeof *o->engine);
	buf_init(&languages);
	*error = NULL;
	if (ocr_languages_read(&languages, given, error) && open_engine(o->engine, languages.data, error)) {
		o->languages = buf_detach(&languages);
		o->name = name_of(o->engine);
	}
	buf_release(&languages);
	if (*error == NULL)
		return o;
	ocr_close(o);
	return NULL;
}

/* The library itself stays: it registers what a process runs at its end. */
void ocr_close(struct ocr *o)
{
	if (o == NULL)
		return;
	if (o->engine->handle != NULL)
		o->engine->delete(o->engine->handle);
	free(o->engine);
	free(o->languages);
	free(o->name);
	free(o);
}

bool ocr_recognise(struct ocr *o, const struct ocr_raster *r, struct buf *table)
{
	const struct ocr_engine *e = o->engine;
	char *text;

	e->set_image(e->handle, (const unsigned char *)r->grey.data, (int)r->width, (int)r->height, 1, (int)r->width);
	e->set_resolution(e->handle, (int)r->dpi);
	if (e->recognise(e->handle, NULL) != 0)
		return false;
	text = e->table(e->handle, 0);
	if (text == NULL)
		return false;
	/* The child ends after it: what the library allocated stays. */
	buf_add_str(table, text);
	return true;
}
