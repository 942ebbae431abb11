#!/bin/sh
# The same passage in several sources is one hit, with each source's citation.
. tests/lib.shlib

index=$TMP/index
mkdir "$TMP/texts"
cat >"$TMP/texts/one.txt" <<'T'
Statement on the detention of journalists

Summary

The arrest of two journalists in Almaty on 3 May 2019 violates the right to “freedom of expression”.

Release them at once.
T
cat >"$TMP/texts/two.html" <<'T'
<html><body><h1>Statement on the detention of journalists</h1><h2>Summary</h2>
<p>The arrest of two journalists in Almaty on 3 May 2019 violates the right to "freedom of expres&shy;sion"</p>
<p>Release them at once.</p></body></html>
T
echo 'Release them at once.

Another text.' >"$TMP/texts/three.txt"
echo 'The arrest of three journalists in Almaty on 3 May 2019 violates the right to “freedom of expression”.' >"$TMP/texts/four.txt"
cat >"$TMP/texts/catalogue.csv" <<'T'
file,title,publisher,date
one.txt,Statement,Body One,2019
two.html,Statement,Body Two,2019
T
echo 'The floods of the spring cost the northern district 1.5 million in all, as the governor said.' >"$TMP/texts/less.txt"
echo 'The floods of the spring cost the northern district 15 million in all, as the governor said.' >"$TMP/texts/more.txt"
i=0
while test $i -lt 60; do
	mkdir -p "$TMP/texts/many"
	printf 'Drought has emptied the wells of the northern district since the spring.\n\nWells of number %d.\n' $i >"$TMP/texts/many/$i.txt"
	i=$((i + 1))
done
"$PLAIN_HRINDEX" --quiet build -i "$index" "$TMP/texts"

ask() { "$HRSEARCH" -i "$index" "$@" >"$TMP/out" 2>&1; }
hits() { # N QUERY...: so many hits
	wanted=$1
	shift
	"$HRSEARCH" -i "$index" --format json --limit 100 "$@" >"$TMP/out" 2>"$TMP/err"
	test "$(wc -l <"$TMP/out")" -eq "$wanted"
}
both_cited() {
	ask '"two journalists"' && has "$TMP/out" 'Body One, Statement (2019), 1st paragraph' && has "$TMP/out" 'Body Two, Statement (2019), 1st paragraph'
}
check 'two formats, one hit' hits 1 '"two journalists"'
check 'the other is in the JSON' grep -q '"also":\[{"id":"[0-9a-f]*","source":' "$TMP/out"
check 'both are cited' both_cited
check 'the summary says so' has "$TMP/out" '2 passages; shown: 1, from 1 source, with 1 copy in others.'
prints=$(echo "$index"/build-*/fingerprints)
cp "$prints" "$TMP/prints"
tr '\000-\377' '\377' <"$TMP/prints" >"$prints"
check 'the same where the file of fingerprints is damaged, as the passages have them, too' hits 1 '"two journalists"'
check '  which hrindex check tells' sh -c '! "$1" check -i "$2" 2>&1 | grep -q "is whole" && "$1" check -i "$2" 2>&1 | grep -q fingerprints' sh "$HRINDEX" "$index"
cp "$TMP/prints" "$prints"
check 'each by itself with --copies' hits 2 --copies '"two journalists"'
records() { # N QUERY...: so many works
	wanted=$1
	shift
	test "$("$HRSEARCH" -i "$index" --format ris "$@" | grep -c '^TY')" -eq "$wanted"
}
check 'a record is of the hit alone' records 1 '"two journalists"'
check 'and of each copy with --copies' records 2 --copies '"two journalists"'
named() { # FORMAT: the record names the other source
	"$HRSEARCH" -i "$index" --format "$1" '"two journalists"' >"$TMP/record"
	test "$(grep -oE 'The same text: (Body One|Body Two), ' "$TMP/record" | wc -l)" -eq 1
}
for format in ris bibtex biblatex csl-json; do
	check "its note names the other, in $format" named $format
done
check 'or the first five of many, and counts the rest' sh -c "'$HRSEARCH' -i '$index' --format ris '\"drought has emptied\"' | grep -q 'The same text: .* And in 54 more sources\.'"
check 'one word less is no copy' hits 2 '"journalists in almaty on 3 May 2019"'
check 'another number is no copy' hits 2 '"cost the northern district"'
check 'a short passage is a copy where its neighbour is one' hits 2 '"release them at once"'
check 'the count is of passages' sh -c "test \"\$('$HRSEARCH' -i '$index' --count '\"two journalists\"')\" = 2"
check 'sixty copies are one hit' hits 1 '"drought has emptied"'
check 'no more than twenty of them are read' sh -c "test \"\$(grep -o '\"citation\"' '$TMP/out' | wc -l)\" -eq 21"
check 'the text names five and counts the rest' sh -c "'$HRSEARCH' -i '$index' '\"drought has emptied\"' | grep -q '54 more sources have it: see --copies'"
check 'a page is full behind copies, few' hits 3 --limit 3 '"northern district" AND NOT (wells AND drought) OR "violates the right"'
check 'and many' hits 3 --limit 3 '"northern district"'

# ---- short passages, and the same words twice in one source ----
mkdir "$TMP/short"
begins='The mayor opened the first letter.'
ends='The visitors left the prison in the evening.'
while IFS='|' read -r name before after; do
	printf '%s\n\nNobody was told.\n\n%s\n' "$before" "$after" >"$TMP/short/$name.txt"
done <<T
a|$begins|$ends
b|$begins|The end of this one is its own.
c|The beginning of this one is its own.|$ends
d|All of this one is its own.|All of it.
T
printf 'The wells of the northern district were empty in the spring.\n\nIn the summer too.\n\nThe wells of the northern district were empty in the spring.\n' >"$TMP/short/e.txt"
for name in f h; do
	echo 'Nobody was asked.' >"$TMP/short/$name.txt"
done
for name in g i; do
	printf 'The common beginning of two letters.\n\nLetter %s.\n' $name >"$TMP/short/$name.txt"
done
"$PLAIN_HRINDEX" --quiet build -i "$TMP/shorts" "$TMP/short"
short() { # N QUERY: so many hits
	test "$("$HRSEARCH" -i "$TMP/shorts" --format tsv "$2" | tail -n +2 | wc -l)" -eq "$1"
}
check 'a short passage is a copy with the one before it, or the one after it' short 2 '"nobody was told"'
check 'what is said twice in one source is no copy' short 2 '"northern district"'
check 'a neighbour in another source is none' short 2 '"nobody was asked"'

# ---- several indexes ----
second=$TMP/second
"$PLAIN_HRINDEX" --quiet build -i "$second" "$TMP/texts"
both() { # N QUERY...: so many hits in the two
	wanted=$1
	shift
	test "$("$HRSEARCH" -i "$index" -i "$second" --format tsv --limit 100 "$@" | tail -n +2 | wc -l)" -eq "$wanted"
}
check 'a file in two indexes is one hit' both 1 '"two journalists"'
check 'each of its passages by itself with --copies' both 4 --copies '"two journalists"'
check 'what is no copy in one is none in two' both 2 '"cost the northern district"'
ln -s "$index" "$TMP/link"
check_status 'an index that is named three times' 0 "$HRSEARCH" -i "$index" -i "$TMP/link" -i "$index/" --count '"two journalists"'
check 'is read once' test "$(cat "$TMP/out")" = 2
check 'which is said of each' test "$(grep -c 'is named twice, and read once' "$TMP/err")" -eq 2

pages() { # the pages of one hit, under the sanitizers of five, are the whole answer
	"$HRSEARCH" -i "$index" --format tsv --limit 100 "$@" | tail -n +2 >"$TMP/whole"
	: >"$TMP/paged"
	at=0
	while test $at -lt "$(wc -l <"$TMP/whole")"; do
		"$HRSEARCH" -i "$index" --format tsv --limit "$slowness" --offset $at "$@" | tail -n +2 >>"$TMP/paged"
		at=$((at + slowness))
	done
	cmp "$TMP/whole" "$TMP/paged" && test -s "$TMP/whole"
}
check 'pages of a query' pages wells drought arrest
check 'pages of a phrase' pages '"emptied the wells"'
check 'pages with --copies' pages --copies wells drought
done_testing
