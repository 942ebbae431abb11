#!/bin/sh
# What goes wrong around the programs: closed descriptors, builds that read
# nothing, indexes among the sources, catalogues that fit nothing.
. tests/lib.shlib

digest() {
	"$HRINDEX" check -i "$1" | sed -n 's/^digest //p'
}
docs=$TMP/docs
mkdir -p "$docs"
printf 'The police detained a student.\n\nShe was released.\n' >"$docs/a.txt"
check "a build" "$HRINDEX" --quiet build -i "$TMP/live" "$docs"
live=$(digest "$TMP/live")

# ---- closed descriptors ----
check_status "a build without stdin, stdout and stderr" 0 sh -c '"$@" <&- >&- 2>&-' - "$HRINDEX" build -i "$TMP/closed" "$docs"
check "  is sound" "$HRINDEX" check -i "$TMP/closed"
check "  and the same" test "$live" = "$(digest "$TMP/closed")"
check_status "a failing build without stderr" 2 sh -c '"$@" <&- >&- 2>&-' - "$HRINDEX" build -i "$TMP/closed" "$TMP/nowhere"
check "  leaves the index sound" "$HRINDEX" check -i "$TMP/closed"
check_status "a search without stdout" 2 sh -c '"$@" >&-' - "$HRSEARCH" -i "$TMP/closed" police
check "  says so" has "$TMP/err" "cannot write"
check_status "a search without stdin and stdout" 2 sh -c '"$@" <&- >&-' - "$HRSEARCH" -i "$TMP/closed" police
check_status "a list without stdout" 2 sh -c '"$@" >&-' - "$HRINDEX" list -i "$TMP/closed"
check_status "a search without stdin and stderr" 0 sh -c '"$@" <&- 2>&-' - "$HRSEARCH" -i "$TMP/closed" police
check_status "a query from a closed stdin" 2 sh -c '"$@" <&-' - "$HRSEARCH" -i "$TMP/closed" -
check "  the index is still sound" "$HRINDEX" check -i "$TMP/closed"

# ---- builds that read nothing ----
# nothing NAME FILE REASON: reads FILE from stdin; the live build must stay, and the reason be said.
nothing() {
	rm -rf "$TMP/nothing"
	mkdir -p "$TMP/nothing"
	cat >"$TMP/nothing/$2"
	check_status "$1" 2 "$HRINDEX" --quiet build -i "$TMP/live" "$TMP/nothing"
	check "  each failure is named" has "$TMP/err" "$3"
	check "  and why there is no build" has "$TMP/err" "nothing could be read, so no build was made; the live build is as it was"
	check "  the live build is as it was" test "$live" = "$(digest "$TMP/live")"
	check_status "  and without one" 2 "$HRINDEX" build -i "$TMP/none" "$TMP/nothing"
	check "  there is none" has "$TMP/err" "so no build was made; there is no live build"
	check "  nor afterwards" test ! -e "$TMP/none/current"
}
printf '\211PNG\r\n\032\n' | nothing "a build of refused files" x.png image/png
printf '{"id":1}\nnot JSON\n' | nothing "a build of bad lines" x.jsonl "line 2"
nothing "a build of empty files" x.txt empty </dev/null
check_status "a build of excluded files" 2 "$HRINDEX" build -i "$TMP/live" --exclude '*' "$docs"
check "  leaves the live one" test "$live" = "$(digest "$TMP/live")"

# ---- files and lines are counted apart ----
rm -rf "$TMP/mixed"
mkdir -p "$TMP/mixed"
: >"$TMP/mixed/empty.txt"
{
	echo '{"id":"good","text":"A text."}'
	yes '{"bad":1}' | head -n 23
} >"$TMP/mixed/lines.jsonl"
check_status "a bad file and bad lines" 1 "$HRINDEX" build -i "$TMP/m" "$TMP/mixed"
check "  are counted apart" has "$TMP/err" "1 file and 23 lines could not be read:"
check_status "  also when nothing is found" 1 "$HRSEARCH" -i "$TMP/m" zebra
check "  " has "$TMP/err" "1 file and 23 lines could not be read"
rm "$TMP/mixed/empty.txt"
check_status "bad lines alone" 1 "$HRINDEX" build -i "$TMP/m" "$TMP/mixed"
check "  are no files" grep -qx "23 lines could not be read:" "$TMP/err"

# ---- an index among the sources ----
mkdir -p "$TMP/outer/sub"
cp "$docs/a.txt" "$TMP/outer"
"$HRINDEX" --quiet build -i "$TMP/outer/sub/index" "$docs"
check_status "an index inside a PATH" 0 "$HRINDEX" build -i "$TMP/o" "$TMP/outer"
check "  is left out" test "$("$HRINDEX" list -i "$TMP/o" --json | wc -l)" -eq 1
check "  and named" has "$TMP/err" "outer/sub/index is an index, and is left out"
check_status "an index as PATH" 2 "$HRINDEX" build -i "$TMP/o" "$TMP/outer/sub/index"
check "  is named" has "$TMP/err" "is an index"
mkdir -p "$TMP/outer/plain"
echo build-7 >"$TMP/outer/plain/current"
check_status "a file called current makes no index" 0 "$HRINDEX" build -i "$TMP/o" "$TMP/outer"
check "  without the build" test "$("$HRINDEX" list -i "$TMP/o" --json | wc -l)" -eq 2
done_testing
