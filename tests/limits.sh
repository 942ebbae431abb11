#!/bin/sh
# Where a list is named one by one, and from where on its rest is counted: each on both sides.
. tests/lib.shlib
lib=$TMP/lib
index=$TMP/index
mkdir "$lib"

# records PREFIX FORMAT WORD...: a record for each word, with it in its text.
records() {
	prefix=$1
	format=$2
	shift 2
	for word in "$@"; do
		# shellcheck disable=SC2059
		printf "{\"id\":\"$prefix-%s\",\"text\":\"$format\"}\n" "$(echo "$word" | tr -d ' ,')" "$word"
	done
}
others='Alekseev Aleksejew Alekseyev Alexeev Aleksejev Alexeiev'
{
	records name 'On that day %s spoke of the harvest in the north.' Alexeyev $others
	records name 'On that day %s spoke of the harvest in the south.' Mohammed Muhammad Mohamed Mohamad Muhammed Mohammad
	set -- 'International Covenant on Civil and Political Rights' 'Convention on the Rights of the Child' 'Convention against Torture' \
		'European Convention on Human Rights' 'American Convention on Human Rights'
	records thirteen 'The author relies on article 13 of the %s alone.' "$@"
	records twelve 'The author relies on article 12 of the %s alone.' "$@" 'International Covenant on Economic, Social and Cultural Rights'
	records six 'In village %s they said that the bread was baked with sand and ashes.' 1 2 3 4 5 6
	records seven 'In village %s they saw that the wells had been filled up with stones.' 1 2 3 4 5 6 7
} >"$lib/a.jsonl"
"$HRINDEX" --quiet build -i "$index" "$lib"

line() { # N QUERY: the Nth line above the hits
	"$HRSEARCH" -i "$index" --limit 1 "$2" | sed -n "$1p"
}
line 1 Mohammed >"$TMP/line"
check 'five other spellings are named' has "$TMP/line" '5 more in another spelling: Mohamad (1), Mohamed (1), Mohammad (1), Muhammad (1), Muhammed (1).'
line 1 Alexeyev >"$TMP/line"
check '  a sixth is counted' has "$TMP/line" 'Alekseyev (1), Alexeev (1) and 1 more spelling.'
line 1 'article 13' >"$TMP/line"
check 'five instruments are named' grep -q 'Article 13 of 5 instruments: .* (1)\.$' "$TMP/line"
line 1 'article 12' >"$TMP/line"
check '  a sixth is counted' grep -q 'Article 12 of 6 instruments: .* (1) and 1 more\.$' "$TMP/line"
four='article 12 ICCPR and article 12 CRC and article 12 ECHR and article 12 CAT'
line 4 "$four" >"$TMP/line"
check 'four provisions have a line each' has "$TMP/line" 'Article 12 of the Convention against Torture'
line 5 "$four and article 12 ACHR" >"$TMP/line"
check '  a fifth has none' has "$TMP/line" 'In all: '
quoted() { # QUOTATION: its other places, in $TMP/out
	"$HRSEARCH" -i "$index" --quote "$1" >"$TMP/out"
	grep -c '^ *also: ' "$TMP/out"
}
check 'five other places of a quotation are named' test "$(quoted 'the bread was baked with sand and ashes')" = 5
check '  and there are no more' test "$(grep -c 'further passages' "$TMP/out")" = 0
check '  of six as many' test "$(quoted 'the wells had been filled up with stones')" = 5
check '  and there are more' has "$TMP/out" 'also in further passages'

for n in 20 21; do
	rm "$lib"/*
	echo "A text that can be read." >"$lib/good.md"
	seq $n | sed 's/.*/{"id":"&"/' >"$lib/bad.jsonl"
	check_status "$n lines that are no JSON" 1 "$HRINDEX" --quiet build -i "$TMP/bad" "$lib"
	check '  20 are named' test "$(grep -c ' line [0-9]*: ' "$TMP/err")" -eq 20
	check "  and $((n - 20)) counted" test "$(grep -c '1 more line cannot be read' "$TMP/err")" -eq $((n - 20))
done
for n in 100 101; do
	rm "$lib"/*
	echo "A text that can be read." >"$lib/good.md"
	for i in $(seq $n); do
		: >"$lib/$i.txt"
	done
	check_status "$n files without a text" 1 "$HRINDEX" --quiet build -i "$TMP/bad" "$lib"
	check '  100 are named' test "$(grep -c '^ *[0-9]*\.txt' "$TMP/err")" -eq 100
	check "  and $((n - 100)) counted" test "$(grep -c 'and 1 more: hrindex list --failed' "$TMP/err")" -eq $((n - 100))
done
done_testing
