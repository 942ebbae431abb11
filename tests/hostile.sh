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
done_testing
