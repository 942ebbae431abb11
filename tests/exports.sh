#!/bin/sh
# 200 hits exported, and read back by an independent reader (bibutils): no
# quotation, hash, passage or work is lost. Addresses of hits.
. tests/lib.shlib

index=$TMP/index
set -- corpus
test -d "$SHARED/corpus" && set -- "$SHARED/corpus" "$SHARED/formats"
"$PLAIN_HRINDEX" --quiet build -i "$index" "$@" 2>/dev/null
query='the right of everyone to freedom of expression law article state authorities'
ask() {
	"$HRSEARCH" -i "$index" --limit 200 --per-source 100 "$@" "$query"
}
ask --format tsv >"$TMP/hits.tsv"
ask --format json >"$TMP/hits.jsonl"
hits=$(wc -l <"$TMP/hits.jsonl")
check 'there are hits enough' test "$hits" -ge 100
works=$(cut -f3 "$TMP/hits.tsv" | sed 1d | sort -u | wc -l)

# normal FILE: with one kind of quotation marks, dashes and spaces, as readers set them.
normal() {
	sed 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&apos;/'"'"'/g; s/&amp;/\&/g
		s/[“”„]/"/g; s/[‘’]/'"'"'/g; s/[–—]/-/g; s/--*/-/g; s/  */ /g' "$1"
}
# lost FILE: prints each hit whose quotation, passage or hash is not in the file.
sed 's/.*"id":"\([0-9a-f]\{16\}\)","match".*"sha256":"\([0-9a-f]\{64\}\)"},"provisions".*/\1 \2/' "$TMP/hits.jsonl" >"$TMP/hashes"
cut -f2,5 "$TMP/hits.tsv" | sed 1d >"$TMP/quotations"
normal "$TMP/quotations" >"$TMP/quotations.normal"
lost() {
	normal "$1" >"$TMP/read"
	awk -F '\t' -v hashes="$TMP/hashes" -v read="$TMP/read" '
		BEGIN {
			while ((getline line < read) > 0) all = all line "\n"
			while ((getline line < hashes) > 0) { split(line, part, " "); hash[part[1]] = part[2] }
		}
		{
			n++
			if (!index(all, $2)) print "quotation of " $1 ": " $2
			if (!index(all, "passage " $1)) print "passage " $1
			if (hash[$1] == "" || !index(all, "sha256 " hash[$1])) print "hash of " $1
		}
		END { if (n < 100) print "too few: " n }' "$TMP/quotations.normal"
}
read_back() { # FORMAT READER
	ask --format "$1" >"$TMP/export.$1" || return 1
	$2 -i utf8 -o utf8 "$TMP/export.$1" >"$TMP/$1.xml" 2>/dev/null || return 1
	lost "$TMP/$1.xml" >"$TMP/lost"
	cat "$TMP/lost"
	test ! -s "$TMP/lost" && test "$(grep -c '^<mods ID' "$TMP/$1.xml")" -eq "$works"
}
if command -v bib2xml >/dev/null 2>&1; then
	check "BibTeX: $hits hits, nothing lost" read_back bibtex "bib2xml -nt"
	check "BibLaTeX: $hits hits, nothing lost" read_back biblatex biblatex2xml
	check "RIS: $hits hits, nothing lost" read_back ris "ris2xml -nt"
else
	skip 'BibTeX, BibLaTeX and RIS are read back' 'bibutils is not installed'
fi
csl() {
	ask --format csl-json >"$TMP/export.json" && sed 's/\\"/"/g' "$TMP/export.json" >"$TMP/csl" &&
		lost "$TMP/csl" >"$TMP/lost"
	cat "$TMP/lost"
	test ! -s "$TMP/lost" && test "$(grep -c '^{"id"' "$TMP/export.json")" -eq "$works"
}
check "CSL-JSON: $hits hits, nothing lost" csl
# CITEPROC: a folder with node_modules/citeproc, styles/*.csl and locales-en-US.xml (tests/citeproc.js).
if test -n "${CITEPROC-}" && command -v node >/dev/null 2>&1; then
	check 'citeproc cites every hit' node tests/citeproc.js "$CITEPROC" "$TMP/export.json"
else
	skip 'citeproc cites every hit' 'CITEPROC is not set'
fi
check_status 'records for a batch' 2 "$HRSEARCH" -i "$index" --batch /dev/null --format ris
one() {
	id=$(sed -n 1p "$TMP/hashes" | cut -d' ' -f1)
	"$HRSEARCH" -i "$index" --show "$id" --format ris >"$TMP/out" && has "$TMP/out" "passage $id" &&
		"$HRSEARCH" -i "$index" --show "$id" | grep -q "^sha256 *$(sed -n 's/^N1 .*sha256 \([0-9a-f]*\) of.*/\1/p' "$TMP/out") "
}
check '--show gives the record of one passage' one
none() {
	"$HRSEARCH" -i "$index" --quiet --format csl-json xyzzy | tr -d '\n' | grep -qx '\[\]'
}
check 'no hit: an empty array' none

# ---- addresses ----

mkdir "$TMP/pages"
cat >"$TMP/pages/catalogue.csv" <<'EOF'
file,url
a.html,https://example.org/a?x=1
b.txt,http://example.org/b.pdf
c.txt,ftp://example.org/c
d.md,https://example.org/d#part
EOF
cat >"$TMP/pages/a.html" <<'EOF'
<html><body><h1>Wells</h1><p>The wells were dry. Nobody had asked the villagers whether they needed water in that year.</p>
<p>The wells were dry. Everybody had asked<sup><a href="#n1" id="r1">1</a></sup> the ministry, and the ministry answered that there was
water enough for all, for it had been told so by those who had dug the wells in the first year of the plan, when the rains
had not yet failed and when the rivers ran full from the mountains to the lake, as they had always done before.</p>
<p id="n1"><a href="#r1">1</a> A note on asking.</p></body></html>
EOF
echo 'The cisterns were empty and nobody knew why they were.' >"$TMP/pages/b.txt"
cp "$TMP/pages/b.txt" "$TMP/pages/c.txt"
printf '# Part\n\nThe **reservoir** fell below its lowest mark, and the pumps were stopped, again.\n' >"$TMP/pages/d.md"
"$PLAIN_HRINDEX" --quiet build -i "$TMP/second" "$TMP/pages"
linked() { # QUERY LINK
	"$HRSEARCH" -i "$TMP/second" --format json "$1" --limit 1 >"$TMP/out" && has "$TMP/out" "\"link\":\"$2\""
}
check 'a text that stands once' linked '"asked the villagers"' \
	'https://example.org/a?x=1#:~:text=The%20wells%20were%20dry%2E%20Nobody%20had%20asked%20the%20villagers%20whether%20they%20needed%20water%20in%20that%20year%2E'
# linked_not QUERY TEXT: the address of the first hit does not hold the text.
linked_not() {
	"$HRSEARCH" -i "$TMP/second" --format json "$1" --limit 1 >"$TMP/out" && ! sed 's/.*"link"//' "$TMP/out" | grep -qF "$2"
}
check 'a long text, by its first and last words, none of them at a note call' linked '"water enough for all"' \
	'https://example.org/a?x=1#:~:text=The%20wells%20were%20dry%2E%20Everybody,had%20always%20done%20before%2E'
check 'the note call is not in it' linked_not '"water enough for all"' 'asked1'
check 'a PDF file without pages: the address alone' linked 'cisterns source:b.txt' 'http://example.org/b.pdf'
no_link() {
	"$HRSEARCH" -i "$TMP/second" --format json "$1" >"$TMP/out" && ! has "$TMP/out" '"link"'
}
check 'no address of the web: none' no_link 'cisterns source:c.txt'
check 'a fragment that is there stays; marked words are left out' linked reservoir \
	'https://example.org/d#part:~:text=fell%20below%20its%20lowest%20mark%2C%20and%20the%20pumps%20were%20stopped%2C%20again%2E'
printed() {
	"$HRSEARCH" -i "$TMP/second" reservoir | grep -qx '    https://example.org/d#part:~:text=[A-Za-z0-9%,]*'
}
check 'printed on a line of its own' printed
done_testing
