#!/bin/sh
# hrindex diff: what one build has that another has not, for a person and as JSON lines.
. tests/lib.shlib
lib=$TMP/lib
index=$TMP/index
mkdir "$lib"
printf '# Prisons\n\nThe prison was visited in May by many people from the town.\n\nIt was then closed under Article 9.\n' >"$lib/a.md"
printf 'Nobody was heard under Article 174 of the Criminal Code.\n' >"$lib/b.txt"
printf 'A third text.\n' >"$lib/c.txt"
printf '<html><body><h1>A title</h1><h2>One</h2><p>First.</p><h3>Two</h3><p>Second.</p></body></html>\n' >"$lib/d.html"
"$HRINDEX" --quiet build -i "$index" "$lib"
check_status 'there is nothing before the first build' 2 "$HRINDEX" diff -i "$index"
check '  which is said' has "$TMP/err" 'there is no build before build 1'
"$HRINDEX" --quiet build -i "$index" "$lib"
check_status 'two builds of the same files' 0 "$HRINDEX" diff -i "$index"
nothing='Build 1 to 2. Sources: 0 added, 0 removed, 0 changed. Passages: 0 added, 0 removed, 0 changed.'
check '  do not differ' test "$(cat "$TMP/out")" = "$nothing"
check_status '  nor as JSON' 0 "$HRINDEX" diff -i "$index" --json
check '  which is empty then' test ! -s "$TMP/out"

# differs NAME: an update, and what it changed, in $TMP/out and $TMP/json.
differs() {
	"$HRINDEX" --quiet update -i "$index"
	"$HRINDEX" diff -i "$index" --json >"$TMP/json"
	check_status "$1" 0 "$HRINDEX" diff -i "$index"
}
sed -i 's/in May by/in June by/' "$lib/a.md"
differs 'a word of a passage'
check '  is one changed passage' has "$TMP/out" 'Sources: 0 added, 0 removed, 1 changed. Passages: 0 added, 0 removed, 1 changed.'
check '  with both texts' has "$TMP/out" 'text: The prison was visited in May by many people from the town. → The prison was visited in June by'
check '  and as JSON' grep -q '"what":"passage","change":"changed","fields":\["text"\]' "$TMP/json"
check '  without the bytes where it stands, which move' sh -c '! grep -q ranges "$1"' - "$TMP/json"
check '  and nothing else of it' test "$(grep -c '"what":"passage"' "$TMP/json")" = 1
sed -i 's/closed/opened/' "$lib/a.md" && sed -i 's/174/175/' "$lib/b.txt"
differs 'a provision'
check '  one less' has "$TMP/out" 'article 174: -1'
check '  and one more' has "$TMP/out" 'article 175: +1'
check '  as JSON' grep -q '"what":"provision","change":"added",.*article 175.*"old":0,"new":1' "$TMP/json"
printf 'file,title,country\nb.txt,Hearings,kz\n' >"$lib/catalogue.csv"
differs 'a row of a catalogue'
check '  its title' has "$TMP/out" 'title: (none) → Hearings'
check '  and its country' has "$TMP/out" 'country: (none) → kz'
sed -i 's/kz/us/' "$lib/catalogue.csv"
differs 'another country alone'
check '  is seen' has "$TMP/out" 'country: kz → us'
check '  and is one changed source' has "$TMP/out" 'Sources: 0 added, 0 removed, 1 changed.'
sed -i 's/<h3>Two<.h3>/<h2>Two<\/h2>/' "$lib/d.html"
differs 'a heading of another level, the text being the same'
check '  is seen where it stands' grep -q '"fields":\[[^]]*"section"' "$TMP/json"
rm "$lib/c.txt" && printf 'A new text.\n\nOf two passages.\n' >"$lib/e.txt"
differs 'one file for another'
check '  is one source more and one less' has "$TMP/out" 'Sources: 1 added, 1 removed, 0 changed. Passages: 2 added, 1 removed, 0 changed.'
check '  the new one' grep -qx '+ e.txt' "$TMP/out"
check '  the old one' grep -qx -- '- c.txt' "$TMP/out"
live=$(cat "$index/current")
live=${live#build-}
check_status 'the other way round' 0 "$HRINDEX" diff -i "$index" "$live" "$((live - 1))"
check '  is the reverse' has "$TMP/out" 'Sources: 1 added, 1 removed, 0 changed. Passages: 1 added, 2 removed, 0 changed.'
# ---- where the texts that are shown begin ----
# changed_behind TEXT EXPECTED: a word behind TEXT changes; what is shown.
changed_behind() {
	printf '%s old thing.\n' "$1" >"$lib/e.txt" && "$HRINDEX" --quiet update -i "$index"
	printf '%s new thing.\n' "$1" >"$lib/e.txt" && "$HRINDEX" --quiet update -i "$index"
	"$HRINDEX" diff -i "$index" >"$TMP/out"
	check "changed behind ${#1} characters" has "$TMP/out" "text: $2old thing. → $2new thing."
}
sixty='A dog of the town barked and barked until the guards were up'
changed_behind "$sixty" "$sixty "
changed_behind "${sixty}s" "…dog of the town barked and barked until the guards were ups "
changed_behind "$sixty. $sixty. $sixty" "…A dog of the town barked and barked until the guards were up "
changed_behind "$(printf '%0200d' 0 | tr 0 x)" "…$(printf '%059d' 0 | tr 0 x) "

check_status 'a build that is not kept' 2 "$HRINDEX" diff -i "$index" 1 "$live"
check_status 'a number that is none' 2 "$HRINDEX" diff -i "$index" one two
done_testing
