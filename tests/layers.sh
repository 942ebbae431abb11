#!/bin/sh
# The direction of the arrows: which room may include which, and who alone may
# include a foreign library's header.
. tests/lib.shlib
case $HRINDEX in *asan*) skip 'the layers' 'the sources are those of the release build' && done_testing ;; esac

# edge ROOM ALLOWED...: every "room/x.h" that ROOM includes is in ROOM or ALLOWED.
edge() {
	room=$1
	shift
	allowed=$(printf '%s|' "$room" "$@")
	! grep -rHnE '^#include "[a-z]+/' --include='*.[ch]' --include='*.cc' "$room" |
		grep -vE "#include \"(${allowed%|})/"
}
check 'text includes nothing else' edge text
check 'store includes text' edge store text
check 'formats includes text' edge formats text
check 'render includes text and store' edge render text store
check 'indexer includes all but searcher' edge indexer text store formats render
check 'searcher includes all but indexer' edge searcher text store formats render
own_web() { ! grep -Hn '^#include "searcher/web/' searcher/*.[ch] | grep -v 'searcher/main.c:.*"searcher/web/serve.h"'; }
check 'nothing else of searcher includes searcher/web, but main its module' own_web

# only HEADER FILE...: no file but these includes the header.
only() {
	header=$1
	shift
	for file in $(grep -lE "^#include <$header" */*.c */*.h */*.cc searcher/web/*.[ch] store/bulk/*.[ch] 2>/dev/null); do
		case " $* " in *" $file "*) ;; *) echo "$file includes <$header" && return 1 ;; esac
	done
}
check 'only store/xap_parts.h includes Xapian' only 'xapian' store/xap_parts.h
# xapian_is_apart: only the files behind xap.h share their parts.
xapian_is_apart() {
	! grep -Hn '#include "store/xap_parts.h"' */*.[ch] */*/*.[ch] */*.cc | grep -v '^store/xap[_a-z]*\.cc:\|^store/xap_guards\.h:'
}
check 'only store/xap*.cc and store/xap_guards.h include store/xap_parts.h' xapian_is_apart
check 'only text/utf8.c includes utf8proc' only 'utf8proc' text/utf8.c
check 'only text/stem.c includes libstemmer' only 'libstemmer' text/stem.c
check 'only store/sha256.c includes nettle' only 'nettle' store/sha256.c
check 'only store/pack_write.c includes libdeflate' only 'libdeflate' store/pack_write.c
# bulk_is_apart: only store/direct.c knows store/bulk.
bulk_is_apart() {
	! grep -Hn '#include "store/bulk/' */*.[ch] */*.cc | grep -vE '^(store/direct\.c|tests/)'
}
check 'only store/direct.c includes store/bulk' bulk_is_apart
check 'only indexer/csv_rows.c includes libcsv' only 'csv' indexer/csv_rows.c
check 'only formats/html_tree.h includes gumbo' only 'gumbo' formats/html_tree.h
check 'only formats/zip.c includes libarchive' only 'archive' formats/zip.c
check 'only formats/xml.c includes expat' only 'expat' formats/xml.c
check 'only formats/pdf_load.c, pdf_forms.h and pdf_render.h include poppler' only 'poppler' formats/pdf_load.c formats/pdf_forms.h formats/pdf_render.h
check 'only searcher/web/front_parts.h includes libmicrohttpd' only 'microhttpd' searcher/web/front_parts.h
# web_is_apart: only the HTTP side knows the parts that know libmicrohttpd.
web_is_apart() {
	! grep -Hn '#include "searcher/web/front_parts.h"' */*.[ch] */*/*.[ch] | grep -v '^searcher/web/front[_a-z]*\.c:'
}
check 'only searcher/web/front*.c include front_parts.h' web_is_apart

# strangers: who includes a header that says whom it is for, and is not named there.
strangers() { awk -f tests/strangers.awk */*.[ch] */*/*.[ch]; }
named() { test -z "$(strangers | tee /dev/stderr)"; }
check 'headers name those who include them' named
# One that does not: in a.c and in a room it may be included, in c.c not.
mkdir "$TMP/made" "$TMP/made/room"
cat >"$TMP/made/of.h" <<'END'
/*
 * of.h: what a.c has. For a.c, b*.c and
 * made/room/ only: it is made up.
 */
END
echo '#include "made/of.h"' | tee "$TMP/made/a.c" "$TMP/made/bc.c" "$TMP/made/b_parts.h" "$TMP/made/room/d.c" >"$TMP/made/c.c"
made() { (cd "$TMP" && awk -f "$OLDPWD/tests/strangers.awk" made/*.[ch] made/*/*.c) | diff - "$TMP/stranger"; }
echo 'made/of.h does not name made/c.c' >"$TMP/stranger"
check 'one who is not named is found' made

# unproven: the headers that no source of theirs, which has been compiled, includes before all else.
unproven() {
	# Three have no C of their own.
	ls */*.h searcher/web/*.h store/bulk/*.h | grep -vx -e text/break_tables.h -e store/xap_parts.h -e store/xap_guards.h |
		while read -r header; do
			test "$(grep -m 1 '^#' "${header%.h}.c" 2>/dev/null)" = "#include \"$header\"" || echo "$header"
		done
}
self_contained() {
	${CC:-gcc} -std=c11 -I. -D_GNU_SOURCE -fsyntax-only -x c $(unproven)
}
check 'some headers are not the first of their own source' test -n "$(unproven)"
check 'every header compiles alone' self_contained
done_testing
