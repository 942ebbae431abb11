#!/bin/sh
# --show prints a passage with its neighbours, notes, bytes and citation; --text a source's text, byte for byte.
. tests/lib.shlib

index=$TMP/index
docs=$TMP/docs
mkdir -p "$docs"
cat >"$docs/paper.txt" <<'END'
Freedom of assembly in Nowhere

1. The police detained 14 people on the square¹ and released them after two days.

2. The court did not hear the witnesses² and fined them.³

¹ Interview with a witness, 3 March 2019.
² Law on assemblies, Article 9.

3. The organisation calls on the authorities to:

- release all who were detained;
- repeal Article 9.
END
check "a made-up paper is indexed" "$HRINDEX" build --quiet -i "$index" "$docs"
"$HRSEARCH" -i "$index" --format json '"hear the witnesses"' >"$TMP/hit"
id=$(sed 's/.*"id":"\([0-9a-f]\{16\}\)","match".*/\1/' "$TMP/hit")
show() { "$HRSEARCH" -i "$index" --show "$@"; }

check_status "--show" 0 show "$id"
check "the passage, without its note calls" has "$TMP/out" "    The court did not hear the witnesses and fined them."
check "the passage before" has "$TMP/out" "before: The police detained 14 people on the square and released them after two days."
check "the passage after" has "$TMP/out" "after: The organisation calls on the authorities to:"
check "its note" has "$TMP/out" "note 2: Law on assemblies, Article 9."
check "no other's" sh -c '! grep -q "note 1" "$1"' - "$TMP/out"
check "a note that is not there is not left out in silence" has "$TMP/out" "note 3: not in the file"
check "the citation" has "$TMP/out" ", para. 2."
range=$(sed -n 's/^bytes *\([0-9]*\)-\([0-9]*\) of the text$/\1 \2/p' "$TMP/out")
sum=$(sed -n 's/^sha256 *\([0-9a-f]*\) of these bytes$/\1/p' "$TMP/out")
dd if="$docs/paper.txt" iflag=skip_bytes,count_bytes skip="${range% *}" count=$((${range#* } - ${range% *})) status=none of="$TMP/bytes"
check "its bytes have the hash that it gives" test "$(sha256sum <"$TMP/bytes" | cut -d ' ' -f 1)" = "$sum"
check "and are those of the paragraph" sh -c 'head -c 22 "$1" | grep -qxF "The court did not hear"' - "$TMP/bytes"

first=$(printf %.4s "$id")
check_status "four digits of an id will do" 0 show "$first"
check "it is the same passage" has "$TMP/out" "passage  $id"
check_status "three will not" 2 show "$(printf %.3s "$id")"
check "and the message says so" has "$TMP/err" "at least 4 digits"
check_status "an id of no passage" 2 show 0000000000000000
check_status "too long an id" 2 show "${id}0"
check_status "no id" 2 show ''
check_status "an id that is none" 2 show 'x" OR'

check_status "--show --format json" 0 show "$id" --format json
cp "$TMP/out" "$TMP/shown"
"$PLAIN_HRINDEX" export -i "$index" 2>"$TMP/err" | grep -F "\"id\":\"$id\"" >"$TMP/exported"
check "is the line of hrindex export" cmp "$TMP/shown" "$TMP/exported"

# Enough passages that some ids begin with the same four digits.
seq 1 2000 | sed 's/$/ is a number.\n/' >"$docs/numbers.txt"
check "many passages" "$PLAIN_HRINDEX" build --quiet -i "$index" "$docs"
"$PLAIN_HRINDEX" export -i "$index" 2>"$TMP/err" | sed 's/.*"schema":"hrsearch\/1","id":"\([0-9a-f]*\)".*/\1/' | sort >"$TMP/ids"
twice=$(cut -c 1-4 "$TMP/ids" | uniq -d | head -1)
check_status "the beginning of several ids" 2 show "$twice"
check "names them" has "$TMP/err" "$(grep "^$twice" "$TMP/ids" | head -1)"

text() { "$HRSEARCH" -i "$index" --text "$1" | cmp - "$docs/$1"; }
check "--text is the file, byte for byte" text paper.txt
check_status "--text of no source" 2 "$HRSEARCH" -i "$index" --text nowhere.txt
done_testing
