#!/bin/sh
# Eight processes ask mixed queries of one index while it is built again and again: no error, and
# never fewer sources than there are. LONG=1: 2,000 queries over CROWD (a folder of text; default:
# made-up reports). The slowest in a hundred is printed.
. tests/lib.shlib

docs=${CROWD-}
if test -z "$docs"; then
	docs=$TMP/docs
	mkdir "$docs"
	for file in 1 2 3 4 5 6; do
		for n in $(seq 40); do
			echo "Report $file.$n: the police of district $n detained Ivan Petrov under Article $((n % 9 + 100)) of the"
			echo "Criminal Code; freedom of expression and water for prisoners were refused."
			echo
		done >"$docs/report$file.txt"
	done
fi
HRSEARCH_INDEX=$TMP/index
export HRSEARCH_INDEX
check_status "a build" 0 "$HRINDEX" --quiet build "$docs"

cat >"$TMP/queries" <<'END'
police
freedom of expression
"freedom of expression"
Article 104
Petrov
Petroff
detain*
police NEAR/9 Petrov
water AND prisoners
water -weather
--count police
--broad water police
--format json prisoners
--all freedom water
"the police of"
xyzzy
END

each=8
test -z "${LONG-}" || each=250

# ask NUMBER: its queries, each with its status, milliseconds and messages.
ask() {
	done=0
	while test "$done" -lt "$each"; do
		line=$(((done + $1 * 5) % 16 + 1))
		query=$(sed -n "${line}p" "$TMP/queries")
		start=$(date +%s%N)
		case $query in
		--format*) "$HRSEARCH" --format json prisoners ;;
		--*) "$HRSEARCH" ${query} ;;
		*) "$HRSEARCH" "$query" ;;
		esac >"$TMP/out.$1" 2>"$TMP/err.$1"
		status=$?
		end=$(date +%s%N)
		echo "$(((end - start) / 1000)) $status $query" >>"$TMP/times.$1"
		grep -E 'cannot|damaged|missing' "$TMP/err.$1" >>"$TMP/errors.$1"
		done=$((done + 1))
	done
}

rebuild() {
	until
		"$HRINDEX" --quiet build "$docs" 2>>"$TMP/build.err"
		echo $? >>"$TMP/builds"
		test -e "$TMP/stop"
	do :; done
}

rebuild &
builder=$!
askers=
for number in 1 2 3 4 5 6 7 8; do
	ask "$number" &
	askers="$askers $!"
done
wait $askers
: >"$TMP/stop"
wait "$builder"

cat "$TMP"/times.* >"$TMP/times"
check "all were asked" test "$(wc -l <"$TMP/times")" -eq $((each * 8))
check "none failed" sh -c '! grep -E "^[0-9]+ ([2-9]|1[0-9]+) " "$0"' "$TMP/times"
check "only what is nowhere was not found" sh -c '! grep -E "^[0-9]+ 1 " "$0" | grep -v xyzzy' "$TMP/times"
check "no message of an error" sh -c '! cat "$0"/errors.* | grep .' "$TMP"
check "the index was built meanwhile" test "$(wc -l <"$TMP/builds")" -ge 1
check "each time without an error" sh -c '! grep -v "^0$" "$0"' "$TMP/builds"
sort -n "$TMP/times" | awk -v builds="$(wc -l <"$TMP/builds")" '{ t[NR] = $1 } END {
	printf "# %d queries by 8 processes during %d builds: median %.1f ms, 99 in 100 within %.1f ms, slowest %.1f ms\n",
		NR, builds, t[int((NR + 1) / 2)] / 1000, t[int(NR * 0.99 + 0.999)] / 1000, t[NR] / 1000 }'
done_testing
