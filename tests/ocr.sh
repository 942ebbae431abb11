#!/bin/sh
# PDFs whose pages are pictures, end to end: read with --ocr where tesseract is
# installed, marked in every answer, kept to by updates.
. tests/lib.shlib

mkdir -p "$TMP/files" "$TMP/plain"
cat >"$TMP/report.txt" <<'X'
page
at 72 120
font 12 b
| Findings of the Working Group
font 12
skip 10
| 14. The prisoner was held in a room without windows for nine days,
| and was not allowed to see a lawyer.
page
at 72 120
font 12
| 15. The court refused to hear any of the witnesses
| whom the defence had named.
X
cat >"$TMP/letter.txt" <<'X'
page
at 72 120
font 12
| The ombudsman answered the letter after eleven weeks,
| and gave no reason for the delay.
X
printf 'The tribunal sat in public and gave its judgment in April.\n' >"$TMP/files/plain.txt"
printf 'A text without pictures.\n' >"$TMP/plain/a.txt"
"$TOOLS/test_ocr" scan "$TMP/report.txt" "$TMP/files/scan.pdf" 150 || exit 1

# ---- without it, and where it cannot be ----
check_status 'without --ocr the pictures are named as unread' 1 "$HRINDEX" build --quiet -i "$TMP/index" "$TMP/files"
check 'with the way to have them read' has "$TMP/err" 'pictures of pages, which must go through OCR first (see --ocr)'
check_status 'a language that is no name is refused' 2 "$HRINDEX" build --quiet -i "$TMP/other" --ocr '../eng' "$TMP/files"
check_status 'a language that is not installed is refused' 2 "$HRINDEX" build --quiet -i "$TMP/other" --ocr xqz "$TMP/files"
check 'in one line, with the remedy' sh -c 'test $(wc -l <"$1") -eq 1 && grep -q "apt install tesseract-ocr" "$1"' - "$TMP/err"
check 'and nothing was written' sh -c '! test -e "$1"' - "$TMP/other"
check_status 'list takes no --ocr' 2 "$HRINDEX" list --ocr en -i "$TMP/index"

"$PLAIN_HRINDEX" build --quiet -i "$TMP/probe" --ocr en "$TMP/plain" 2>"$TMP/err" || {
	skip 'pages that are pictures' "$(cat "$TMP/err")"
	done_testing
}

"$HRINDEX" build --quiet -i "$TMP/probe" "$TMP/plain"
check_status '--ocr in an update of an index without pictures' 0 "$HRINDEX" update -i "$TMP/probe" --ocr en
check 'is noted for those that come' test "$(cat "$TMP/probe/current")" = build-3
check_status 'and the same again' 0 "$HRINDEX" update -i "$TMP/probe" --ocr en
check 'is nothing new' test "$(cat "$TMP/probe/current")" = build-3

# ---- an update that reads what was not read ----
check_status 'an update with --ocr reads them' 0 "$HRINDEX" update -i "$TMP/index" --ocr en
check 'and says so, with how sure it is' grep -q 'scan.pdf: pages 1-2 read by OCR (tesseract [0-9.]*, eng): [89][0-9] % sure' "$TMP/err"
check_status 'the next one has nothing to do' 0 "$HRINDEX" update -i "$TMP/index"
check 'as it says' has "$TMP/err" 'Nothing has changed'
"$HRINDEX" list -i "$TMP/index" --json >"$TMP/sources"
check 'the list names what read it, and how much' grep -q '"pages":2,"ocr":{"by":"tesseract [0-9.]*, eng","pages":2,"confidence":[89][0-9]}' "$TMP/sources"
check 'the other file is no matter of OCR' sh -c 'grep plain.txt "$1" | grep -qv ocr' - "$TMP/sources"

# ---- answers ----
"$HRSEARCH" -i "$TMP/index" '"room without windows for nine days, and was"' >"$TMP/out"
check 'the words are found, and marked' grep -q 'para. 14.*\[read by OCR, [89][0-9] % sure\]' "$TMP/out"
check 'in the citation too' grep -q '^ .*para. 14.* (read by OCR, [89][0-9] % sure)\. \[' "$TMP/out"
for style in oscola chicago un bluebook apa; do
	"$HRSEARCH" -i "$TMP/index" --cite "$style" 'witnesses defence' >"$TMP/out"
	check "and in that of the style $style" grep -q '[([]read by OCR, [89][0-9] % sure[])]' "$TMP/out"
done
"$HRSEARCH" -i "$TMP/index" --format json 'refused witnesses' >"$TMP/hits"
check 'JSON has it' grep -q '"ocr":{"confidence":[89][0-9]}' "$TMP/hits"
check 'and the page' grep -q '"page":{"physical":2' "$TMP/hits"
"$HRSEARCH" -i "$TMP/index" --format json 'tribunal' >"$TMP/plainhit"
check 'a passage that was not read so has no word of it' sh -c 'test -s "$1" && ! grep -qi ocr "$1"' - "$TMP/plainhit"
check_status 'the quotation is verified against the text that was read then' 0 "$HRSEARCH" -i "$TMP/index" --verify "$TMP/hits"
sed 's/"confidence":[0-9]*/"confidence":99/' "$TMP/hits" >"$TMP/surer"
check_status 'but not a surer one' 1 "$HRSEARCH" -i "$TMP/index" --verify "$TMP/surer"
check_status 'check finds no fault' 0 "$HRINDEX" check -i "$TMP/index"

# ---- what is kept to ----
"$TOOLS/test_ocr" scan "$TMP/letter.txt" "$TMP/files/letter.pdf" 150
check_status 'a later update reads a new file so, unasked' 0 "$HRINDEX" update --quiet -i "$TMP/index"
check_status 'and it is found' 0 "$HRSEARCH" -i "$TMP/index" 'ombudsman letter'
"$PLAIN_HRINDEX" build --quiet -i "$TMP/anew" --jobs 3 --ocr eng "$TMP/files" 2>/dev/null
check 'one build with three jobs gives the same digest as those updates' test "$(digest "$TMP/anew")" = "$(digest "$TMP/index")"
"$TOOLS/test_ocr" scan "$TMP/letter.txt" "$TMP/files/scan.pdf" 150
check_status 'a changed file is no longer what was quoted' 1 "$HRSEARCH" -i "$TMP/index" --verify "$TMP/hits"
check 'as the line says' grep -q '^FAIL .* the file has changed' "$TMP/out"
done_testing
