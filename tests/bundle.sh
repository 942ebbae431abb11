#!/bin/sh
# --bundle: a folder that can be checked without the programs.
. tests/lib.shlib

mkdir -p "$TMP/papers/deep"
cat >"$TMP/papers/deep/o'dd \$name;.txt" <<'EOF'
1. The drought went on and on. Nobody had dug a well.

2. <script>alert("drought")</script> & the wells ran dry.
EOF
printf '%s\n' '{"id":"<b>line</b>","title":"Line \"one\" & <i>two</i>","publisher":"Body <x>","url":"https://example.org/x","language":"en","text":"The drought in the record was long, and the herds were lost to it."}' >"$TMP/papers/lines.jsonl"
printf 'Caf\351s closed in the drought; the caf\351 owners were not paid for a year.\n' >"$TMP/papers/latin.txt"
printf '<html lang="en"><body><p>The drought on the page<sup><a href="#n1" id="r1">1</a></sup> was long, and it was not the first.</p><p id="n1"><a href="#r1">1</a> A note on it.</p></body></html>' >"$TMP/papers/page.html"
index=$TMP/index
"$PLAIN_HRINDEX" --quiet build -i "$index" "$TMP/papers" || exit 1
bundle() {
	rm -rf "$TMP/b"
	"$HRSEARCH" -i "$index" --bundle "$TMP/b" "$@" >"$TMP/out" 2>"$TMP/err"
}

# The name of a source's copy is its own name's end, whatever folder it is in.
mkdir -p "$TMP/long/folder"
end=$(printf '%060d' 0 | tr 0 n)
for name in "${end#nnnn}.txt" "${end#nnn}.txt"; do
	echo 'A flood of the river.' >"$TMP/long/folder/$name"
done
"$PLAIN_HRINDEX" --quiet build -i "$TMP/longs" "$TMP/long" || exit 1
"$HRSEARCH" -i "$TMP/longs" --copies --bundle "$TMP/l" flood >"$TMP/out"
check 'names of sources, as long as they may be, and longer' test "$(cd "$TMP/l/sources" && echo *)" = "001-${end#nnnn}.txt 002-${end#nnnn}.txt"

check_status 'a bundle' 0 bundle --cite chicago drought
check 'says what it holds' has "$TMP/out" '5 quotations from 4 sources'
check 'and how it is checked' has "$TMP/out" "To check: sh $TMP/b/check.sh"
named() { # NAME COMMAND: a bundle in a folder of that name is checked by the command that is told
	(cd "$TMP" && "$HRSEARCH" -i "$index" --bundle="$1" --limit 1 drought >"$TMP/out") && has "$TMP/out" "To check: $2" &&
		(cd "$TMP" && eval "$2" >/dev/null)
}
check 'in a folder whose name has a space and a quote' named "it's mine" "sh 'it'\\''s mine/check.sh'"
check 'in a folder whose name begins with a dash' named -x 'sh ./-x/check.sh'
sums() {
	(cd "$TMP/b" && sha256sum --quiet -c SHA256SUMS) && test "$(find "$TMP/b" -type f | wc -l)" -eq "$(($(wc -l <"$TMP/b/SHA256SUMS") + 1))"
}
check 'sha256sum -c, and every file is in the list' sums
holds() {
	(cd / && sh "$TMP/b/check.sh") | grep -qx 'all hold'
}
check 'check.sh compares every quotation with its text' holds
compared() {
	test "$(grep -c '| cmp - ' "$TMP/b/check.sh")" -eq 5
}
check 'all of them' compared
names() {
	find "$TMP/b" -mindepth 1 | sed "s|^$TMP/b/||" | LC_ALL=C grep -vE '^[A-Za-z0-9._/-]+$'
}
check 'no name of a file is another program'\''s to misread' test -z "$(names)"
quoted() {
	sed 's/.*"snippet":{.*"sha256":"\([0-9a-f]*\)"}.*/\1/' "$TMP/b/hits.jsonl" | sort >"$TMP/want"
	sha256sum "$TMP"/b/quoted/* | cut -d' ' -f1 | sort | diff "$TMP/want" -
}
check 'the quoted bytes have the hashes of the hits' quoted
verified() {
	test "$("$HRSEARCH" -i "$index" --verify "$TMP/b/hits.jsonl" | grep -c '^ok')" -eq 5
}
check 'the hits verify' verified
sources() {
	cmp "$TMP/papers/page.html" "$TMP"/b/sources/*page.html && cmp "$TMP/papers/latin.txt" "$TMP"/b/sources/*latin.txt &&
		head -c -1 "$TMP/papers/lines.jsonl" | cmp - "$TMP"/b/sources/*.line.json &&
		test "$(ls "$TMP/b/texts" | wc -l)" -eq 3
}
check 'the sources are the files; texts where the file is not its text' sources
sheet() {
	! grep -qiE '<script|<b>line|<img|javascript:| on[a-z]+=' "$TMP/b/index.html" &&
		has "$TMP/b/index.html" '&lt;script&gt;alert(&quot;<mark>drought</mark>&quot;)&lt;/script&gt; &amp; the wells' &&
		has "$TMP/b/index.html" "default-src 'none'" && has "$TMP/b/index.html" 'href="https://example.org/x#:~:text='
}
check 'the sheet runs nothing' sheet
cited() {
	has "$TMP/b/citations.txt" 'Body <x>, Line "One" & <I>two</i>, n.d., 1st paragraph (counted), https://example.org/x. [' &&
		has "$TMP/b/bibliography.txt" 'Body <x>. Line "One" & <I>two</i>. N.d. https://example.org/x.' &&
		has "$TMP/b/citations.bib" '@report{' && has "$TMP/b/citations.ris" 'TY  - RPRT' && has "$TMP/b/citations.csl.json" '"custom"'
}
check 'citations in the style, and records' cited

altered() {
	printf x >>"$TMP/b/sources/$(ls "$TMP/b/sources" | grep 'dd')" && ! sh "$TMP/b/check.sh" >"$TMP/out" 2>&1 && ! has "$TMP/out" 'all hold'
}
check 'a changed file is found' altered
moved() {
	bundle drought && sed -i 's/tail -c +4 /tail -c +5 /' "$TMP/b/check.sh" && ! sh "$TMP/b/check.sh" >"$TMP/out" 2>&1
}
check 'so is a quotation that is not where it should be' moved

check_status 'without sources' 0 bundle --no-sources drought
without() {
	test ! -e "$TMP/b/sources" && test ! -e "$TMP/b/texts" &&
		sh "$TMP/b/check.sh" | grep -qx 'all files hold; no quotation was compared' &&
		! has "$TMP/b/index.html" 'check.sh' && ! has "$TMP/b/README.txt" 'stands in its text' &&
		grep -q "$(sha256sum <"$TMP/papers/page.html" | cut -d' ' -f1)" "$TMP/b/sources.tsv"
}
check 'only their hashes' without

mkdir "$TMP/other"
echo 'The drought of another index was a drought too.' >"$TMP/other/other.txt"
"$PLAIN_HRINDEX" --quiet build -i "$TMP/second" "$TMP/other" || exit 1
check_status 'of two indexes' 0 bundle -i "$TMP/second" drought
digests() {
	grep -o 'from the indexes with the digests .*; citations' "$TMP/b/index.html" | grep -oE '[0-9a-f]{32}' | sort -u | wc -l
}
check 'the sheet names both' test "$(digests)" -eq 2

check_status 'no hit: no bundle' 1 bundle xyzzy
check 'and no folder' test ! -e "$TMP/b"
mkdir "$TMP/b"
check_status 'an empty folder will do' 0 "$HRSEARCH" -i "$index" --bundle "$TMP/b/" drought
check_status 'one that is not empty is left alone' 2 "$HRSEARCH" -i "$index" --bundle "$TMP/b" drought
check 'and said to be' has "$TMP/err" 'is not empty'
check_status 'a folder that cannot be made' 2 "$HRSEARCH" -i "$index" --bundle "$TMP/none/b" drought
check 'nothing is left' test ! -e "$TMP/none"
check_status '--no-sources alone' 2 "$HRSEARCH" -i "$index" --no-sources drought
check_status '--bundle and another format' 2 "$HRSEARCH" -i "$index" --bundle "$TMP/c" --format ris drought
check_status '--bundle and --show' 2 "$HRSEARCH" -i "$index" --bundle "$TMP/c" --show 0000

echo 'changed' >"$TMP/papers/latin.txt"
rm "$TMP/papers/page.html"
check_status 'sources that changed or are gone are an error' 2 bundle drought
check 'named' has "$TMP/err" 'latin.txt: no copy of the source is in the bundle'
missing() {
	has "$TMP/b/README.txt" 'page.html: no copy of the source' && sh "$TMP/b/check.sh" | grep -qx 'all hold' &&
		test "$(grep -c '| cmp - ' "$TMP/b/check.sh")" -eq 5
}
check 'the rest is there, and holds against the texts that the index kept' missing
done_testing
