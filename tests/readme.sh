#!/bin/sh
# Runs every command that README.md shows ("$ …" lines in its console blocks) in
# order, over corpus/, and compares what it prints with what README.md shows.
. tests/lib.shlib

HRSEARCH_INDEX=$TMP/index
PATH=$(dirname "$HRSEARCH"):$PATH
export HRSEARCH_INDEX PATH

# Splits the console blocks: $TMP/N.command and $TMP/N.expected.
awk -v dir="$TMP" '
	/^```console$/ { inside = 1; next }
	/^```$/ { inside = 0; next }
	inside && /^\$ / { n++; print substr($0, 3) > (dir "/" n ".command"); printf "" > (dir "/" n ".expected"); next }
	inside { print > (dir "/" n ".expected") }
	END { print n + 0 > (dir "/count") }
' README.md

count=$(cat "$TMP/count")
check 'README.md shows commands' test "$count" -ge 5
n=1
while test "$n" -le "$count"; do
	sh -c "$(cat "$TMP/$n.command")" >"$TMP/$n.out" 2>&1
	check "README.md: $(cat "$TMP/$n.command")" diff --strip-trailing-cr "$TMP/$n.expected" "$TMP/$n.out"
	n=$((n + 1))
done
done_testing
