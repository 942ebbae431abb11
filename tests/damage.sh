#!/bin/sh
# One byte flipped in each file of an index in turn: hrindex check names the file every time. What
# hrsearch can notice without reading all of it, it says instead of answering.
. tests/lib.shlib
lib=$TMP/lib
index=$TMP/index
mkdir "$lib"
printf 'The first text about Petrov and article 19 of the ICCPR.\n\nIts second paragraph.\n' >"$lib/a.txt"
printf 'Another text.\n' >"$lib/b.txt"
"$HRINDEX" --quiet build -i "$index" "$lib"
printf 'Another text, changed.\n' >"$lib/b.txt"
"$HRINDEX" --quiet update -i "$index"
check "the index is whole" "$HRINDEX" check -i "$index"
# limited LETTER NUMBER COMMAND...: the command under that limit of the shell's.
limited() {
	# shellcheck disable=SC3045
	(ulimit "-$1" "$2" && shift 2 && "$@")
}
check_status "where few files may be opened, check ends" 2 limited n 16 "$HRINDEX" check -i "$index"
check "  and says that, and nothing of damage" grep -q '^hrindex: 16 files more cannot be opened.*(ulimit -n)' "$TMP/err"
check "  in one line" test "$(wc -l <"$TMP/err")" -eq 1
check_status "where enough may, it checks" 0 limited n 32 "$HRINDEX" check -i "$index"
check_status "export where too few may be opened" 2 limited n 6 "$HRINDEX" export -i "$index"
check "  says that" has "$TMP/err" "files more cannot be opened"
for command in "$HRINDEX list -i $index" "$HRSEARCH -i $index text"; do
	# shellcheck disable=SC2086
	check_status "a stack of 63 kB is too small" 2 limited s 63 $command
	check "  and that is said" grep -q ': the stack may have 63 kB, and 64 are needed (ulimit -s)$' "$TMP/err"
	# A sanitized program takes more for itself.
	# shellcheck disable=SC2086,SC2154
	test "$slowness" -gt 1 || check_status "  one of 64 suffices" 0 limited s 64 $command
done

# flip FILE BYTE: one bit of it.
flip() {
	old=$(od -An -tu1 -j"$2" -N1 "$1" | tr -d ' ')
	# shellcheck disable=SC2059
	printf "\\$(printf %o $((old ^ 1)))" | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}

# names FILE: whether check fails and its messages hold the file's name.
names() {
	"$HRINDEX" check -i "$index" >"$TMP/out" 2>"$TMP/err" && return 1
	case $1 in
	*/manifest) grep -q "manifest is damaged" "$TMP/err" ;;
	*) grep -q "${1##*/index/}" "$TMP/err" ;;
	esac
}

# In the live build one place in each file: the first byte, the middle or the last, in turn.
live=$index/$(cat "$index/current")
find "$live" "$index/current" "$index/current.sum" -type f -size +0 | sort >"$TMP/files"
missed=0 flipped=0
while read -r file; do
	size=$(wc -c <"$file")
	for at in 0 $((size / 2)) $((size - 1)); do
		test $((at % 3)) -eq 0 || test -n "${LONG-}" || test "$at" -eq $((size / 2)) || continue
		flip "$file" "$at"
		flipped=$((flipped + 1))
		names "$file" || { echo "# $file, byte $at" && missed=$((missed + 1)); }
		flip "$file" "$at"
	done
done <"$TMP/files"
check "of $flipped flipped bits in $(wc -l <"$TMP/files") files, check names the file of each" test "$missed" -eq 0
check_status "all put back, the index is whole" 0 "$HRINDEX" check -i "$index"
check "  and nothing is said against it" test ! -s "$TMP/err"
gone=$index/$(cat "$index/current")/names
mv "$gone" "$TMP/gone"
check_status "a file that is gone" 2 "$HRINDEX" check -i "$index"
check "  is named" has "$TMP/err" "$gone is missing"
mv "$TMP/gone" "$gone"

# Without reading the whole index.
cp -r "$index" "$TMP/copy"
build=$TMP/copy/$(cat "$index/current")
broken() {
	check_status "$1" 2 "$HRSEARCH" -i "$TMP/copy" Petrov
	check "  and says which file" has "$TMP/err" "$2"
	check "  and gives no answer" test ! -s "$TMP/out"
}
mv "$build/texts" "$build/text"
broken "hrsearch notices a file that is gone" texts/
mv "$build/text" "$build/texts"
printf x >>"$build/passages/position.glass"
broken "a file that has grown" position.glass
truncate -s -1 "$build/passages/position.glass"
truncate -s -1 "$build/passages/docdata.glass"
broken "a file that has shrunk" docdata.glass
rm -r "$TMP/copy"
cp -r "$index" "$TMP/copy"
# The record of a source, from which it is cited: its name in it becomes another.
postings=$build/passages/postlist.glass
at=$(grep -abo '"file":"a.txt"' "$postings" | head -n 1 | cut -d: -f1)
flip "$postings" $((at + 8))
broken "a source whose record has another byte" "the record of source"
check_status "  its two passages" 2 "$HRSEARCH" -i "$TMP/copy" Petrov OR paragraph
check "  are told of in one line" test "$(grep -c 'the record of source' "$TMP/err")" -eq 1
check_status "  beside a hit that can be shown, it makes the answer a part of one" 2 "$HRSEARCH" -i "$TMP/copy" --format tsv text
check "  which is shown" grep -q 'b\.txt' "$TMP/out"
check "  and that is all" test "$(wc -l <"$TMP/out")" -eq 2
check "  and the other is named" has "$TMP/err" "the record of source"
check_status "  a query that it is no hit of is as ever" 0 "$HRSEARCH" -i "$TMP/copy" changed
check_status "  nor is it exported" 2 "$HRINDEX" export -i "$TMP/copy"
check "  and that is said" has "$TMP/err" "the record of a source"
flip "$postings" $((at + 8))
# A source that is not among them any more: its key has become another.
key=$(grep -abo 's:[0-9a-f]\{16\}' "$postings" | head -n 1 | cut -d: -f1)
flip "$postings" "$key"
"$HRINDEX" check -i "$TMP/copy" 2>&1 | grep "were noted" >"$TMP/noted"
check "a source that is lost is no source without passages" test ! -s "$TMP/noted"
for command in export "list --json" diff; do
	# shellcheck disable=SC2086
	check_status "a source that is lost: $command" 2 "$HRINDEX" $command -i "$TMP/copy"
	check "  says so" has "$TMP/err" "the index has 1 of its 2 sources"
done
flip "$postings" "$key"
# The list of a source's passages is under another name.
list=$(grep -abo 'XS[0-9a-f]\{16\}' "$postings" | head -n 1 | cut -d: -f1)
flip "$postings" $((list + 17))
for command in export diff; do
	check_status "a source whose passages are lost: $command" 2 "$HRINDEX" $command -i "$TMP/copy"
	check "  says so" grep -q "the index has 0 of the [12] passages of [ab].txt: see hrindex check" "$TMP/err"
done
flip "$postings" $((list + 17))
check_status "with them it is exported" 0 "$HRINDEX" export -i "$TMP/copy"
flip "$build/manifest" 100
broken "a manifest with another byte" "manifest is damaged"
flip "$build/manifest" 100
touch "$build/stranger"
check_status "a file that is none of the index's" 2 "$HRINDEX" check -i "$TMP/copy"
check "is named by check" has "$TMP/err" stranger
rm "$build/stranger"
echo build-9 >"$TMP/copy/current"
broken "a build that is not there" build-9
check_status "rollback goes to one that is" 0 "$HRINDEX" rollback -i "$TMP/copy"
check "  with the number of its sources" grep -q 'from [0-9]* sources\{0,1\}\.$' "$TMP/err"
check "  which answers" "$HRSEARCH" -i "$TMP/copy" Petrov
case $(cat "$TMP/copy/current") in build-1) other=build-2 ;; *) other=build-1 ;; esac
echo "$other" >"$TMP/copy/current"
check_status "a name that became another build's" 2 "$HRINDEX" check -i "$TMP/copy"
check "  is noticed" has "$TMP/err" "copy/current or current.sum is damaged"
done_testing
