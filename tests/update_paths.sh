#!/bin/sh
# hrindex update and the places of files: a path inside another, one that was left out, files that
# change their kind or their rows. Each time the index is the one that a build of the same files makes.
. tests/lib.shlib
. tests/updates.shlib
set -f

# A path inside another.
begin nested
mkdir "$lib/sub"
echo 'Prisons were visited by Petrov.' >"$lib/sub/a.txt"
echo 'Courts were closed by Petrova.' >"$lib/b.txt"
build 0 "$lib/sub"
updated 0 'the folder above the one that was built' "$lib"
as_built "$lib" "$lib/sub"
check '  both files are there' test "$("$HRINDEX" list -i "$index" --json | wc -l)" = 2
echo 'Prisons were closed.' >"$lib/sub/a.txt"
updated 0 'a changed file that both reach'
as_built "$lib" "$lib/sub"
rm "$lib/sub/a.txt"
updated 2 'nothing is left in the inner one'
check '  which is said' has "$TMP/err" "there is no file at all in $lib/sub"
updated 0 'unless it is to be so' --prune
as_built "$lib" "$lib/sub"

# What a pattern leaves out, and is named all the same.
begin excluded --exclude draft* --exclude sub/skipped
mkdir -p "$lib/drafts" "$lib/sub/skipped" "$lib/.hidden"
echo 'Published.' >"$lib/a.txt"
echo 'A draft on torture.' >"$lib/draft.txt"
echo 'Another on prisons.' >"$lib/drafts/b.txt"
echo 'Skipped.' >"$lib/sub/skipped/c.txt"
echo 'Hidden.' >"$lib/.hidden/d.txt"
build 0 "$lib"
check 'it has one source' test "$("$HRINDEX" list -i "$index" --json | wc -l)" = 1
updated 0 'a file that is left out, when it is named' "$lib/draft.txt"
check '  is read' "$HRSEARCH" -i "$index" torture
as_built "$lib" "$lib/draft.txt"
updated 0 'so is a folder' "$lib/drafts" "$lib/sub/skipped" "$lib/.hidden"
as_built "$lib" "$lib/draft.txt" "$lib/drafts" "$lib/sub/skipped" "$lib/.hidden"
check '  all of them' test "$("$HRINDEX" list -i "$index" --json | wc -l)" = 5
updated 0 'one that is reached is none of its own' "$lib/sub" "$lib/a.txt" "$lib"
check '  and changes nothing' has "$TMP/err" 'Nothing has changed'

# Of many that are gone twenty are named.
begin gone
for n in $(seq 42); do
	echo "Text $n." >"$lib/$n.txt"
done
build 0 "$lib"
for n in $(seq 20); do rm "$lib/$n.txt"; done
updated 0 'twenty files that are gone'
check '  are named' test "$(grep -c 'is not there any more' "$TMP/err")" = 20
check '  all of them' sh -c '! grep "more file" "$1"' sh "$TMP/err"
for n in $(seq 21 41); do rm "$lib/$n.txt"; done
updated 0 'one more'
check '  is counted' has "$TMP/err" 'and so is 1 more file (hrindex diff names all)'
check '  beside the twenty' test "$(grep -c 'is not there any more' "$TMP/err")" = 20
as_built "$lib"
done_testing
