#!/bin/sh
# Where hrsearch has the stemmers of languages from that it does not have in it: its module, libstemmer.
. tests/lib.shlib

few_lists "$TMP/few"
made() { # LANGUAGE TEXT
	mkdir -p "$TMP/$1.d"
	printf '%s\n' "$2" >"$TMP/$1.d/a.txt"
	"$PLAIN_HRINDEX" build --quiet --lexicon "$TMP/few" -i "$TMP/$1" --language "$1" "$TMP/$1.d"
}
made en 'The prisoners were released.'
made it 'I diritti delle persone detenute non sono riconosciuti.'
made el 'Το δικαστήριο αναγνώρισε τα δικαιώματα των κρατουμένων.'
# by_stem PROGRAM LANGUAGE WORD: the word is found in another form.
by_stem() {
	LD_DEBUG=files "$1" -i "$TMP/$2" --format tsv --looseness stem "$3" >"$TMP/out" 2>"$TMP/loaded"
}
check 'English is in the program' by_stem "$HRSEARCH" en prisoner
check_status 'which loads no stemmer' 1 grep -q stemmer "$TMP/loaded"
check 'Italian is found by stems' by_stem "$HRSEARCH" it persona
# Sanitized, dlopen is a library's, which takes $ORIGIN for its own folder: libstemmer is loaded then.
if test $slowness -ne 1; then
	skip 'of the module' 'a sanitized program does not find it'
elif test -e "${HRSEARCH%/*}/stemmers.so"; then
	check 'of the module' has "$TMP/loaded" "${HRSEARCH%/*}/stemmers.so"
	check_status 'and not of the library' 1 grep -q libstemmer "$TMP/loaded"
else
	skip 'of the module' 'libstemmer has no archive here'
fi
check 'Greek by those of the library' by_stem "$HRSEARCH" el δικαίωμα
mkdir "$TMP/alone"
cp "$HRSEARCH" "$TMP/alone"
check 'a program without its module has Italian from the library' by_stem "$TMP/alone/hrsearch" it persona
done_testing
