#!/bin/sh
# hrindex update, remove and rollback: an index that was updated is the index that a build of the same
# files makes, and nothing is dropped because a disk is not there.
. tests/lib.shlib
lib=$TMP/lib
index=$TMP/index
mkdir -p "$lib/sub" "$TMP/other"
build() { "$HRINDEX" --quiet build -i "$@"; }
update() { "$HRINDEX" update -i "$index" "$@"; }
ids() { "$HRINDEX" list -i "$index" --csv | tail -n +2 | cut -d, -f3 | tr '\n' ' '; }

# as_built NAME PATH...: whether the index has the digest of a build of these paths, with $options.
options=
as_built() {
	name=$1
	shift
	rm -rf "$TMP/fresh"
	# shellcheck disable=SC2086
	"$PLAIN_HRINDEX" --quiet build -i "$TMP/fresh" $options "$@" >"$TMP/fresh.err" 2>&1
	check "$name: as a build makes it" test "$(digest "$index")" = "$(digest "$TMP/fresh")"
}

printf '# Prisons\n\nThe prison in Karaganda was visited in May by Ivan Petrov.\n\n1. It was closed.\n' >"$lib/a.md"
printf 'Article 174 of the Criminal Code was used against Maks Bokaev.\n\nHe was sentenced with Petrova.\n' >"$lib/b.txt"
printf 'Said by Bokayev in the sub-folder.\n' >"$lib/sub/c.txt"
printf '{"id":"r1","text":"Record one names Petrov."}\n{"id":"r2","title":"Two","text":""}\nno json\n' >"$lib/r.jsonl"
printf 'file,title,date,publisher\nb.txt,On Article 174,2020-01,Some body\nr.jsonl,,2019,\n' >"$lib/catalogue.csv"
check_status "a build" 1 build "$index" "$lib"

# Nothing, then one change after the other.
check_status "an update of nothing" 1 update
check "says so" has "$TMP/err" "Nothing has changed since build 1."
check "still names the line that could not be read" has "$TMP/err" "r.jsonl"
check "and makes no build" test "$(cat "$index/current")" = build-1
touch -d 2020-01-01 "$lib/a.md"
check_status "a file with another time is the same file" 1 update
check "and makes no build either" test "$(cat "$index/current")" = build-1
sed -i 's/Karaganda/Kyzylorda/;s/visited/guarded/' "$lib/a.md"
touch -d 2020-01-01 "$lib/a.md"
check_status "a changed file of the same time" 1 update
check "is read" has "$TMP/err" "0 new, 1 changed, 0 gone, 3 files as they were"
as_built "changed" "$lib"
check "its words are found" "$HRSEARCH" -i "$index" Kyzylorda
check_status "its old words are not" 1 "$HRSEARCH" -i "$index" '"Karaganda"'
printf 'A new file about the Petrovs and Karaganda.\n' >"$lib/new.txt"
check_status "a new file" 1 update
as_built "new" "$lib"
rm "$lib/new.txt"
check_status "a file that is gone" 1 update
check "is named" has "$TMP/err" "new.txt is not there any more"
as_built "gone" "$lib"
sed -i 's/2020-01/2021-02/' "$lib/catalogue.csv"
check_status "a changed catalogue row" 1 update
check "is one changed source" has "$TMP/err" "0 new, 1 changed, 0 gone, 3 files as they were"
as_built "row" "$lib"
check "its date is the new one" sh -c '"$HRINDEX" list -i "$1" --csv | grep b.txt | grep -q 2021-02' sh "$index"
sed -i 's/r.jsonl,,2019/r.jsonl,,2018/' "$lib/catalogue.csv"
check_status "a row for a file of lines" 1 update
check "is one changed file" has "$TMP/err" "0 new, 1 changed, 0 gone, 3 files as they were"
as_built "row of lines" "$lib"
mv "$lib/sub" "$lib/moved"
check_status "a folder that moved" 1 update
as_built "moved" "$lib"

# New paths, and the order of the roots.
printf 'Elsewhere, by Petrov.\n' >"$TMP/other/z.txt"
mkdir "$TMP/before"
printf 'Before all, by Bokaeva.\n' >"$TMP/before/y.txt"
check_status "another path" 1 update "$TMP/other"
as_built "another path" "$lib" "$TMP/other"
check_status "one that sorts before them" 1 update "$TMP/before"
as_built "three paths" "$lib" "$TMP/other" "$TMP/before"
check "texts are read from the right place" sh -c \
	'"$HRSEARCH" -i "$1" --format json Elsewhere | "$HRSEARCH" -i "$1" --verify' sh "$index"
check_status "a path below one of them is none of its own" 1 update "$lib/moved"
check "and changes nothing" has "$TMP/err" "Nothing has changed"
check_status "a path that is not there" 2 update "$TMP/nowhere"

# A disk that is not there.
was=$(digest "$index")
mv "$TMP/other" "$TMP/unmounted"
check_status "a root that is missing" 2 update
check "is named" has "$TMP/err" "$TMP/other"
check "with the way out" has "$TMP/err" "--prune"
check "and nothing is dropped" test "$was" = "$(digest "$index")"
mkdir "$TMP/other"
check_status "an empty mount point" 2 update
check "is named too" has "$TMP/err" "there is no file at all in $TMP/other"
check "and nothing is dropped" test "$was" = "$(digest "$index")"
check_status "--prune" 1 update --prune
check "drops it" test "$was" != "$(digest "$index")"
rmdir "$TMP/other"
check_status "--prune of the root" 1 update --prune
as_built "pruned" "$lib" "$TMP/before"
check_status "after which it is not missed" 1 update
rm -r "$TMP/before"
check_status "a second root" 1 update --prune

# What hrindex remove takes out.
check_status "remove needs a source" 2 "$HRINDEX" remove -i "$index"
check_status "one that is not there" 2 "$HRINDEX" remove -i "$index" r1 nobody
check "is named" has "$TMP/err" '"nobody"'
check "and none is removed" test "$(ids)" = "a.md b.txt moved/c.txt r1 r2 "
check_status "remove" 0 "$HRINDEX" remove -i "$index" r1 b.txt r1
check "takes out what was said" test "$(ids)" = "a.md moved/c.txt r2 "
check_status "and its words" 1 "$HRSEARCH" -i "$index" '"Criminal Code"'
check_status "and its provisions" 1 "$HRSEARCH" -i "$index" article:174
check "check is content" "$HRINDEX" check -i "$index"
mkdir "$TMP/rest"
cp -r "$lib/moved" "$lib/a.md" "$TMP/rest"
check_status "an update does not bring it back" 1 update
check "nothing has changed" has "$TMP/err" "Nothing has changed"
printf '{"id":"r3","text":"Record three."}\n' >>"$lib/r.jsonl"
check_status "nor one of its file" 1 update
check "the rest of the file is read" test "$(ids)" = "a.md moved/c.txt r2 r3 "
check_status "but one that names the file does" 1 update "$lib/b.txt"
check "and it alone" test "$(ids)" = "a.md b.txt moved/c.txt r2 r3 "
check_status "the same of lines" 1 update "$lib/r.jsonl"
as_built "all back" "$lib"

# Back, and back again.
live=$(cat "$index/current")
now=$(digest "$index")
check_status "rollback" 0 "$HRINDEX" rollback -i "$index"
check "says where it went" grep -q '^Live: build' "$TMP/err"
check "the index before answers" test "$(ids)" = "a.md b.txt moved/c.txt r2 r3 "
check "and is whole" "$HRINDEX" check -i "$index"
check_status "twice" 0 "$HRINDEX" rollback -i "$index"
check_status "three times" 0 "$HRINDEX" rollback -i "$index"
check "the third build before answers" test "$(ids)" = "a.md moved/c.txt r2 "
check_status "there is no fourth" 2 "$HRINDEX" rollback -i "$index"
check_status "forward again, by number" 0 "$HRINDEX" --quiet rollback -i "$index" "${live#build-}"
check "quietly" test ! -s "$TMP/out" -a ! -s "$TMP/err"
check "to where it was" test "$now" = "$(digest "$index")"
check_status "a build that is not there" 2 "$HRINDEX" rollback -i "$index" 1
check "is not the one that current names" has "$TMP/err" "there is no build-1 in the index $index: the live one is $live, and"
check_status "a number that is none" 2 "$HRINDEX" rollback -i "$index" nine
check_status "no index" 2 "$HRINDEX" rollback -i "$TMP/none"
check "is made" test ! -e "$TMP/none"
check_status "nor by an update" 2 "$HRINDEX" update -i "$TMP/none" "$lib"
check "which says so" has "$TMP/err" "there is no index at $TMP/none"
check_status "nor by remove" 2 "$HRINDEX" remove -i "$TMP/none" r1
check "is one made" test ! -e "$TMP/none"
before=$(($(echo "${live#build-}") - 1))
cp "$index/build-$before/names" "$TMP/names"
printf 'x' | dd of="$index/build-$before/names" bs=1 seek=20 conv=notrunc 2>/dev/null
check_status "rollback to a damaged build is refused" 2 "$HRINDEX" rollback -i "$index"
check "which names the file" has "$TMP/err" "build-$before/names is damaged"
cp "$TMP/names" "$index/build-$before/names"
check_status "after a rollback" 0 "$HRINDEX" rollback -i "$index"
echo "And more." >>"$lib/a.md"
check_status "an update goes on from there" 1 update
check_status "and one back from it" 0 "$HRINDEX" rollback -i "$index"
check "is where it started from" grep -qx "build-$before" "$index/current"

# Options of the build stay.
index=$TMP/options
options="--one-passage --exclude *.md --language kk"
build "$index" --one-passage --exclude '*.md' --language kk "$lib" 2>/dev/null
printf 'One.\n\nTwo.\n' >"$lib/d.txt"
printf 'Left out.\n' >"$lib/e.md"
check_status "an update keeps the options" 1 update
check "one passage each, and no Markdown" test "$("$HRINDEX" list -i "$index" --json | grep -c '"passages":1')" = 6
check "in Kazakh" sh -c '"$HRINDEX" list -i "$1" --json | grep d.txt | grep -q "\"language\":\"kk\""' sh "$index"
set -f
as_built "options" "$lib"
set +f
check_status "an option of build is none of update" 2 update --one-passage
options=

# Lists that have changed since.
mkdir -p "$TMP/lists"
cp -rL lexicon stopwords "$TMP/lists"
check_status "the same lists" 1 update --lexicon "$TMP/lists"
check "are not spoken of" sh -c '! grep -q "word lists" "$1"' sh "$TMP/err"
echo "quux" >>"$TMP/lists/stopwords/en.txt"
check_status "changed lists" 1 update --lexicon "$TMP/lists"
check "are" has "$TMP/err" "build it anew"

# Twenty updates; under the sanitizers some, since the packs are counted without them.
times=$((slowness == 1 ? 20 : 6))
index=$TMP/twenty
rm -rf "$TMP/many"
mkdir "$TMP/many"
i=0
while test $i -lt 30; do
	printf 'Text %s about person%s Petrov.\n\nArticle %s was cited by Ivan Name%s.\n' $i $i $((i + 1)) $((i % 7)) >"$TMP/many/$i.txt"
	i=$((i + 1))
done
build "$index" "$TMP/many"
n=0
while test $n -lt $times; do
	rm -f "$TMP/many/$n.txt"
	printf 'Changed %s by Bokaev and name%s.\n' $n $n >"$TMP/many/$((n + 5)).txt"
	printf 'Added %s by Bokayev.\n' $n >"$TMP/many/added$n.txt"
	update --quiet 2>>"$TMP/twenty.err" || echo "update $n failed" >>"$TMP/twenty.failed"
	n=$((n + 1))
done
check "$times updates" test ! -e "$TMP/twenty.failed"
as_built "$times updates" "$TMP/many"
check "the index does not grow packs without end" test "$(ls "$index/$(cat "$index/current")/texts" | wc -l)" -le 18
check "every text is still there" sh -c '
	"$HRINDEX" list -i "$1" --csv | tail -n +2 | tr -d "\r" | while IFS=, read -r file hash id rest; do
		"$PLAIN_HRSEARCH" -i "$1" --text "$id" | cmp - "$2/$file" || exit 1
	done' sh "$index" "$TMP/many"
done_testing
