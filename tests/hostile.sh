#!/bin/sh
# What goes wrong around the programs: closed descriptors, builds that read
# nothing, indexes among the sources, catalogues that fit nothing.
. tests/lib.shlib

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

# ---- files that may be no larger ----
# small COMMAND...: with no file larger than 4 blocks; what it says goes through a pipe, which is none.
small() {
	rm -f "$TMP/said"
	(ulimit -f 4; "$@" 2>&1; echo "status $?") | cat >"$TMP/said"
	has "$TMP/said" "status 2"
}
check "a build whose files may not be so large" small "$HRINDEX" build -i "$TMP/closed" "$docs"
check "  says so" has "$TMP/said" "File too large"
check "  leaves the index sound" "$HRINDEX" check -i "$TMP/closed"
check "  and nothing beside it" test -z "$(find "$TMP/closed" -name '*.new')"
check "a bundle likewise" small "$HRSEARCH" -i "$TMP/closed" --bundle "$TMP/small" police
check "  says so" has "$TMP/said" "File too large"
check "  and leaves nothing" test -z "$(find "$TMP" -maxdepth 1 -name 'small*')"

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
"$HRINDEX" list -i "$TMP/m" --failed --json >"$TMP/out"
check "  and told in the order of their numbers" sh -c 'sed "s/.*line \([0-9]*\):.*/\1/;/empty/d" "$1" | sort -nc' - "$TMP/out"
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

# ---- values that are none ----
rm -rf "$TMP/values"
mkdir -p "$TMP/values"
printf '{"id":"a","text":"A text.","date":"yesterday","language":"klingonish","kind":7}\n{"id":"b","text":"B."}\n' >"$TMP/values/v.jsonl"
check_status "bad values in JSON lines" 0 "$HRINDEX" --quiet build -i "$TMP/m" "$TMP/values"
for field in date language kind; do
	check "  the $field is warned of" has "$TMP/err" "v.jsonl, line 1: \"$field\" is left unknown: "
done
check "  and the records kept" test "$("$HRINDEX" list -i "$TMP/m" --json | wc -l)" -eq 2
for n in 20 21; do
	seq $n | sed 's/.*/{"id":"&","text":"A text.","date":"May"}/' >"$TMP/values/v.jsonl"
	check_status "$n bad values" 0 "$HRINDEX" --quiet build -i "$TMP/m" "$TMP/values"
	check "  20 are named one by one" test "$(grep -c '"date" is left unknown' "$TMP/err")" -eq 20
done
check "  the rest are counted" has "$TMP/err" "v.jsonl: and 1 more value is left unknown"

# ---- catalogues ----
rm -rf "$TMP/rows"
mkdir -p "$TMP/rows"
for n in 1 2 3; do
	echo "Text $n of the police." >"$TMP/rows/$n.txt"
done
: >"$TMP/rows/empty.txt"
hash=$(sha256sum <"$TMP/rows/2.txt" | cut -d ' ' -f 1)
none=0000000000000000000000000000000000000000000000000000000000000000
lost=$(printf '%064d' 1)
cat >"$TMP/rows/catalogue.csv" <<T
file,sha256,title
1.txt,$none,One
other.txt,$hash,Two
3.txt,,Three
gone.txt,,Gone
,$lost,Nowhere
empty.txt,,Empty
T
for jobs in 1 3; do
	check_status "rows that fit and rows that do not ($jobs jobs)" 1 "$HRINDEX" --quiet build -i "$TMP/m" --jobs $jobs "$TMP/rows"
	check "  rows for no file are named, by file or by hash" has "$TMP/err" \
		"catalogue.csv: no file that was read fits 2 rows: line 5 (gone.txt), line 6"
	check "  another hash is told" has "$TMP/err" "catalogue.csv:2: 1.txt has another sha256 than this row says"
	check "  once" test "$(grep -c 'another sha256' "$TMP/err")" -eq 1
done
rm "$TMP/rows/empty.txt"
for n in 20 21; do
	{
		echo file,title
		seq $n | sed 's/.*/gone&.txt,T/'
	} >"$TMP/rows/catalogue.csv"
	check_status "$n rows for no file are no failure" 0 "$HRINDEX" --quiet build -i "$TMP/m" "$TMP/rows"
	check "  20 are named" test "$(grep -o '(gone[0-9]*.txt)' "$TMP/err" | wc -l)" -eq 20
done
check "  the rest are counted" has "$TMP/err" "and 1 more"
printf 'file,title,Title\n1.txt,A,B\n' >"$TMP/rows/catalogue.csv"
check_status "a column twice" 1 "$HRINDEX" --quiet build -i "$TMP/m" "$TMP/rows"
check "  is named" has "$TMP/err" 'catalogue.csv:1: the header has the column "title" twice'
for encoding in UTF-16 UTF-16LE UTF-16BE; do
	printf 'file,title\n1.txt,A title\n' | iconv -t $encoding >"$TMP/rows/catalogue.csv"
	check_status "a catalogue in $encoding" 1 "$HRINDEX" --quiet build -i "$TMP/m" "$TMP/rows"
	check "  is named, with the remedy" has "$TMP/err" "iconv -f $encoding -t UTF-8 catalogue.csv"
done
check_status "  given with --catalogue" 2 "$HRINDEX" --quiet build -i "$TMP/m" --catalogue "$TMP/rows/catalogue.csv" "$docs"
check "  likewise" has "$TMP/err" "iconv -f UTF-16BE"
rm "$TMP/rows/catalogue.csv"
mkdir "$TMP/rows/catalogue.csv"
check_status "a folder called catalogue.csv" 1 "$HRINDEX" --quiet build -i "$TMP/m" "$TMP/rows"
check "  is named" has "$TMP/err" "catalogue.csv  a folder, and no catalogue"
rmdir "$TMP/rows/catalogue.csv"
printf '{"id":"a","text":"A text."}\n' | iconv -t UTF-16 >"$TMP/rows/wide.jsonl"
check_status "JSON lines in UTF-16" 1 "$HRINDEX" --quiet build -i "$TMP/m" "$TMP/rows"
check "  are named, with the remedy" has "$TMP/err" "iconv -f UTF-16 -t UTF-8 wide.jsonl"

# ---- a citation stands for one place ----
mkdir -p "$TMP/places"
cat >"$TMP/places/report.md" <<'T'
# Report

## Torture

### Recommendations

The state should:

- end it;
- punish it.

And it should say so.

## Assembly

### Recommendations

The state should:

- allow it.

#### Recommendations

Allow more of it.

## Annex

1. The first law.

2. The second law.

## Annex

1. The first decree.

Nothing more is known of it.

## Thanks

Thanks to all.
T
check "a report with headings that read alike" "$HRINDEX" --quiet build -i "$TMP/m" "$TMP/places"
"$HRINDEX" export -i "$TMP/m" | sed 's/.*"citation":"\(.*\)"}$/\1/' >"$TMP/citations"
check "  has no citation twice" sh -c 'sort "$1" | uniq -d | grep , && exit 1 || test -s "$1"' - "$TMP/citations"
check "  a parent tells apart" has "$TMP/citations" "1st item after the 1st paragraph under “Assembly › Recommendations” (counted)"
check "  else a number" has "$TMP/citations" "2nd heading “Annex” (counted)"
check "  also where a title stands alone" has "$TMP/citations" "1st item after the 1st paragraph under the 1st “Recommendations” (counted)"

# ---- a page past the end ----
check_status "a page past the last" 1 "$HRSEARCH" -i "$TMP/live" --offset 1000 student
check "  says how many match" has "$TMP/err" "only 1 passage matches: there is none after the first 1000"
check "  and not that there are none" sh -c '! grep "No passage" "$1"' - "$TMP/err"
check_status "of a tight search too" 1 "$HRSEARCH" -i "$TMP/live" --looseness stem --offset 1000 student
check "  likewise" has "$TMP/err" "only 1 passage matches"
check_status "nothing is still nothing" 1 "$HRSEARCH" -i "$TMP/live" --offset 1000 zebra
check "  and says so" has "$TMP/err" "No passage"
printf 'q1\tstudent\n' >"$TMP/queries"
check_status "queries from a pipe" 0 sh -c 'mkfifo "$1" && { cat "$2" >"$1" & exec "$3" -i "$4" --batch "$1"; }' - "$TMP/pipe" "$TMP/queries" "$HRSEARCH" "$TMP/live"
done_testing
