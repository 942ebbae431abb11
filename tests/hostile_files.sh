#!/bin/sh
# Files made to do harm (tests/hostile/make): none stops a build, hangs it, or has a file touched outside the
# index; each that cannot be read is named with its reason; everything else is indexed.
. tests/lib.shlib

command -v python3 >/dev/null 2>&1 || {
	skip 'hostile files' 'python3 is not installed'
	exit 0
}
# HOSTILE_SCALE=1 makes them as large as they get (100,000 notes), and takes half a minute of processor time.
scale=${HOSTILE_SCALE:-10}
scale=$((scale * slowness))
limit=300 # seconds for all of them; a file may take 120 (formats/child.h)

mkdir -p "$TMP/in/deep/files"
tests/hostile/make "$TMP/in/deep/files" "$scale" >"$TMP/expected"
check 'there are at least 40' test "$(wc -l <"$TMP/expected")" -ge 40

# While the build runs, one file grows and one vanishes that it has seen.
printf 'The police held the journalist without charge.\n' >"$TMP/in/deep/files/grows.txt"
cp "$TMP/in/deep/files/grows.txt" "$TMP/in/deep/files/vanishes.txt"
find "$TMP/in" | sort >"$TMP/before"
grow() {
	until test -e "$TMP/ended"; do
		echo 'One more line.' >>"$TMP/in/deep/files/grows.txt"
		sleep 0.05
	done
}
vanish() {
	until_true has "$TMP/out" '"step":"reading"'
	rm "$TMP/in/deep/files/vanishes.txt"
}
: >"$TMP/out"
grow &
vanish &
check_status 'a build of hostile files' 1 timeout "$limit" "$HRINDEX" build --json --quiet -i "$TMP/index" "$TMP/in/deep/files"
: >"$TMP/ended"
wait
"$HRINDEX" list -i "$TMP/index" --json | sed 's/^{"id":"\([^"]*\)".*/\1/' >"$TMP/read"
"$HRINDEX" list -i "$TMP/index" --failed >"$TMP/refused"

while IFS='	' read -r name what reason; do
	if test "$what" = read; then
		check "$name is indexed" grep -qxF -- "$name" "$TMP/read"
	else
		check "$name is named${reason:+: }$reason" sh -c 'grep -F -- "  $1 " "$2" | grep -qF -- "$3"' - "$name" "$TMP/refused" "$reason"
	fi
done <"$TMP/expected"
check 'the file that grows is indexed' grep -qx grows.txt "$TMP/read"
check 'the file that vanishes is indexed or named' grep -q 'vanishes\.txt' "$TMP/read" "$TMP/refused"

find "$TMP/in" | sort >"$TMP/after"
grep -v vanishes.txt "$TMP/before" >"$TMP/before.others"
grep -v vanishes.txt "$TMP/after" >"$TMP/after.others"
check 'no file was made, or taken away, beside the sources' diff "$TMP/before.others" "$TMP/after.others"
check 'nothing escaped' sh -c 'test -z "$(find "$1" "$1/.." "$1/../.." . /tmp -maxdepth 2 -name "escaped-from*" 2>/dev/null)"' - "$TMP"
check 'the index is sound' "$HRINDEX" check -i "$TMP/index"
"$HRSEARCH" -i "$TMP/index" --format json --limit 50 '"held the journalist"' >"$TMP/hits"
check 'what is found in them verifies' "$HRSEARCH" -i "$TMP/index" --verify "$TMP/hits"
check 'and there is nothing of other files in it' sh -c '! grep -q "root:" "$1"' - "$TMP/hits"
done_testing
