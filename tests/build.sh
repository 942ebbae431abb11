#!/bin/sh
# hrindex build, list, export and check over a small collection: the same input
# gives the same index however it is built, and a failed build changes nothing.
. tests/lib.shlib

in=$TMP/in
mkdir -p "$in/sub/deep" "$in/other"

cat >"$in/a.md" <<'T'
---
title: Front title
publisher: Front Publisher
date: 2019-05
language: en
---

# A statement on detention

## Background

1. The prisoners were held without charge.

2. Article 174 was applied to them; in particular:

- detention for a month;
- closure of the newspaper.
T
cat >"$in/b.txt" <<'T'
A plain report

No person shall be held without charge. The authorities should release them.

Nobody was told why.
T
cat >"$in/sub/c.txt" <<'T'
Nothing more than a paragraph about torture and ill-treatment in custody.
T
printf 'Second paragraph file.\n\nWith a form feed.\n\fPage two has this paragraph.\n' >"$in/sub/deep/d.txt"
cat >"$in/records.jsonl" <<'T'
{"id":"r1","title":"First record","text":"The court found a violation of article 5.","date":"2020-01-02","language":"en"}

{"id":"r2","title":"Only a title","text":""}
{"id":"r3","text":"Один абзац о свободе слова и собраний: журналисты были задержаны, и суд не объявил, за что их держат под стражей, хотя это было известно всем."}
T
cat >"$in/catalogue.csv" <<'T'
file,id,title,publisher,date,symbol,kind,language,country,url
a.md,statement-a,Catalogue title,Org One; Org Two,2021-11-05,EUR 57/1/2021,statement,en,kz,https://example.org/a
sub/c.txt,,,,2018,,,,,
T
printf 'hidden' >"$in/.hidden.txt"
printf 'hidden' >"$in/sub/deep/.x.md"

build() {
	index=$1
	shift
	"$HRINDEX" --quiet build -i "$index" "$@"
}

check_status "a collection is built" 0 "$HRINDEX" build -i "$TMP/one" --jobs 1 "$in"
check "and summed up on stderr" grep -q '^Live: build 1\.  Index ' "$TMP/err"
check "with nothing on stdout" test ! -s "$TMP/out"
check "and no bar off a terminal" sh -c "! grep -q '━' '$TMP/err'"
check_status "--quiet says nothing" 0 build "$TMP/two" --jobs 2 "$in"
check "on stderr" test ! -s "$TMP/err"
check_status "the index is as it was written" 0 "$HRINDEX" check -i "$TMP/one"

one=$(digest "$TMP/one")
check "the digest is 32 hex digits" sh -c "printf %s '$one' | grep -qE '^[0-9a-f]{32}$'"
check "two jobs give the same digest" test "$one" = "$(digest "$TMP/two")"

# The same files by other PATHs in another order: ids and roots do not depend on it.
flat=$TMP/flat
mkdir -p "$flat/x" "$flat/y"
cp "$in/b.txt" "$flat/x/b.txt"
cp "$in/sub/c.txt" "$flat/y/c.txt"
build "$TMP/xy" --jobs 1 "$flat/x" "$flat/y"
build "$TMP/yx" --jobs 2 "$flat/y" "$flat/x"
check "the order of PATHs does not count" test "$(digest "$TMP/xy")" = "$(digest "$TMP/yx")"
build "$TMP/twice" "$flat/x" "$flat/y" "$flat/x/b.txt" "$flat/y/../x"
check "a file reached twice is read once" test "$(digest "$TMP/xy")" = "$(digest "$TMP/twice")"
printf ' ' >>"$flat/y/c.txt"
build "$TMP/yx" "$flat/x" "$flat/y"
check "another byte is another digest" test "$(digest "$TMP/xy")" != "$(digest "$TMP/yx")"

# list
check_status "list --json" 0 "$HRINDEX" list -i "$TMP/one" --json
cp "$TMP/out" "$TMP/sources"
check "names seven sources" test "$(wc -l <"$TMP/sources")" -eq 7
row() {
	grep -E "\"id\": ?\"$1\"" "$TMP/sources"
}
field() { # SOURCE NAME VALUE
	row "$1" | grep -qE "\"$2\": ?$3"
}
check "the catalogue's id, else the path" sh -c "grep -cE '\"id\": ?\"(statement-a|b\\.txt|sub/c\\.txt|sub/deep/d\\.txt|r1|r2|r3)\"' '$TMP/sources' | grep -qx 7"
check "the catalogue wins over front matter" field statement-a title '"Catalogue title"'
check "with two publishers" field statement-a publisher '\["Org One", ?"Org Two"\]'
check "and its date" field statement-a date '"2021-11-05"'
check "a row with one cell gives that cell" field sub/c.txt date '"2018"'
check "and no title" field sub/c.txt title null
check "a record has its own metadata" field r1 title '"First record"'
check "a language is told from the letters" field r3 language '"ru"'
check "a record with a title alone is a passage" field r2 passages 1
check "a form feed parts pages" field sub/deep/d.txt pages 2
check_status "list for people" 0 "$HRINDEX" list -i "$TMP/one"
check "names a source" has "$TMP/out" "statement-a"
check_status "list --csv" 0 "$HRINDEX" list -i "$TMP/one" --csv
check "is a catalogue" sh -c "head -1 '$TMP/out' | grep -q '^file,sha256,id,title,publisher,date,symbol,kind,language,country,url'"
check "with the publishers in one cell" has "$TMP/out" '"Org One; Org Two"'
cp "$TMP/out" "$TMP/edited.csv"
build "$TMP/again" --catalogue "$TMP/edited.csv" "$in/a.md" "$in/b.txt"
"$HRINDEX" list -i "$TMP/again" --json >"$TMP/sources"
check "which --catalogue takes again" field statement-a title '"Catalogue title"'

# export
check_status "export" 0 "$HRINDEX" export -i "$TMP/one"
cp "$TMP/out" "$TMP/export1"
check_status "of an index built with two jobs" 0 "$HRINDEX" export -i "$TMP/two"
check "is the same" cmp "$TMP/export1" "$TMP/out"
check "has the item with its lead-in" sh -c "grep 'closure of the newspaper' '$TMP/export1' | grep -q 'in particular:'"
check "and the printed number" sh -c "grep 'held without charge.\"' '$TMP/export1' | grep -qE '\"label\": ?\"1\"'"
if test -w /dev/full; then
	check_status "a full disk on stdout is an error" 2 sh -c "'$HRINDEX' export -i '$TMP/one' >/dev/full"
	check_status "for list too" 2 sh -c "'$HRINDEX' list -i '$TMP/one' >/dev/full"
else
	skip "a full disk on stdout" "no /dev/full"
fi
check_status "a closed pipe is no silence" 2 unread "$HRINDEX" export -i "$TMP/one"

# --one-passage, --exclude, --language
check_status "--one-passage" 0 build "$TMP/records" --one-passage --jobs 2 "$in"
"$HRINDEX" export -i "$TMP/records" >"$TMP/out"
check "makes one passage of each source" test "$(wc -l <"$TMP/out")" -eq 7
check_status "--exclude leaves out by name and by path" 0 build "$TMP/few" --exclude '*.jsonl' --exclude 'sub/deep/*' --exclude 'sub/c*' "$in"
"$HRINDEX" list -i "$TMP/few" --json >"$TMP/sources"
check "what it matches" test "$(wc -l <"$TMP/sources")" -eq 2
check_status "--language" 0 build "$TMP/kk" --language kk "$in"
"$HRINDEX" list -i "$TMP/kk" --json >"$TMP/sources"
check "speaks for sources that do not say" field b.txt language '"kk"'
check "and not for those that do" field statement-a language '"en"'

# What a page declares
mkdir "$TMP/pages"
printf '<html lang="en"><title>Le lac</title><p>%s' "Les riverains du lac demandent que la loi soit appliquée et que les juges entendent ceux qui vivent sur ses rives depuis des années." >"$TMP/pages/words.html"
printf '<html lang="en"><title>Le lac</title><p>Le lac, les rives.' >"$TMP/pages/few.html"
printf '<html lang="la"><title>O lago</title><p>%s' "Los vecinos del lago piden que se aplique la ley y que los jueces oigan a quienes viven en sus orillas desde hace años." >"$TMP/pages/near.html"
printf 'file,language\nlisted.html,en\n' >"$TMP/pages/catalogue.csv"
cp "$TMP/pages/words.html" "$TMP/pages/listed.html"
build "$TMP/declared" "$TMP/pages"
"$HRINDEX" list -i "$TMP/declared" --json >"$TMP/sources"
check "a page that declares English, and is in French for certain, is in French" field words.html language '"fr"'
check "where its words do not tell, it is in what it declares" field few.html language '"en"'
check "a language that is never told from words stays what is declared" field near.html language '"la"'
check "what the catalogue says stays" field listed.html language '"en"'

# A second build, and failed ones.
printf 'One more text.\n' >"$in/e.txt"
check_status "a second build" 0 "$HRINDEX" build -i "$TMP/one" "$in"
check "becomes the live one" grep -q '^Live: build 2 (was 1)' "$TMP/err"
two=$(digest "$TMP/one")
check "with another digest" test "$one" != "$two"
check "which is current" grep -qx build-2 "$TMP/one/current"
printf '{"id":"b.txt","text":"The same id as the file b.txt has."}\n' >"$in/clash.jsonl"
for jobs in 1 2; do
	check_status "two sources with one id are an error ($jobs jobs)" 2 "$HRINDEX" build -i "$TMP/one" --jobs $jobs "$in"
	check "that names the id" has "$TMP/err" '"b.txt"'
	check "and both places" has "$TMP/err" "clash.jsonl, line 1"
	check "and the live build is as it was" test "$two" = "$(digest "$TMP/one")"
done
check "no rubbish is left" sh -c "test \"\$(ls '$TMP/one' | tr '\\n' ' ')\" = 'build-1 build-2 current current.sum lock '"
rm "$in/clash.jsonl"

# Two PATHs with a file of the same name.
mkdir -p "$TMP/p" "$TMP/q"
printf 'One.\n' >"$TMP/p/same.txt"
printf 'Other.\n' >"$TMP/q/same.txt"
check_status "the same name below two PATHs is a clash" 2 build "$TMP/clash" "$TMP/p" "$TMP/q"
check "naming the one" has "$TMP/err" "/p/same.txt"
check "and the other" has "$TMP/err" "/q/same.txt"

# The index inside the folder that is read.
mkdir -p "$TMP/home"
printf 'A text beside its index.\n' >"$TMP/home/t.txt"
build "$TMP/home/index" "$TMP/home"
check_status "an index inside its own PATH is left out" 0 build "$TMP/home/index" "$TMP/home"
"$HRINDEX" list -i "$TMP/home/index" --json >"$TMP/out"
check "and not read" test "$(wc -l <"$TMP/out")" -eq 1

# The speeches, if they are here: both jobs at work on much text.
if test -f "$SHARED/speed/speeches.tar.xz"; then
	mkdir -p "$TMP/speech"
	tar xf "$SHARED/speed/speeches.tar.xz" -C "$TMP/speech"
	find "$TMP/speech" -type f | sort | awk -v every=$((40 * slowness)) 'NR % every != 0' | tr '\n' '\0' | xargs -0 rm -f
	mkdir -p "$TMP/all"
	cp -r "$TMP/speech" "$TMP/all/speech"
	cp "$SHARED"/corpus/*.txt "$TMP/all" 2>/dev/null
	"$PLAIN_HRINDEX" --quiet build -i "$TMP/s1" --jobs 1 "$TMP/all"
	build "$TMP/s2" --jobs 2 "$TMP/all"
	build "$TMP/s3" --jobs 3 "$TMP/all"
	check "speeches: 1 and 2 jobs give the same digest" test "$(digest "$TMP/s1")" = "$(digest "$TMP/s2")"
	check "and 3" test "$(digest "$TMP/s1")" = "$(digest "$TMP/s3")"
	"$PLAIN_HRINDEX" export -i "$TMP/s1" >"$TMP/e1"
	"$HRINDEX" export -i "$TMP/s2" >"$TMP/e2"
	check "and the same export" cmp "$TMP/e1" "$TMP/e2"
else
	skip "the digest over speeches" "no ../shared/speed"
fi

# The command line.
check_status "an unknown command is an error" 2 "$HRINDEX" frobnicate
check "that names those that exist" has "$TMP/err" "build, update, remove, rollback, diff, list, export and check"
check_status "so is none" 2 "$HRINDEX"
check_status "an unknown option" 2 "$HRINDEX" build --frobnicate "$in"
check "  says where they are" has "$TMP/err" "--frobnicate: no such option (see hrindex --help)"
check "is named" has "$TMP/err" "--frobnicate"
check_status "an option of another command" 2 "$HRINDEX" check -i "$TMP/one" --json
check "is named" has "$TMP/err" '--json does not belong to "check"'
check_status "a value of another command" 2 "$HRINDEX" --quiet --jobs 2 list -i "$TMP/one"
check "is named, too" has "$TMP/err" '--jobs does not belong to "list"'
check_status "an index without a name" 2 "$HRINDEX" list -i ''
check "is told as such" has "$TMP/err" '-i needs the folder of an index'
check_status "a PATH without a name" 2 "$HRINDEX" build -i "$TMP/one" ''
check "is told as such, too" has "$TMP/err" 'cannot read "": '
check_status "no PATH" 2 "$HRINDEX" build -i "$TMP/one"
check_status "0 jobs" 2 "$HRINDEX" build -i "$TMP/one" --jobs 0 "$in"
check_status "1 job" 0 build "$TMP/j" --jobs 1 "$flat/x"
check_status "64 jobs" 0 build "$TMP/j" --jobs 64 "$flat/x"
check_status "65 jobs" 2 build "$TMP/j" --jobs 65 "$flat/x"
check_status "a language that is none" 2 build "$TMP/j" --language xx "$in"
check_status "--help" 0 "$HRINDEX" --help
check "is about the commands" has "$TMP/out" "hrindex build"
check_status "--version" 0 "$HRINDEX" --version
check_status "the index from the environment" 0 env HRSEARCH_INDEX="$TMP/one" "$HRINDEX" list --json
check_status "options before the command" 0 "$HRINDEX" -i "$TMP/one" --quiet check
done_testing
