# make            builds hrindex and hrsearch
# make demo       installs what is missing, builds, indexes corpus/, searches it
# make test       installs what the tests need, runs every test
# make bench      times the programs beside others on the same text
# make eval       scores the ranking on judged collections
# make soak       the search page under load for ten minutes (SECONDS=n: so many)
# The other targets: deps check check-asan install uninstall clean

PREFIX = /usr/local
DESTDIR =
VERSION = 0.1.0

CC = gcc
CXX = g++
# -g1: lines, for a backtrace. With -g, for a debugger, compiling takes an eighth longer.
OPTIMISE = -O2 -g1
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
BUILD = build/release
SANITIZE =

ASAN = build/asan
# At a fixed address a sanitized program starts in two thirds of the time (69 ms of processor time, then 46):
# it has 3.5 MB of data, pointers for the most part, to be set at each start. The tests start many.
SANITIZED = BUILD=$(ASAN) OPTIMISE='-O1 -g1' SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=all -fno-pie -no-pie'

CORES = $(shell nproc 2>/dev/null || echo 2)

BINDIR = $(PREFIX)/bin
DATADIR = $(PREFIX)/share/hrsearch
LIBDIR = $(PREFIX)/lib/hrsearch
MANDIR = $(PREFIX)/share/man/man1

PACKAGES = xapian-core libutf8proc jansson nettle zlib
# What only the readers of foreign formats need: it takes longer to load than a query takes.
READER_PACKAGES = gumbo libarchive expat
PDF_PACKAGES = poppler-glib cairo
PACKAGE_FLAGS := $(shell pkg-config --cflags $(PACKAGES) $(READER_PACKAGES) 2>/dev/null)
CPPFLAGS = -I. -D_GNU_SOURCE -DVERSION='"$(VERSION)"' $(PACKAGE_FLAGS)
CFLAGS = -std=c11 $(OPTIMISE) $(WARN) $(SANITIZE)
CXXFLAGS = -std=c++17 $(OPTIMISE) -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror $(SANITIZE)
LDFLAGS = $(SANITIZE) -Wl,--as-needed
LDLIBS := -lm $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lstemmer -lcsv -ldeflate
# A query is shorter than the loading of these libraries: hrsearch has them in it, where there are archives
# of them. It stays position independent, since it is a server too, and reads documents that strangers made:
# so the pointers of the stemmers' tables are set at each start, and it has only the stemmers in it that many need;
# stemmers.so has more (text/stem_parts.h).
# All of jansson, which the module serve.so has from there. libstdc++ before libxapian: it is where most of the
# names are that are looked for at a start, and libraries are gone through in this order.
ARCHIVE = $(if $(filter /%,$(shell $(CC) -print-file-name=lib$(1).a)),-l:lib$(1).a)
ARCHIVES := $(foreach l,stemmer utf8proc nettle,$(call ARCHIVE,$(l))) -Wl,--whole-archive $(call ARCHIVE,jansson) -Wl,--no-whole-archive
QUERY_LINK = -Wl,--exclude-libs,libstemmer.a:libutf8proc.a:libnettle.a -Wl,-z,pack-relative-relocs
STEM_LIBRARY := $(shell objdump -p "`$(CC) -print-file-name=libstemmer.so`" 2>/dev/null | awk '$$1 == "SONAME" {print $$2}')
STEM_ABSENT := $(if $(call ARCHIVE,stemmer),$(BUILD)/text/stem_absent.o $(BUILD)/text/stem_apart.o)
STEM_MODULE := $(if $(call ARCHIVE,stemmer),$(BUILD)/stemmers.so)
STEM_USED = sb_stemmer_new sb_stemmer_delete sb_stemmer_stem sb_stemmer_length
READER_LIBS := $(shell pkg-config --libs $(READER_PACKAGES) 2>/dev/null)
PDF_LIBS := $(shell pkg-config --libs $(PDF_PACKAGES) 2>/dev/null)
# What only the search page needs.
WEB_LIBS := $(shell pkg-config --libs libmicrohttpd 2>/dev/null)
# The programs' own functions are there for the modules that they load (formats/module.h). hrsearch has those alone that
# these use: when a program starts, each function of a library is looked for among its own first.
EXPORT = -rdynamic
EXPORT_USED = -Wl,--dynamic-list=$(BUILD)/exports

TEXT = buf pool strmap packed packed_words utf8 utf8_bytes roman words language language_hints language_detect lists lists_pack fold stem stem_endings stem_arabic kazakh sentences gap name_tables name_sounds name_key name_near name_person name_place name_lists spelling reading address bigram chain percent lexeme lookout analyse metadata aliases warn beginnings instrument instrument_lists instrument_pack instrument_unpack instrument_find instrument_country instrument_law instrument_generic provision_words provision_stem provision_token provision_label provision_put provision_bracket provision_glued provision_russian provision_nummer provision_behind provision_letters provision_numbers provision_paragraph provision_before provision_signs provision_scan provision_items provision_link provision_link_after provision_units provision_document provision_emit provision_memory provision_standing provision_resolve commentary provision_head_words provision_head_number provision_head provision_own provision symbol symbol_comment symbol_document symbol_review symbol_adopter symbol_resolution instrument_title fingerprint wordbook signs wording wording_part wording_match compare compare_cut compare_parts compare_bound quotation quotation_plain
# What alone knows Xapian.
XAPIAN_FACE = xap xap_write xap_read xap_walk xap_query xap_make xap_guards xap_weight xap_search
STORE = $(XAPIAN_FACE) starts fingerprints lengths view check merge schema checksum record record_decode source pack sha256 digest plain manifest manifest_seal manifest_files build build_write build_files build_carry limits listfiles files document
FORMATS = detect document front encoding charset charset_reading jsonl foreign message sandbox child raised segments html_charset module codepage held parts detect_mail ocr scanned
# The module readers.so
READERS = readers numerals html_tree html_notes html_ruled html_main html_meta html_linked html_blocks html_marker html_numbers html_rows html_spans html_write html zip xml headings office office_paragraph office_calls docx_styles docx_gone docx_text docx_signs docx_notes docx_blocks docx odt_styles odt rtf_lex rtf_tables rtf_text rtf_blocks rtf mime mime_text mail_roles mail mail_parts epub_package epub_page epub
# The module pdf.so
PDF = pdf pdf_load pdf_end pdf_turned pdf_forms pdf_ligatures pdf_sizes pdf_layer pdf_watermarks pdf_line_numbers pdf_margin_numbers pdf_row_numbers pdf_lines pdf_turned_signs pdf_text pdf_page_numbers pdf_furniture pdf_rules pdf_sides pdf_grid pdf_drawn pdf_split pdf_cuts pdf_cells_columns pdf_cells pdf_tables pdf_columns pdf_contents pdf_calls pdf_notes pdf_large_notes pdf_flow pdf_stretched pdf_repeats pdf_breaks pdf_blocks pdf_write pdf_title pdf_scan pdf_scan_table pdf_render
RENDER = passage_text cite json cite_words cite_place cite_shared cite_case cite_court cite_pinpoint cite_oscola cite_chicago cite_un cite_bluebook cite_apa cite_isolate cite_quotes cite_style cite_works export export_csl export_tex export_ris link link_text html_text sheet
INDEXER = outline outline_blocks lines line_numbers page_lines furniture loose cues contents spread tight apart beside marks mark_numbers mark_letters shape names annex run_on dates calls notes chains blocks splits begin_heading begin markdown joins titleblock titleblock_fits title_note datelines hearing quoted lone stars contents_typed signatures bare bare_numbers roles articles inner tags markup markup_emphasis markup_marks place emit item_lists item_marks title title_choose title_opening title_case signing authors catalogue catalogue_read csv_rows passage cited name_counts terms post post_words post_labels walk failures catalogues wire crew shard dominant ingest ingest_read ingest_source ingest_lines worker tally events progress options opened commands build_command list_command export_command check_command golden building_golden attached file_table file_table_disk name_totals base base_carry base_edit building building_carry building_read building_merge building_finish building_publish building_report file_hashes update_plan update_gone update_command remove_command rollback_command check_files diff_passages diff_print diff_command
SEARCHER = library listed term query query_words query_tokens query_fields query_settle query_quotes query_notes query_describe dates match match_near match_plan plan plan_sides pasted_calls plan_survey plan_leaves plan_terms plan_expansions plan_queries plan_fields plan_titles plan_cited plan_cited_terms plan_country plan_provisions plan_paragraphs plan_passages plan_judgments run_text name_forms plan_names plan_dates plan_figures plan_numbers plan_person match_person match_cited rank order order_own feedback rerank evidence explain options session batch hit negation units choose snippet layout print headline headline_cited headline_names print_text print_heading print_json print_table print_none reread provisions suggest suggest_apart verify verify_claim verify_quote beside show copies options_check options_table notes links print_export bundle bundle_files bundle_sources scope provision_table quote quote_find quote_reader quote_window quote_judge quote_parts quote_differ quote_describe quote_text quote_json quote_document quote_command memory
# The module serve.so, and in it what no test can do without a server.
WEB = asset_find template texts hrefs address wire errors page place view_hit view_facets view_scope view_passage asked facets holdings desk found_source chart routes page_search page_source page_sources page_provisions page_quote api
SERVER = workers front front_reply front_lines serve
ASSETS = $(sort $(wildcard searcher/web/assets/*))

LIBRARY = $(TEXT:%=text/%.o) $(STORE:%=store/%.o) $(FORMATS:%=formats/%.o) $(RENDER:%=render/%.o)
INDEXER_OBJECTS = $(INDEXER:%=$(BUILD)/indexer/%.o) $(BUILD)/indexer/building_direct.o $(BUILD)/store/direct.o $(BUILD)/store/pack_write.o
SEARCHER_OBJECTS = $(SEARCHER:%=$(BUILD)/searcher/%.o)
WEB_OBJECTS = $(WEB:%=$(BUILD)/module/searcher/web/%.o) $(BUILD)/module/searcher/web/assets.o
SERVER_OBJECTS = $(SERVER:%=$(BUILD)/module/searcher/web/%.o)
LIBRARY_OBJECTS = $(LIBRARY:%=$(BUILD)/%)
READER_OBJECTS = $(READERS:%=$(BUILD)/module/formats/%.o)
PDF_OBJECTS = $(PDF:%=$(BUILD)/module/formats/%.o)
BENCH_TOOLS = $(BUILD)/tools/bench/ask $(BUILD)/tools/bench/plan $(BUILD)/tools/bench/hrindex_without $(BUILD)/tools/bench/floor $(BUILD)/tools/bench/rows $(BUILD)/tools/bench/turns $(BUILD)/tools/bench/fts5_serve
include store/bulk/bulk.mk
UNIT_TESTS = $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c))

all: $(BUILD)/hrindex $(BUILD)/hrsearch $(BUILD)/readers.so $(BUILD)/pdf.so $(BUILD)/serve.so $(STEM_MODULE) $(BUILD)/lexicon $(BUILD)/stopwords

$(BUILD)/hrindex: $(BUILD)/indexer/main.o $(INDEXER_OBJECTS) $(LIBRARY_OBJECTS)
	$(CXX) $(LDFLAGS) $(EXPORT) -o $@ $^ $(LDLIBS)

$(BUILD)/text/stem.o: CPPFLAGS += $(if $(STEM_LIBRARY),-DSTEM_LIBRARY='"$(STEM_LIBRARY)"')

$(BUILD)/hrsearch: $(BUILD)/searcher/main.o $(SEARCHER_OBJECTS) $(LIBRARY_OBJECTS) $(STEM_ABSENT) $(BUILD)/exports
	$(CXX) $(LDFLAGS) $(EXPORT_USED) $(QUERY_LINK) -o $@ $(filter %.o,$^) $(ARCHIVES) -lstdc++ $(LDLIBS)

$(BUILD)/stemmers.so: $(BUILD)/module/text/stem_absent.o
	$(CC) $(LDFLAGS) -shared -Wl,-Bsymbolic -Wl,-z,pack-relative-relocs $(STEM_USED:%=-Wl,-u,%) -o $@ $^ $(call ARCHIVE,stemmer)

$(BUILD)/readers.so: $(READER_OBJECTS)
	$(CXX) $(LDFLAGS) -shared -o $@ $^ $(READER_LIBS)

$(BUILD)/pdf.so: $(PDF_OBJECTS)
	$(CXX) $(LDFLAGS) -shared -o $@ $^ $(PDF_LIBS)

$(BUILD)/module/formats/pdf_load.o $(BUILD)/module/formats/pdf_forms.o $(BUILD)/module/formats/pdf_render.o $(BUILD)/module/formats/pdf_rules.o: CPPFLAGS += $(shell pkg-config --cflags $(PDF_PACKAGES) 2>/dev/null)

$(BUILD)/serve.so: $(SERVER_OBJECTS) $(WEB_OBJECTS)
	$(CXX) $(LDFLAGS) -shared -o $@ $^ $(WEB_LIBS)

$(BUILD)/exports: $(BUILD)/readers.so $(BUILD)/pdf.so $(BUILD)/serve.so $(STEM_MODULE)
	(echo '{'; nm -D --undefined-only $^ | sed -n 's/^ *[Uw] \([^@]*\).*/\1;/p' | LC_ALL=C sort -u; echo '};') >$@.new
	mv $@.new $@

# The files of the pages, compiled in.
$(BUILD)/module/searcher/web/assets.c: tools/embed $(ASSETS)
	@mkdir -p $(@D)
	tools/embed $(ASSETS) >$@.new
	mv $@.new $@

$(BUILD)/module/searcher/web/assets.o: $(BUILD)/module/searcher/web/assets.c
	$(CC) $(CPPFLAGS) $(CFLAGS) -fPIC -MMD -MP -c -o $@ $<

# The programs look for the lists beside themselves.
$(BUILD)/lexicon $(BUILD)/stopwords:
	@mkdir -p $(BUILD)
	ln -sfn "$(CURDIR)/$(@F)" $@

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/module/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -fPIC -MMD -MP -c -o $@ $<

$(BUILD)/%.o: %.cc
	@mkdir -p $(@D)
	$(CXX) $(CPPFLAGS) $(CXXFLAGS) -MMD -MP -c -o $@ $<

# A test's own code runs for a moment, and takes as long to compile as the rest: with -O2 twice that of -O1, and with
# the sanitizers' checks more again. Warnings that want -O1 are those of the plain build.
TEST_OPTIMISE = $(if $(SANITIZE),-O0,-O1) -g1
$(BUILD)/tests/unit/%.o: override OPTIMISE = $(TEST_OPTIMISE)

# Of all objects but the two mains a test program takes what it uses, and what it would
# look for in a module otherwise: the readers of foreign formats.
READER_SYMBOLS = -Wl,-u,foreign_readers,-u,mail_take_apart
# gold links them in less than half the time, where there is one.
TEST_LINK := $(if $(shell command -v ld.gold),-fuse-ld=gold)

$(BUILD)/program.a: $(INDEXER_OBJECTS) $(SEARCHER_OBJECTS) $(WEB_OBJECTS) $(LIBRARY_OBJECTS) $(READER_OBJECTS)
	rm -f $@
	ar qcsT $@ $^

$(BUILD)/tests/test_%: $(BUILD)/tests/unit/test_%.o $(BUILD)/tests/unit/tap.o $(BUILD)/program.a
	@mkdir -p $(@D)
	$(CXX) $(LDFLAGS) $(TEST_LINK) $(EXPORT) $(READER_SYMBOLS) -o $@ $^ $(LDLIBS) $(READER_LIBS)

# They alone are linked with poppler.
POPPLER_TESTS = $(BUILD)/tests/test_pdf $(BUILD)/tests/test_scan $(BUILD)/tests/test_ocr
$(POPPLER_TESTS): $(BUILD)/tests/test_%: $(BUILD)/tests/unit/test_%.o $(BUILD)/tests/unit/tap.o $(PDF_OBJECTS) $(BUILD)/program.a
	@mkdir -p $(@D)
	$(CXX) $(LDFLAGS) $(TEST_LINK) $(EXPORT) $(READER_SYMBOLS) -o $@ $^ $(LDLIBS) $(READER_LIBS) $(PDF_LIBS)

# ---- what a person asks for ----

deps:
	@tools/deps build

demo: deps
	@$(MAKE) --no-print-directory -s -j$(CORES) all
	@tools/demo $(BUILD)

# What only the tests need is fetched and installed while the programs are compiled.
test:
	@tools/deps build
	@$(MAKE) --no-print-directory -s -j$$(($(CORES) + 1)) test-deps check-build
	@PLAIN="$$(cd $(BUILD) && pwd)" tests/run all:$(ASAN) valgrind:$(BUILD) all:$(BUILD)

# One test by name: make check T=snippet
check: all $(UNIT_TESTS)
	@tests/run $(T:%=-t %) $(BUILD)

check-asan: check-build-sanitized
	@tests/run $(T:%=-t %) $(ASAN)

test-deps:
	@tools/deps test

# Both at once: neither waits for what the other links last.
check-build: check-build-plain check-build-sanitized

check-build-plain:
	@$(MAKE) --no-print-directory -s check-build-one

check-build-sanitized:
	@$(MAKE) --no-print-directory -s $(SANITIZED) check-build-one

check-build-one: all $(UNIT_TESTS)

$(BUILD)/tools/%: $(BUILD)/tools/%.o $(LIBRARY_OBJECTS)
	$(CXX) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# Beside hrsearch, no more than Xapian is linked.
$(BUILD)/tools/bench/ask: $(BUILD)/tools/bench/ask.o $(XAPIAN_FACE:%=$(BUILD)/store/%.o) $(BUILD)/store/xap_carry.o $(BUILD)/store/document.o $(BUILD)/text/pool.o $(BUILD)/text/strmap.o $(BUILD)/text/buf.o
	$(CXX) $(LDFLAGS) -o $@ $^ -lm $(shell pkg-config --libs xapian-core)

$(BUILD)/tools/bench/plan: $(BUILD)/tools/bench/plan.o $(BUILD)/store/xap_carry.o $(SEARCHER_OBJECTS) $(LIBRARY_OBJECTS)
	$(CXX) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# hrindex, but that it finds no provisions, symbols and names.
WITHOUT = cited_begin cited_fill name_counts_text
$(BUILD)/tools/bench/hrindex_without: $(BUILD)/tools/bench/without.o $(BUILD)/indexer/main.o $(INDEXER_OBJECTS) $(LIBRARY_OBJECTS)
	$(CXX) $(LDFLAGS) $(WITHOUT:%=-Wl,--wrap=%) $(EXPORT) -o $@ $^ $(LDLIBS)

# SQLite and microhttpd alone, but for a buffer.
$(BUILD)/tools/bench/fts5_serve: $(BUILD)/tools/bench/fts5_serve.o $(BUILD)/text/buf.o
	$(CC) $(LDFLAGS) -o $@ $^ $(WEB_LIBS) -lsqlite3

bench:
	@tools/deps bench
	@$(MAKE) --no-print-directory -s all $(BENCH_TOOLS)
	@tools/bench/run $(BUILD)

# The search page under load: make soak SECONDS=300
soak:
	@tools/deps bench
	@$(MAKE) --no-print-directory -s all
	@tools/soak $(BUILD) $(or $(SECONDS),600)

eval: all $(BUILD)/tools/score
	@tools/eval $(BUILD)

install: all
	install -d "$(DESTDIR)$(BINDIR)" "$(DESTDIR)$(LIBDIR)" "$(DESTDIR)$(DATADIR)/lexicon" "$(DESTDIR)$(DATADIR)/stopwords" "$(DESTDIR)$(MANDIR)"
	install $(BUILD)/hrindex $(BUILD)/hrsearch "$(DESTDIR)$(BINDIR)"
	install -m 644 $(BUILD)/readers.so $(BUILD)/pdf.so $(BUILD)/serve.so $(STEM_MODULE) "$(DESTDIR)$(LIBDIR)"
	install -m 644 lexicon/* "$(DESTDIR)$(DATADIR)/lexicon"
	install -m 644 stopwords/* "$(DESTDIR)$(DATADIR)/stopwords"
	install -m 644 man/hrindex.1 man/hrsearch.1 "$(DESTDIR)$(MANDIR)"
	install -d "$(DESTDIR)$(DATADIR)/examples"
	install -m 644 man/hrsearch.service man/hrsearch.nginx "$(DESTDIR)$(DATADIR)/examples"

uninstall:
	rm -f "$(DESTDIR)$(BINDIR)/hrindex" "$(DESTDIR)$(BINDIR)/hrsearch"
	rm -f "$(DESTDIR)$(MANDIR)/hrindex.1" "$(DESTDIR)$(MANDIR)/hrsearch.1"
	rm -rf "$(DESTDIR)$(DATADIR)" "$(DESTDIR)$(LIBDIR)"

clean:
	rm -rf build

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

.PHONY: all deps demo test test-deps check check-asan check-build check-build-plain check-build-sanitized check-build-one bench soak eval install uninstall clean
.SECONDARY:
