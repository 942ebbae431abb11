#!/bin/sh
# Citations on the command line: styles, short forms, the list of works.
. tests/lib.shlib

index=$TMP/index
mkdir "$TMP/papers"
cat >"$TMP/papers/one.jsonl" <<'EOF'
{"id":"one","title":"Water: a right","publisher":"Body One","date":"2015-12-21","language":"en","text":"1. Drought harms the right to water.\n\n2. Drought harms the right to food."}
{"id":"two","title":"Second paper","publisher":"Another Body; Third Body","language":"en","text":"The drought went on and on. The wells dried up, and the harvest failed."}
EOF
"$PLAIN_HRINDEX" --quiet build -i "$index" "$TMP/papers" || exit 1

ask() {
	"$HRSEARCH" -i "$index" "$@" >"$TMP/out" 2>"$TMP/err"
}
# cited STYLE TEXT: a hit is cited so.
cited() {
	ask --exact '"harms the right to"' --cite "$1" && has "$TMP/out" "$2"
}
check 'OSCOLA: in full' cited oscola 'Body One, ‘Water: A Right’ (21 December 2015) para 1.'
check 'OSCOLA: the second time' cited oscola 'Body One (n 1) para 2.'
check 'Chicago' cited chicago 'Body One, Water: A Right, December 21, 2015, para. 1.'
check 'Chicago: the second time' cited chicago '    Body One, Water, para. 2.'
check 'United Nations' cited un 'Body One, “Water: a right”, 21 December 2015, para. 1.'
check 'United Nations: the second time is as the first' cited un '    Body One, “Water: a right”, 21 December 2015, para. 2.'
check 'Bluebook' cited bluebook 'Body One, Water: A Right, ¶ 1 (Dec. 21, 2015).'
check 'Bluebook: the second time' cited bluebook 'Body One, supra note 1, ¶ 2.'
check 'APA' cited apa '(Body One, 2015, para. 1)'
check 'plain is always in full' cited plain 'Body One, Water: a right (21 December 2015), para. 2.'
again() {
	ask '"harms the right to"' --cite oscola --full-citations && ! has "$TMP/out" '(n 1)' &&
		has "$TMP/out" '(21 December 2015) para 2.'
}
check '--full-citations' again
from_second() {
	ask '"harms the right to"' --cite oscola --offset 1 && ! has "$TMP/out" '(n 1)' &&
		has "$TMP/out" '(21 December 2015) para'
}
check 'what is not on this page was not cited' from_second
works() {
	ask drought --cite chicago --bibliography &&
		printf '%s\n' 'Another Body and Third Body. Second Paper. N.d.' \
			'Body One. Water: A Right. December 21, 2015.' | diff - "$TMP/out"
}
check '--bibliography: each work once, in order' works
check_status '--bibliography of no hits' 1 "$HRSEARCH" -i "$index" --bibliography xyzzy
check_status '--bibliography in another format' 2 "$HRSEARCH" -i "$index" --bibliography --format json drought
check_status '--bibliography with --show' 2 "$HRSEARCH" -i "$index" --bibliography --show 0000
check_status 'no such style' 2 "$HRSEARCH" -i "$index" --cite harvard drought
check 'names those there are' has "$TMP/err" 'plain, oscola, chicago, un, bluebook or apa'
in_json() {
	ask drought --format json --cite apa && has "$TMP/out" '"cite":{"style":"apa","note":"(Body One, 2015' &&
		has "$TMP/out" '"citation":"Body One, Water: a right (21' &&
		"$HRSEARCH" -i "$index" --verify "$TMP/out" | grep -c '^ok' | grep -qx 3
}
check 'JSON lines keep the plain citation, and verify' in_json
table() {
	ask drought --format tsv --cite oscola --full-citations && has "$TMP/out" '	Body One, ‘Water: A Right’ (21 December 2015) para 1.	'
}
check 'a table in the style' table
shown() {
	ask --show "$("$HRSEARCH" -i "$index" --format tsv '"right to water"' | sed -n 2p | cut -f2)" --cite bluebook &&
		has "$TMP/out" 'Body One, Water: A Right, ¶ 1 (Dec. 21, 2015).'
}
check '--show in the style' shown
lacking() { ! has "$@"; }
shown_in_json() {
	ask --show "$("$HRSEARCH" -i "$index" --format tsv '"right to water"' | sed -n 2p | cut -f2)" --format json "$@"
}
check '--show in JSON has the style' shown_in_json --cite oscola
check 'with its later form' has "$TMP/out" '"later":"Body One (n 1) para 1."'
check '--show in JSON' shown_in_json
check 'has none where none is asked for' lacking "$TMP/out" '"cite"'
done_testing
