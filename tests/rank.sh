#!/bin/sh
# The order of hits: --broad, --explain, caps per source, counts.
. tests/lib.shlib

docs=$TMP/docs
mkdir "$docs"
for n in $(seq 60); do
	echo "Paragraph $n of this report tells of elections, budgets and roads in district $n."
	echo
done >"$docs/filler.txt"
for n in 1 2 3; do
	printf 'The prison had a water shortage.\n' >"$docs/short$n.txt"
done
printf 'The old prison stands on a hill by the river.\n' >"$docs/hill.txt"
printf 'In the second prison, on the far side of the hill, a shortage of water was seen again.\n' >"$docs/far.txt"
HRSEARCH_INDEX=$TMP/index
export HRSEARCH_INDEX
check_status "a build" 0 "$HRINDEX" --quiet build "$docs"

# place FILE: the rank of the source in the last output.
place() {
	cut -f1,3 "$TMP/out" | sed -n "s/^\([0-9]*\)	$1\$/\1/p"
}

check_status "the order of the words alone" 0 "$HRSEARCH" --format tsv prison
plain_hill=$(place hill.txt)
plain_far=$(place far.txt)
check "the shorter passage comes first" test "$plain_hill" -lt "$plain_far"
check_status "--broad" 0 "$HRSEARCH" --broad --format tsv prison
check "what shares words with the best comes first" test "$(place far.txt)" -lt "$(place hill.txt)"
cp "$TMP/out" "$TMP/broad"
"$HRSEARCH" --broad --format tsv prison | cmp -s - "$TMP/broad"
check "the same again" test $? -eq 0
check_status "--broad finds no more" 0 "$HRSEARCH" --broad --count prison
check "as many passages" test "$(cat "$TMP/out")" = "$("$HRSEARCH" --count prison)"
check_status "--broad with a phrase" 0 "$HRSEARCH" --broad '"water shortage"'
check "says that it changes nothing" grep -q 'changes nothing' "$TMP/err"
check_status "--broad with plain words" 0 "$HRSEARCH" --broad water shortage
check "says nothing" test ! -s "$TMP/err"
check_status "--broad where nothing is found" 1 "$HRSEARCH" --quiet --broad xyzzy

# ---- --explain: the parts come to the score ----

cat >"$docs/people.txt" <<'END'
Ivan Petrov was held in the old prison under Article 174 of the Criminal Code.

Mr. Petroff wrote of the water shortage, as Article 174 and Article 274 were read to him.

Freedom of expression needs roads, and elections of district judges.
END
cat >"$docs/constitution.txt" <<'END'
The Constitution of Kenya

Article 7

Nobody is held in a prison but by law.

Article 8

Article 7 of the Constitution goes before any law.
END
check_status "a build with people" 0 "$PLAIN_HRINDEX" --quiet build "$docs"

# adds_up: every score of the last output is the sum of its parts, to the digits shown.
adds_up() {
	grep -o 'score [0-9.]* = .* (document' "$TMP/out" | awk '
		{
			score = $2; sum = 0; n++
			sub(/^score [0-9.]* = /, ""); sub(/ \(document$/, "")
			parts = split($0, part, /[;,] /)
			for (i = 1; i <= parts; i++) { k = split(part[i], word, / /); sum += word[k] }
			if (sum - score > 0.001 || score - sum > 0.001) { print score, sum, $0; bad = 1 }
		}
		END { exit bad || n == 0 }'
}
while read -r query; do
	check_status "explained: $query" 0 sh -c "\"\$0\" --explain $query" "$HRSEARCH"
	check "the parts add up" adds_up
	check "all of them are known" sh -c '! grep -q "other [0-9-]" "$0"' "$TMP/out"
done <<'END'
water shortage prison
--broad prison water
'"water shortage"'
Article 174
Article 7 prison
Petrov
Ivan Petrov
Ivan Petrov water
freedom NEAR/3 expression
'"water shortage" OR prison'
'+prison water -hill'
'wat* prison'
--all prison water
--sort date prison
END
check_status "without --explain" 0 "$HRSEARCH" prison
check "no score" sh -c '! grep -q score "$0"' "$TMP/out"

# ---- stop words beside others: they find nothing, and decide between what is found ----

# stop_library NAME COUNT: 40 records, of which COUNT have "these".
stop_library() {
	{
		cat <<'END'
{"id":"bare","text":"Prison guards wrote letters in May."}
{"id":"rare","text":"Prison guards wrote letters themselves in late summer, autumn and winter."}
{"id":"short","text":"Bridge repairs ended early."}
{"id":"long","text":"Bridge repairs ended as early as these did in spring, autumn and winter."}
END
		for n in $(seq 36); do
			test "$n" -ge "$2" && word=some || word=these
			echo "{\"id\":\"filler$n\",\"text\":\"Report $n looks at $word farms, roads, schools and fields.\"}"
		done
	} >"$TMP/$1.jsonl"
	check_status "40 records, $2 with a stop word" 0 "$PLAIN_HRINDEX" --quiet build -i "$TMP/$1" --one-passage "$TMP/$1.jsonl"
}
first() { # INDEX QUERY...: the source of the first hit
	index=$TMP/$1
	shift
	"$HRSEARCH" -i "$index" --format tsv "$@" | sed -n 2p | cut -f3
}
stop_library quarter 10
stop_library more 11
check "the shorter comes first" test "$(first quarter prison)" = bare
check "not beside a stop word that the other has" test "$(first quarter prison themselves)" = rare
check "nor beside one that a quarter of the passages have" test "$(first quarter these bridge)" = long
check "nor beside one that more of them have" test "$(first more these bridge)" = long
check "a stop word finds nothing beside another word" test "$("$HRSEARCH" -i "$TMP/more" --count these bridge)" -eq 2
"$HRSEARCH" -i "$TMP/quarter" --explain these bridge >"$TMP/out" 2>"$TMP/err"
check "of a quarter: looked up" grep -q 'these: stop word [0-9]' "$TMP/out"
check "the parts add up" adds_up
"$HRSEARCH" -i "$TMP/more" --explain these bridge >"$TMP/out" 2>"$TMP/err"
check "of more: read in the best passages" grep -q 'nearness and common words [0-9]' "$TMP/out"
check "the parts add up" adds_up
# weight QUERY...: what "themselves" weighs in the first hit.
weight() { "$HRSEARCH" --quiet -i "$TMP/quarter" --explain "$@" | sed -n 's/.*themselves: stop word \([0-9.]*\).*/\1/p;T;q'; }
one=$(weight prison themselves) three=$(weight prison guards letters themselves)
four=$(weight prison guards letters wrote themselves)
check "beside three words: all of its weight" test -n "$one" -a "$one" = "$three"
check "beside four: three quarters of it" awk -v all="$three" -v less="$four" \
	'BEGIN { exit !(less > 0.749 * all && less < 0.751 * all) }' /dev/null

# ---- numbers ----

cat >"$TMP/numbers.jsonl" <<'END'
{"id":"heading","language":"kk","text":"17 бап."}
{"id":"months","language":"en","text":"On 17 March a request was made; in May the panel met, and in May, in 2016, it was heard."}
{"id":"day","language":"en","text":"The two activists, of whom much had been heard in all of the country, were taken from their homes on 17 May 2016 after they had written of a march against the new law on land."}
{"id":"other","language":"en","text":"The law on land was put off in 2016, and 17 people left the town in May."}
END
check_status "records with numbers" 0 "$PLAIN_HRINDEX" --quiet build -i "$TMP/numbers" --one-passage "$TMP/numbers.jsonl"
first() { "$HRSEARCH" --quiet -i "$TMP/numbers" --format tsv "$@" | sed 1d | cut -f3 | head -n 1; }
check "a day as a whole comes before its number and month apart" test "$(first 17 May 2016)" = day
check "and so does a number with its month" test "$(first 17 May)" = day
check "and with signs between them does not" test "$(first 17, May)" != day
check "a number weighs in no language more than in another" \
	sh -c '"$0" --explain -i "$1" 17 2>"$2" | grep -q "in place of a stem"; test $? -eq 1' "$HRSEARCH" "$TMP/numbers" "$TMP/err"
check_status "what stands side by side is explained" 0 "$HRSEARCH" --explain -i "$TMP/numbers" 17 May
check "by name" grep -q '17 May: side by side [0-9]' "$TMP/out"
check "the parts add up" adds_up

# ---- large numbers, as each language parts their digits ----

cat >"$TMP/groups.jsonl" <<'END'
{"id":"commas","language":"en","text":"Last year 12,500 households were moved out of the valley."}
{"id":"points","language":"de","text":"Im Tal wurden im letzten Jahr 12.500 Haushalte umgesiedelt."}
{"id":"spaces","language":"fr","text":"L'an dernier, 12 500 ménages ont quitté la vallée."}
{"id":"parts","language":"fr","text":"Le groupe 12 a vu 500 ménages ; 112 500 autres sont partis."}
{"id":"year","language":"fr","text":"En 2016, la vallée comptait 2 016 ménages."}
END
check_status "records with large numbers" 0 "$PLAIN_HRINDEX" --quiet build -i "$TMP/groups" --one-passage "$TMP/groups.jsonl"
# grouped FIRST QUERY...: finds the three, and that one first.
grouped() {
	first=$1
	shift
	"$HRSEARCH" --quiet -i "$TMP/groups" --format tsv "$@" | sed 1d | cut -f3 >"$TMP/out"
	test "$(head -n 1 "$TMP/out")" = "$first" && test "$(sort "$TMP/out" | tr '\n' ' ')" = "commas points spaces "
}
check "12,500" grouped commas 12,500
check "12.500" grouped points 12.500
check "12500" grouped commas 12500
check "12'500" grouped commas "12'500"
check "12 500 in quotation marks is those words alone" test "$("$HRSEARCH" -i "$TMP/groups" --count '"12 500"')" -eq 1
check "12,500 among operators" grouped commas '12,500 AND (households OR Haushalte OR ménages)'
check "--exact keeps to what was typed" test "$("$HRSEARCH" -i "$TMP/groups" --count --exact 12.500)" -eq 1
"$HRSEARCH" --quiet -i "$TMP/groups" --format json 12 500 >"$TMP/out"
check "12 500: what has the number comes before what has its parts" \
	test "$(sed 's/.*"source":{"id":"\([a-z]*\)".*/\1/; s/commas\|points/other/' "$TMP/out" | tr '\n' ' ')" = "spaces other other parts "
check "as typed" has "$TMP/out" '"match":"exact","missing":[],"source":{"id":"spaces"'
check "or written otherwise, and then nothing is missing" has "$TMP/out" '"match":"equivalent","missing":[],"source":{"id":"commas"'
check "four digits alone may be a year" test "$("$HRSEARCH" -i "$TMP/groups" --count 2016)" -eq 1

# ---- headings, and lines above the text, that only the title speaks for ----

mkdir "$TMP/lines"
cat >"$TMP/lines/report.md" <<'END'
---
title: Report on the long drought
---
Water Watch

# Harvest

1. The drought lasted for two years, in which the wells that the five villages of the valley shared ran dry one after the other.

2. Nobody was paid.
END
check_status "a report with a title" 0 "$PLAIN_HRINDEX" --quiet build -i "$TMP/lines.index" "$TMP/lines"
"$HRSEARCH" --quiet -i "$TMP/lines.index" --format json drought >"$TMP/out"
check "what has the word comes before a short line that only its title speaks for" \
	test "$(sed 's/.*"text":"\([A-Za-z]*\).*/\1/' "$TMP/out" | tr '\n' ' ')" = "The Nobody Harvest Water "
"$HRSEARCH" --quiet -i "$TMP/lines.index" --format json harvest >"$TMP/out"
check "a heading that has the word is as good as before" test "$(sed 's/.*"text":"\([A-Za-z]*\).*/\1/;q' "$TMP/out")" = Harvest

# ---- words whose endings only their marks show ----

cat >"$TMP/es.jsonl" <<'END'
{"id":"past","language":"es","text":"La policía hacía registros en las casas."}
{"id":"now","language":"es","text":"El tribunal no pudo hacer nada contra la sentencia."}
{"id":"way","language":"es","text":"Los presos caminaban hacia la puerta."}
END
check_status "records in Spanish" 0 "$PLAIN_HRINDEX" --quiet build -i "$TMP/es" --one-passage "$TMP/es.jsonl"
found() { "$HRSEARCH" --quiet -i "$TMP/es" --format tsv "$@" | sed 1d | cut -f3 | sort | tr '\n' ' '; }
check "hacer finds hacía" test "$(found hacer)" = "now past "
check "hacía finds hacer, and the word without its mark" test "$(found hacía)" = "now past way "
check "hacia does not find hacer" test "$(found hacia)" = "past way "
check "--exact takes the word alone" test "$(found --exact hacía)" = "past way "
check_status "what hacer found is marked" 0 "$HRSEARCH" -i "$TMP/es" --source past --format json hacer
check "as a stem's word" grep -q '"match":"stem"' "$TMP/out"
check "at its place" grep -q '"highlights":\[\[12,18\]\]' "$TMP/out"

done_testing
