#!/bin/sh
# A module that is missing, damaged or of another version costs the files that need it, and is named.
. tests/lib.shlib

program=$TMP/bin/hrindex
mkdir -p "$TMP/bin" "$TMP/texts"
cp "$HRINDEX" "$program"
cp -r lexicon stopwords "$TMP/bin/"
echo '<!DOCTYPE html><html><body><p>A page about detention.</p></body></html>' >"$TMP/texts/page.html"
echo 'A text about detention.' >"$TMP/texts/text.txt"

build() { "$program" build -i "$TMP/index" "$TMP/texts"; }
check_status 'without the module' 1 build
check 'the page is named' has "$TMP/err" 'page.html'
check 'with the reason and the remedy' has "$TMP/err" 'readers.so is not installed beside the program: install hrsearch again'
check 'the text was read' has "$TMP/err" '1 passage'

echo 'no shared object' >"$TMP/bin/readers.so"
check_status 'with a damaged module' 1 build
check 'it is named' has "$TMP/err" "cannot load $TMP/bin/readers.so"

echo 'const char module_version[] = "0.0.1"; const int foreign_readers = 0;' >"$TMP/other.c"
${CC:-gcc} -shared -fPIC -o "$TMP/bin/readers.so" "$TMP/other.c"
check_status 'with a module of another version' 1 build
check 'it is said' has "$TMP/err" 'readers.so is not of version'

rm "$TMP/bin/readers.so"
mkdir -p "$TMP/lib/hrsearch"
cp "${HRINDEX%/*}/readers.so" "$TMP/lib/hrsearch/"
check_status 'in the library folder' 0 build
done_testing
