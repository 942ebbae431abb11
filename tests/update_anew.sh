#!/bin/sh
# hrindex update reads all anew where that costs less than to take out what has changed: from 1,000
# passages on, and where six times as many as go are more than stay, all of them plain text. Either way
# the index is the one that a build makes.
. tests/lib.shlib
. tests/updates.shlib

# passages FILE COUNT WORD: a text of that many.
passages() {
	awk -v count="$2" -v word="$3" 'BEGIN {
		for (n = 0; n < count; n++) printf "Text %s of Petrov was read, as number %d of them, in May.\n\n", word, n
	}' >"$lib/$1"
}
# way NAME STATUS WAY: an update that goes that way, "anew" or by "copying".
way() {
	updated "$2" "$1" --json
	check "  goes by $3" sh -c 'grep -q "\"step\":\"copying\"" "$1"; test $? -eq "$2"' sh "$TMP/out" "$(test "$3" = anew && echo 1 || echo 0)"
	check '  and is said to' sh -c 'grep -q "all was read anew" "$1"; test $? -eq "$2"' sh "$TMP/err" "$(test "$3" = anew && echo 0 || echo 1)"
}

begin least
passages a.txt 999 one
echo 'A removed text. It speaks of torture.' >"$lib/b.txt"
printf '{"id":"s1","text":"A record that is kept."}\n{"id":"s2","text":"A removed one, on torture."}\n{bad\n' >"$lib/c.jsonl"
build 1 "$lib"
"$HRINDEX" --quiet remove -i "$index" b.txt s2
passages a.txt 1000 two
way '999 passages that go' 1 copying
passages a.txt 1000 three
way '1,000 passages that go' 1 anew
check '  counts files as ever' has "$TMP/out" '"files":{"new":0,"changed":1,"gone":0,"kept":2}'
check '  and names what could not be read' has "$TMP/out" '"event":"failed","file":"c.jsonl"'
check_status '  what was removed stays out' 1 "$HRSEARCH" -i "$index" torture
check '  the rest is there' test "$("$HRINDEX" list -i "$index" --json | wc -l)" = 2
updated 1 'nothing has changed then'
check '  which is said' has "$TMP/err" 'Nothing has changed'
updated 1 'until they are named' "$lib/b.txt" "$lib/c.jsonl"
as_built "$lib"
passages a.txt 1000 four
echo '<html><body><p>Parsed.</p></body></html>' >"$lib/d.html"
updated 1 'a file that is parsed, which comes'
passages a.txt 1000 five
way 'the same while one that is parsed stays' 1 copying
as_built "$lib"

case $HRINDEX in *asan*) skip 'the costs' 'the same code has run, and 7,000 passages take long' && done_testing ;; esac
begin cost
passages a.txt 1000 one
passages b.txt 6000 one
build 0 "$lib"
passages a.txt 1000 two
way 'six times as many that stay as go' 0 copying
passages b.txt 5999 one
"$HRINDEX" --quiet update -i "$index"
passages a.txt 1000 three
way 'one less' 0 anew
as_built "$lib"
done_testing
