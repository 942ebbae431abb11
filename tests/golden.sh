#!/bin/sh
# Golden queries: a build that does not find what it must is not made live.
. tests/lib.shlib

index=$TMP/index
mkdir "$TMP/texts"
printf 'Drought has emptied the wells.\n\nFloods filled them.\n' >"$TMP/texts/one.txt"
printf 'The wells were dug again.\n' >"$TMP/texts/two.txt"
golden=$TMP/golden.tsv
{
	echo '# what readers ask for'
	echo
	printf '"emptied the wells"\tone.txt\n'
	printf 'wells\tone.txt\ttwo.txt\t@2\n'
} >"$golden"
live() { test "$(cat "$index/current" 2>/dev/null)" = "$1"; }
build() { "$HRINDEX" build -i "$index" --golden "$golden" "$@" "$TMP/texts"; }

check_status 'all are found' 0 build
check 'the build is live' live build-1
check 'nothing is left over' sh -c "! ls -d '$index'/*.new"

id=$("$HRSEARCH" -i "$index" --format tsv floods | sed -n 2p | cut -f2)
printf 'floods\t%s\n' "$id" >>"$golden"
check_status 'a passage by its id' 0 build
printf 'Floods filled them, and\n' >"$TMP/texts/one.txt"
check_status 'what is not found any more' 2 build
check 'the queries are named, with their lines' has "$TMP/err" "  line 3: \"emptied the wells\": one.txt is not found"
check 'the passage that is gone too' has "$TMP/err" "  line 5: floods: $id is not found"
check 'with the remedy' has "$TMP/err" '--force makes the new one live all the same'
check 'the live build is as it was' live build-2
check 'nothing is left over' sh -c "! ls -d '$index'/*.new"
check_status 'an update keeps to the queries' 2 "$HRINDEX" update -i "$index"
check 'the live build is as it was' live build-2
check_status '--force overrules' 0 build --force
check 'it is live' live build-3
check 'and said what it misses' has "$TMP/err" 'is not found'

printf 'wells\tone.txt\t@1\nwells\ttwo.txt\t@1\n' >"$golden"
printf 'Drought has emptied the wells.\n' >"$TMP/texts/one.txt"
check_status 'beyond its rank' 2 build
check 'says where it is' has "$TMP/err" 'is hit 2, not among the first 1'

printf 'wells\ttwo.txt\n' >"$golden"
"$HRINDEX" --quiet build -i "$index" "$TMP/texts"
live=$(cat "$index/current")
check_status 'golden queries of an update that changes nothing else' 0 "$HRINDEX" update -i "$index" --golden "$golden"
check 'make a build that has noted them' sh -c '! test "$1" = "$(cat "$2")"' - "$live" "$index/current"
live=$(cat "$index/current")
check_status 'the same again' 0 "$HRINDEX" update -i "$index" --golden "$golden"
check 'make none' live "$live"
printf 'wells\tthree.txt\n' >"$golden.other"
check_status 'others that are not answered' 2 "$HRINDEX" update -i "$index" --golden "$golden.other"
rm "$TMP/texts/two.txt"
check_status 'the next update keeps to them' 2 "$HRINDEX" update -i "$index"
check 'and names what is not found' has "$TMP/err" 'two.txt is not found'
check 'the live build is as it was' live "$live"

# bad REASON LINE: a golden file that is refused before anything is built.
bad() {
	printf "$2" >"$golden"
	check_status "refused: $1" 2 build
	check '  with its line' has "$TMP/err" "$golden, line 1: $1"
}
bad 'there is no query before the first tab' '\tone.txt\n'
bad 'a tab and a passage' 'wells\n'
bad 'after @ stands a number from 1 to 1000' 'wells\tone.txt\t@0\n'
bad 'after @ stands a number from 1 to 1000' 'wells\tone.txt\t@1001\n'
printf 'wells\tone.txt\t@1000\n' >"$golden"
check_status 'the largest rank' 0 build
rm "$golden"
check_status 'no such file' 2 build
check 'is named' has "$TMP/err" "$golden"
done_testing
