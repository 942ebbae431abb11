#!/bin/sh
# The embedded collection: five digests of 400 to 900 words, and a catalogue whose hashes are right.
. tests/lib.shlib

catalogue=corpus/catalogue.csv

words_within() {
	count=$(wc -w <"$1")
	echo "$1: $count words"
	test "$count" -ge 400 && test "$count" -le 900
}

# The line of the catalogue that begins with a file's name and its hash.
in_catalogue() {
	grep -qF "$(basename "$1"),$(sha256sum "$1" | cut -d ' ' -f 1)," "$catalogue"
}

# Paragraph numbers run from 1 without a gap: a pinpoint into a digest is certain.
numbers_run() {
	grep -o '^[0-9]*\. ' "$1" | awk '{ if ($1 + 0 != NR) { print FILENAME ": " $1 " is out of order"; bad = 1 } } END { exit bad || NR == 0 }'
}

# Every note that is called is there, and every note that is there is called.
notes_match() {
	grep -o '\[^[0-9]*\]' "$1" | sort | uniq -c | awk '{ if ($1 != 2) { print "note " $2 ": " $1 " times"; bad = 1 } } END { exit bad }'
}

digests=0
for digest in corpus/*.md; do
	digests=$((digests + 1))
	check "$digest has 400 to 900 words" words_within "$digest"
	check "$digest is in the catalogue as it is" in_catalogue "$digest"
	check "$digest says that it is a digest" has "$digest" "kind: digest"
	check "$digest numbers its paragraphs" numbers_run "$digest"
	check "$digest has its notes" notes_match "$digest"
done
check "there are five digests" test "$digests" -eq 5
check "the catalogue has ten rows" test "$(wc -l <"$catalogue")" -eq 11
check "five of them are digests" test "$(grep -c ',digest,' "$catalogue")" -eq 5

if test -d "$SHARED/corpus"; then
	for original in "$SHARED"/corpus/*.txt; do
		check "$(basename "$original") is in the catalogue as it is" in_catalogue "$original"
	done
else
	skip "the originals are in the catalogue as they are" "no $SHARED/corpus"
fi

index=$TMP/index
check_status "the collection is built without a failure" 0 "$HRINDEX" build -i "$index" --quiet corpus
check "the one warning names the originals, which are not here" sh -c \
	"grep -q 'fits 5 rows' '$TMP/err' && test \$(wc -l <'$TMP/err') -eq 1"
"$HRINDEX" list -i "$index" --json >"$TMP/list"
check "all five digests are sources" test "$(grep -c '"kind":"digest"' "$TMP/list")" -eq 5
"$HRSEARCH" -i "$index" --format json --limit 100 'Article 174' >"$TMP/hits"
check "each of them answers to Article 174" test "$(grep -o '"id":"digest-[a-z0-9-]*"' "$TMP/hits" | sort -u | wc -l)" -eq 5
check "every citation says that it is a digest" test "$(grep -c '"citation":"Digest of ' "$TMP/hits")" -eq "$(wc -l <"$TMP/hits")"
done_testing
