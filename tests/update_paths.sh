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

# Files that become others.
begin kinds
echo 'Petrov was heard.' >"$lib/a.txt"
printf '{"id":"r1","text":"Record one names Petrov."}\n{"id":"r2","text":"Record two."}\n' >"$lib/b.txt"
mkdir "$lib/c.txt"
echo 'A folder with the name of a file.' >"$lib/c.txt/d.txt"
build 0 "$lib"
printf '{"id":"s1","text":"Petrova was heard."}\n' >"$lib/a.txt"
echo 'No records any more.' >"$lib/b.txt"
rm -r "$lib/c.txt"
echo 'A file with the name of a folder.' >"$lib/c.txt"
updated 0 'text becomes records, records text, a folder a file'
as_built "$lib"
mv "$lib/c.txt" "$lib/e.txt"
updated 0 'a file of another name'
as_built "$lib"
mv "$lib/e.txt" "$lib/e.md"
updated 0 'and of another kind'
as_built "$lib"
cp "$lib/e.md" "$lib/a.txt"
updated 0 'a copy of one in place of another'
as_built "$lib"
ln -sf e.md "$lib/link.txt"
updated 1 'a symbolic link beside them'
check '  is named' has "$TMP/err" 'link.txt'
as_built "$lib"
rm "$lib/e.md"
ln -s a.txt "$lib/e.md"
updated 1 'one in place of a file'
as_built "$lib"
rm "$lib/e.md" "$lib/link.txt"
printf '{"id":"x","text":"One."}\n' >"$lib/x.jsonl"
updated 0 'a record'
live=$(cat "$index/current") was=$(digest "$index")
printf '{"id":"x","text":"Two."}\n' >"$lib/y.jsonl"
updated 2 'another with the id of one that stays'
check '  names both' sh -c 'grep -F "two sources have the id \"x\"" "$1" | grep -F x.jsonl | grep -qF y.jsonl' sh "$TMP/err"
check '  and the live build is as it was' test "$(cat "$index/current") $(digest "$index")" = "$live $was"
check '  nothing is left of the other' test -z "$(find "$TMP/kinds/index" -name '*.new')"
rm "$lib/x.jsonl"
updated 0 'which takes its place when it is gone'
as_built "$lib"

# Rows that go from one catalogue to another.
begin rows
mkdir "$lib/sub"
echo 'Petrov was heard.' >"$lib/sub/a.txt"
echo 'Petrova was not.' >"$lib/sub/b.txt"
printf 'file,title\nsub/a.txt,Heard\n' >"$lib/catalogue.csv"
build 0 "$lib"
mv "$lib/catalogue.csv" "$TMP/rows/moved.csv"
printf 'file,title\na.txt,Heard\n' >"$lib/sub/catalogue.csv"
updated 0 'a row that says the same elsewhere'
check '  changes nothing' has "$TMP/err" 'Nothing has changed'
printf 'file,title,id\na.txt,Heard,first\nb.txt,,second\n' >"$lib/sub/catalogue.csv"
updated 0 'ids of their own'
as_built "$lib"
printf 'file,title,id\na.txt,Heard,second\nb.txt,,first\n' >"$lib/sub/catalogue.csv"
updated 0 'that are exchanged'
as_built "$lib"
printf 'file,title,id,country\na.txt,Heard,second,kz\nb.txt,,second,\n' >"$lib/sub/catalogue.csv"
updated 2 'and that are the same'
rm "$lib/sub/catalogue.csv"
updated 0 'no catalogue any more'
as_built "$lib"

# A catalogue that is not there for a while.
begin away --catalogue $TMP/away.csv
printf 'file,title,id\na.txt,A title,first\n' >"$TMP/away.csv"
echo 'Petrov was heard.' >"$lib/a.txt"
echo 'Petrova was not.' >"$lib/b.txt"
build 0 "$lib"
mv "$TMP/away.csv" "$TMP/elsewhere.csv"
check_status 'a source is removed meanwhile' 0 "$HRINDEX" remove -i "$index" b.txt
updated 2 'no update without it'
check '  which names it' has "$TMP/err" "$TMP/away.csv"
mv "$TMP/elsewhere.csv" "$TMP/away.csv"
updated 0 'and with it again'
check '  nothing has changed' has "$TMP/err" 'Nothing has changed'
updated 0 'what was removed, named' "$lib/b.txt"
as_built "$lib"
done_testing
