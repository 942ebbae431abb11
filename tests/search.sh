#!/bin/bash
# hrsearch end to end, on documents made up here: what is found, by which query, and with which status.
. tests/lib.shlib

docs=$TMP/docs
index=$TMP/index
mkdir -p "$docs"

cat >"$docs/report.txt" <<'END'
Report on places of detention

1. The police detained three journalists in the capital. They were released without charge.

2. The right to a fair trial includes the right to be heard. No one was heard by the court.

3. The authorities refused co-operation with the experts, and politically-motivated charges followed.

4. Section 19(3) and document A/HRC/29/25/Add.2 were quoted by the “special rapporteur” on torture.

5. The court in Paris heard the élite lawyers’ complaint: 750,000 people signed it.
END

cat >"$docs/wrapped.txt" <<'END'
Notes on wrapped lines

The minister spoke of inter-
national standards and of a well-
known case before the tribunal of the city.

The delegation described long-
term harm done by incommunicado detention.
END

cat >"$docs/cut.txt" <<'END'
Statement on releases

The organisation calls for the immediate release of prisoners of conscience
held since the winter¹ and for the

¹ See the letter of 3 May 2016.

permanent closing down of the secret prison near the border.

The last paragraph speaks of weather alone.
END

for n in 1 2 3 4 5 6; do
	printf 'Drought paragraph %s tells of drought and water shortage, drought again.\n\n' "$n"
done >"$docs/drought.txt"
printf 'Water was scarce in the valley, and a drought was declared.\n' >"$docs/valley.txt"
printf 'The harvest failed after the drought; nobody was paid.\n' >"$docs/harvest.txt"
printf 'Суд признал пытки доказанными, и полиция не возражала против решения суда.\n' >"$docs/ru.txt"

cat >"$docs/catalogue.csv" <<'END'
file,id,title,publisher,date,language,kind,symbol
report.txt,report,Report on places of detention,Amnesty International,2015-06-30,en,report,A/HRC/1/2
wrapped.txt,wrapped,Notes on wrapped lines,PEN International,2016-03,en,notes,
cut.txt,cut,Statement on releases,Amnesty International; PEN International,2017,en,statement,
drought.txt,drought,Letters from the dry land,Water Watch,,en,letter,
valley.txt,valley,,Water Watch,2020-01-02,en,letter,
harvest.txt,harvest,,,,en,,
ru.txt,ru,,,2018,ru,,
END

check_status "the documents can be indexed" 0 "$HRINDEX" build --quiet -i "$index" "$docs"
HRSEARCH_INDEX=$index
export HRSEARCH_INDEX

# sources NAME "id id" QUERY...: the sources of the hits, sorted, are just these.
sources() {
	name=$1
	want=$2
	shift 2
	turn_leaks
	got=$("$HRSEARCH" --format tsv --limit 100 "$@" 2>"$TMP/err" | tail -n +2 | cut -f3 | sort -u | tr '\n' ' ')
	if test "$got" = "${want:+$want }" && ! has "$TMP/err" Sanitizer; then
		echo "ok - $name"
	else
		echo "not ok - $name: found <$got>, not <$want>"
		failures=$((failures + 1))
	fi
}

# counts NAME NUMBER QUERY...
counts() {
	name=$1
	want=$2
	shift 2
	turn_leaks
	got=$("$HRSEARCH" --count "$@" 2>"$TMP/err")
	if test "$got" = "$want" && ! has "$TMP/err" Sanitizer; then
		echo "ok - $name"
	else
		echo "not ok - $name: counted <$got>, not <$want>"
		sed 's/^/#   /' "$TMP/err" | head -3
		failures=$((failures + 1))
	fi
}

# ---- words ----
sources "a word" report journalists
sources "its stem" report journalist
sources "several words are OR-ed" "cut report" journalists weather
leaks_next
check_status "passages that are read to weigh how near their words are leak nothing" 0 "$HRSEARCH" journalists weather
sources "accents do not count" report elite
sources "numbers with and without commas" report 750000
sources "a title finds its passages" wrapped wrapped
sources "only stop words are searched for" "cut drought harvest report valley wrapped" the of the and
sources "among other words they are not" cut the weather of
sources "Russian stems" ru пытка
sources "a hyphenated word" report politically-motivated
sources "its parts" report motivated
sources "its joined form" report cooperation
sources "a paragraph in brackets" report '19(3)'
sources "a symbol in the text" report A/HRC/29/25/Add.2
counts "every word with --all" 1 --all drought harvest
counts "stop words too: they stand in it" 1 --all the harvest
counts "or in none" 0 --all their harvest
counts "the same as AND" 1 drought AND harvest
counts "OR" 9 '(drought OR weather)'
counts "NOT" 7 drought NOT harvest
counts "+ and -" 7 +drought -harvest
halves() {
	test $(($("$HRSEARCH" --count drought) + $("$HRSEARCH" --count -- -drought))) -eq \
		"$("$HRSEARCH" --count -- -xyzzy)"
}
check "only what to leave out: all the others" halves
check_status "missing words are named" 0 "$HRSEARCH" --format json journalists weather
check "the first lacks weather, or the second journalists" grep -q '"missing":\["weather"\]' "$TMP/out"
check_status "a left-out stop word is not missing" 0 "$HRSEARCH" --format json the journalists
check "nothing is missing" grep -q '"missing":\[\]' "$TMP/out"

# ---- phrases ----
counts "a phrase" 1 '"fair trial"'
counts "no stems in a phrase" 0 '"fair trials"'
counts "stop words in a phrase" 1 '"the right to a fair"'
counts "another stop word does not match" 0 '"the right for a fair"'
counts "word order counts" 0 '"trial fair"'
counts "curly quotes in the query" 1 '“special rapporteur”'
counts "guillemets" 1 '«special rapporteur»'
counts "a phrase over quotes of the text" 1 '"the special rapporteur on torture"'
counts "a hyphen is a space" 1 '"politically motivated charges"'
counts "a space is a hyphen" 1 '"politically-motivated charges"'
counts "no phrase over two passages" 0 '"without charge the right"'
counts "no phrase over two sections of one list" 0 '"the court the authorities"'
counts "a phrase within a passage, over two sentences" 1 '"to be heard no one"'
counts "a phrase over a cut paragraph" 1 '"and for the permanent closing down"'
counts "a word broken at a line end, joined" 1 '"of international standards and"'
counts "and by the beginning of its second" 1 'well-kno*'
counts "and in its parts" 1 '"of inter national standards and"'
counts "a hyphenated word broken at its hyphen, in its parts" 1 '"a well known case"'
counts "and joined" 1 '"a wellknown case"'
counts "several in one query" 2 '"long term harm" OR "international standards"'
counts "a word beside a broken phrase" 1 '+detention "longterm harm" -title:report'
counts "leaving a broken phrase out" 0 '+detention -"longterm harm" -title:report'
counts "a phrase and a word" 1 '+"fair trial" +heard'

# ---- a quotation that nothing has as it is ----
not_said() { ! has "$TMP/err" "$1"; }
for quoted in '"drought harvests"' '“drought harvests”' '« drought harvests »'; do
	check_status "a quotation that is nowhere: $quoted" 1 "$HRSEARCH" "$quoted"
	check "whose words are: $quoted" has "$TMP/err" "1 passage has these words apart or in other forms: hrsearch --all 'drought harvests'"
done
check_status "words that no passage has together" 1 "$HRSEARCH" '"valley harvest"'
check "are none" not_said "these words apart"
check_status "a quotation among operators" 1 "$HRSEARCH" '"drought harvests" AND drought'
check "is not offered" not_said "these words apart"

# ---- dates ----
for date in 3.5.2016 03.05.2016 2016-05-03 03/05/2016 3-5-2016; do
	sources "a date in figures: $date" cut "$date"
	check "and a note says how it is read" has "$TMP/err" "is found as 3 May 2016, too; date:2016-05-03"
done
sources "the month first where the other is none" "" 05/13/2016
check "and a note says so" has "$TMP/err" "is found as 13 May 2016"
counts "exactly as typed" 0 --exact 3.5.2016
check "and without the note" sh -c '! grep -q "is found as" "$1"' sh "$TMP/err"
counts "no day" 0 31.02.2016
check "has no note either" sh -c '! grep -q "is found as" "$1"' sh "$TMP/err"

while read -r label date; do
	"$HRSEARCH" --format json --limit 1 "$date" >"$TMP/out" 2>"$TMP/err"
	check "a date in words, $label: $date" grep -qF "letter of 3 May 2016" "$TMP/out"
	check "is marked whole: $date" grep -qF "\"match\":\"$label\"" "$TMP/out"
	check "and misses nothing: $date" grep -qF '"missing":[]' "$TMP/out"
done <<'END'
exact 3 May 2016
equivalent May 3, 2016
equivalent 3rd May 2016
equivalent 3 mai 2016
equivalent 3 de mayo de 2016
equivalent 3 мая 2016
equivalent 3 мая 2016 года
equivalent 3 травня 2016 р.
equivalent 2016 жылғы 3 мамыр
END
"$HRSEARCH" --format json --limit 1 "3 Mai 2016" --exact >"$TMP/out" 2>&1
check "but exactly as typed" grep -qF '"missing":["Mai"]' "$TMP/out"

"$HRSEARCH" 'journalists [PPP], 77/11' >"$TMP/out" 2>&1
check "what is missing has no brackets and commas" grep -q 'without: PPP, 77/11' "$TMP/out"
while read -r typed missing; do
	"$HRSEARCH" --format json --limit 1 "journalists $typed" >"$TMP/out" 2>&1
	check "nor marks of the sentence: $typed" grep -qF "\"missing\":[\"$missing\"]" "$TMP/out"
done <<'END'
Zembla? Zembla
¿Zembla¿ Zembla¿
¡Zembla!? Zembla
Zembla,; Zembla
Zembla… Zembla
Zembla. Zembla
Z.E. Z.E.
زمبلا؟ زمبلا
END

# ---- NEAR, prefixes, fields ----
counts "NEAR" 1 'police NEAR/3 journalists'
counts "in either order" 1 'journalists NEAR/3 police'
counts "too far apart" 0 'police NEAR/2 journalists'
counts "a phrase NEAR a word" 1 '"fair trial" NEAR/3 right'
counts "the same word twice, NEAR" 6 'drought NEAR/5 drought'
counts "a prefix" 1 'journal*'
counts "a prefix near a word" 1 'journal* NEAR/5 polic*'
counts "a prefix that is nothing" 0 'xyzzy*'
check_status "a prefix that is too short is a word" 1 "$HRSEARCH" 'jo*'
check "and a note says so" has "$TMP/err" "needs 3 characters"
sources "title:" report title:places
check_status "section: is a heading" 1 "$HRSEARCH" section:33@kz:criminal-code
check "and a note says so where a provision may be meant" has "$TMP/err" "“section:33@kz:criminal-code” is looked for in headings"
check_status "section: of a heading" 1 "$HRSEARCH" section:xyzzy
check "without a note" sh -c '! grep -q "looked for in headings" "$1"' sh "$TMP/err"
sources "a phrase of the title" report 'title:"places of detention"'
sources "publisher:" "cut report" 'publisher:"Amnesty International"'
sources "a part of the publisher's name" "cut report" publisher:amnesty
sources "fields narrow words" cut publisher:pen release
sources "two of a field are alternatives" "cut drought valley wrapped" 'publisher:"Water Watch" publisher:pen'
sources "two fields narrow" valley 'publisher:"Water Watch" date:2020'
sources "lang:" ru lang:ru
sources "kind:" "drought valley" kind:letter
sources "symbol:" report symbol:a/hrc/1/2
sources "source:" valley source:valley
sources "a field left out" "harvest valley" 'drought -source:drought'
sources "date:" "cut wrapped" date:2016..2017

# ---- filters ----
sources "--publisher" "cut report" --publisher 'amnesty international' of
sources "--language" ru --language ru суд
sources "--kind" "drought valley" --kind letter drought
sources "--source" valley --source valley drought
sources "--date, a year" report --date 2015 the
sources "--date, a month within a partial date" wrapped --date 2016-03-15 the
sources "--date, the month before" "" --date 2016-02 the
sources "--date, open end" "cut wrapped" --date 2016..2017-12 the
sources "--date, open start" report --date ..2015 the
sources "--date, open end" valley --date 2019.. drought
check_status "undated sources fail, and are counted" 0 "$HRSEARCH" --date 2019.. drought
check "their number" has "$TMP/out" "2 undated sources were left out"
sources "--in body" cut --in body winter
sources "--in notes" cut --in notes letter
check_status "a word of the body is not in the notes" 1 "$HRSEARCH" --in notes winter
for date in 2015-13 soon 2017..2015 .. 2015-02-30; do
	check_status "a bad date: $date" 2 "$HRSEARCH" --date "$date" drought
done
check "the message says how to write one" has "$TMP/err" "2015..2017"
check_status "a bad language" 2 "$HRSEARCH" --language klingon drought
check_status "several languages, of which one has it" 0 "$HRSEARCH" --language ru,en суд
check_status "a bad language among several" 2 "$HRSEARCH" --language ru,klingon суд
check_status "no language at all" 2 "$HRSEARCH" --language , суд
check_status "a kind that none has" 1 "$HRSEARCH" --kind leter drought
check "  is named" has "$TMP/err" 'no source and no passage is of the kind “leter”; hrindex list --csv shows'
check_status "a kind of passages alone" 0 "$HRSEARCH" --kind note letter
check "  is one" sh -c '! grep "is of the kind" "$1"' - "$TMP/err"
check_status "an empty number" 2 "$HRSEARCH" --limit= drought
check "  is seen" has "$TMP/err" '--limit "": write a number from 1 to 100000'
check_status "an empty choice" 2 "$HRSEARCH" --sort '' drought
check "  likewise" has "$TMP/err" '--sort "": write relevance or date'
check_status "a bad place" 2 "$HRSEARCH" --in margins drought

# ---- order, pages, caps ----
top() {
	"$HRSEARCH" --format tsv "$@" drought | tail -n +2 | cut -f2
}
per_source() {
	"$HRSEARCH" --format tsv "$@" drought | tail -n +2 | cut -f3 | sort | uniq -c | sort -rn | awk 'NR == 1 {print $1}'
}
# at_most NUMBER OPTION...: so many passages of one source
at_most() {
	most=$1
	shift
	test "$(per_source "$@")" -eq "$most"
}
# the first ten: drought's three best, valley, harvest; then drought's others
capped() {
	test "$(top --limit 100 | wc -l)" -eq 8 && "$HRSEARCH" --format tsv --limit 5 drought | cut -f3 | grep -c drought | grep -qx 3
}
check "three of a source come before the others" capped
whole=$(top --limit 100)
# without FILE: the same hits with that file of the build damaged
without() {
	lists=$(echo "$HRSEARCH_INDEX"/build-*/"$1")
	cp "$lists" "$TMP/whole"
	sed 's/hrpack/HRPACK/' "$TMP/whole" >"$lists"
	without=$(top --limit 100)
	cp "$TMP/whole" "$lists"
	test "$without" = "$whole"
}
check "the same ones where each passage's source is looked up" without starts
check "and where their lengths are" without lengths
# paged SIZES [OPTION...]: whether the pages of each size, put together, are the whole
paged() {
	sizes=$1
	shift
	whole=$(top "$@" --limit 100)
	for n in $sizes; do
		parts=$(for o in $(seq 0 $((8 / n))); do top "$@" --limit "$n" --offset $((o * n)); done)
		test "$whole" = "$parts" && test "$(echo "$whole" | wc -l)" -eq 8 || return 1
	done
}
check "pages put together are the whole" paged "1 2 3"
check "those that a looseness lets through, too" paged 3 --looseness stem
check "--per-source 1" at_most 1 --per-source 1
check "--per-source 2" at_most 2 --per-source 2
check "no cap for a filter" at_most 6 --kind letter --limit 6
check "no cap for a phrase" at_most 6 --limit 100 '"drought and water"'
newest() {
	"$HRSEARCH" --sort date --format tsv the OR drought | tail -n +2 | cut -f3 | uniq | tr '\n' ' ' | grep -q '^valley cut wrapped report '
}
check "--sort date: the newest first" newest
exact_first() {
	"$HRSEARCH" --format json --limit 1 'detention' | grep -q '"match":"exact"'
}
check "a match label" exact_first
check_status "a stem label" 0 "$HRSEARCH" --format json detaining
check "is stem or equivalent" grep -qE '"match":"(stem|equivalent)"' "$TMP/out"
check_status "--exact finds no stems" 1 "$HRSEARCH" --exact detaining
check_status "--looseness exact neither" 1 "$HRSEARCH" --looseness exact detaining
check_status "--looseness spelling is as without" 0 "$HRSEARCH" --looseness spelling detaining

# ---- formats and streams ----
printf 'q1\tdrought\nq 2\tAND "fair\n\nq3\txyzzy\n' >"$TMP/batch"
check_status "--batch" 0 "$HRSEARCH" --batch "$TMP/batch" --format trec --limit 1000
trec() {
	awk 'NF != 6 || $2 != "Q0" || $6 != "hrsearch" {bad = 1} {seen[$1 " " $3]++}
		END {for (k in seen) if (seen[k] > 1) bad = 1; exit bad || NR == 0}' "$TMP/out" &&
		test "$(grep -c '^q1 ' "$TMP/out")" -eq 3 && grep -q '^q_2 Q0 report 1 ' "$TMP/out"
}
check "trec lines: one a source, spaces as _" trec
check_status "a batch from standard input" 0 sh -c 'printf "a\tdrought\n" | "$0" --batch - --format json' "$HRSEARCH"
check "JSON lines say the query" has "$TMP/out" '"query":"a"'
check_status "a line without a tab" 2 sh -c 'echo drought | "$0" --batch -' "$HRSEARCH"
check_status "a query from standard input" 0 sh -c 'echo "\"fair trial\"" | "$0" -' "$HRSEARCH"
check_status "as long as can be" 1 sh -c 'head -c 1048576 /dev/zero | tr "\0" x | "$0" -' "$HRSEARCH"
check_status "one byte longer" 2 sh -c 'head -c 1048577 /dev/zero | tr "\0" x | "$0" -' "$HRSEARCH"
check_status "many words" 0 sh -c 'yes drought of | head -c 1048576 | "$0" -' "$HRSEARCH"
check "with a note" has "$TMP/err" "only the first 4096"
check_status "a phrase of many words" 1 sh -c '(printf "\""; yes the court | head -c 100000; printf "\"") | "$0" -' "$HRSEARCH"
check_status "an empty query on standard input" 2 sh -c ': | "$0" -' "$HRSEARCH"
check_status "--count of none" 1 "$HRSEARCH" --count xyzzy
check "is 0" has "$TMP/out" 0
check_status "no query" 2 "$HRSEARCH"
check_status "no word in the query" 2 "$HRSEARCH" '&'
check_status "  nor with a filter" 2 "$HRSEARCH" --kind note '&'
check_status "  nor any with options that are no filters" 2 "$HRSEARCH" --limit 3
"$HRSEARCH" -i "$index" --publisher 'Water Watch' --count >"$TMP/out" 2>"$TMP/err"
"$HRSEARCH" -i "$index" --count 'publisher:"Water Watch"' >"$TMP/other" 2>>"$TMP/err"
check "a filter without a query: all that it lets through" cmp "$TMP/out" "$TMP/other"
check_status "  or none" 1 "$HRSEARCH" -i "$index" --kind none
printf 'q1\t\n' >"$TMP/batch"
"$HRSEARCH" -i "$index" --publisher 'Water Watch' --batch "$TMP/batch" --count >"$TMP/out" 2>/dev/null
check "  and of a batch's query without words none" grep -qx 0 "$TMP/out"
check_status "an unknown option" 2 "$HRSEARCH" --nothing
check_status "a bad number" 2 "$HRSEARCH" --limit 0 drought
check_status "the largest page" 0 "$HRSEARCH" --limit 100000 drought
check_status "one more" 2 "$HRSEARCH" --limit 100001 drought
check_status "no such index" 2 "$HRSEARCH" -i "$TMP/nothing" drought
check_status "--help" 0 "$HRSEARCH" --help
check_status "--version" 0 "$HRSEARCH" --version
check_status "after the first word - is no option" 0 "$HRSEARCH" drought -harvest
for query in '"' '(' ')' '*' 'a#1' '&' '%s%s%n' 'AND' 'OR OR' 'NOT' '"1/2"' '((((' '-' '+' ':' 'title:' '“' $'\x01' $'\xff' 'NEAR/5'; do
	"$HRSEARCH" -- "$query" >"$TMP/out" 2>"$TMP/err"
	case $? in
	0 | 1) echo "ok - a query of punctuation: $query" | cat -v ;;
	2) check "a query without words says so: $query" has "$TMP/err" "no word to search for" | cat -v ;;
	*) echo "not ok - status for $query" | cat -v && failures=$((failures + 1)) ;;
	esac
done
if test -w /dev/full; then
	full() {
		"$HRSEARCH" "$@" >/dev/full 2>"$TMP/err"
		test $? -eq 2 && grep -q "cannot write" "$TMP/err" && test "$(wc -l <"$TMP/err")" -eq 1
	}
	check "a full disk on standard output" full drought
	printf 'q1\tdrought\nq2\tdrought\n' >"$TMP/batch"
	check "  ends a batch" full --batch "$TMP/batch"
else
	skip "a full disk on standard output" "no /dev/full"
fi
check_status "a closed pipe" 2 unread "$HRSEARCH" --limit 100 drought
coloured() {
	"$HRSEARCH" --color always drought | grep -q "$(printf '\033')"
}
plain() {
	! "$HRSEARCH" drought | grep -q "$(printf '\033')"
}
check "--color always" coloured
check "no colour off a terminal" plain
cp -r "$index" "$TMP/again"
check_status "two indexes at once" 0 "$HRSEARCH" -i "$index" -i "$TMP/again" --count '"fair trial"'
check "count twice" has "$TMP/out" 2

# ---- stems of several languages ----
cat >"$TMP/several.jsonl" <<'END'
{"id":"rules","language":"en","text":"The new policies were adopted."}
{"id":"force","language":"en","text":"The police came."}
{"id":"crime","language":"en","text":"Torture is a crime."}
{"id":"insurers","language":"fr","text":"Les polices des assureurs."}
{"id":"children","language":"es","text":"Los niños duermen."}
END
"$HRINDEX" --quiet build -i "$TMP/several" "$TMP/several.jsonl"
finds_sources() { # QUERY ID...: just these
	"$HRSEARCH" -i "$TMP/several" --format tsv "$1" 2>/dev/null | tail -n +2 | cut -f3 | sort >"$TMP/out"
	shift
	test "$(tr '\n' ' ' <"$TMP/out")" = "$* "
}
check "a stem of a lesser language counts in that language" finds_sources policies insurers rules
check "and everywhere where the main one has not the word" finds_sources tortura crime
check "the main language's own stems count" finds_sources police force insurers

# ---- a language whose stemmer is not in hrsearch itself ----
mkdir "$TMP/greek"
echo 'Τα ανθρώπινα δικαιώματα των κρατουμένων παραβιάστηκαν σε όλες τις φυλακές της χώρας κατά το έτος αυτό.' >"$TMP/greek/report.txt"
"$HRINDEX" --quiet build -i "$TMP/el" "$TMP/greek" 2>/dev/null
stemmed() {
	"$HRSEARCH" -i "$TMP/el" --format json 'δικαίωμα' | grep -q '"match":"stem"'
}
check "a Greek word is found by its stem" stemmed
# Passages that are read to be known for answers are asked for 100 at first, then all (CANDIDATES_FEW).
mkdir "$TMP/many"
for n in 99 100 101; do
	i=0
	while test $i -lt $n; do
		printf 'The alpha beta%s and gamma %s stood.\n\n' "$n" "$i"
		i=$((i + 1))
	done
done >"$TMP/many/many.txt"
"$PLAIN_HRINDEX" build --quiet -i "$TMP/many.index" "$TMP/many"
for n in 99 100 101; do
	check_status "$n passages read for a nearness of phrases" 0 "$HRSEARCH" -i "$TMP/many.index" --count "\"alpha beta$n\" NEAR/5 gamma"
	check "are $n" has "$TMP/out" "$n"
done

# ---- a paragraph of a judgment, by its parties or number ----
mkdir "$TMP/cases"
cat >"$TMP/cases/first.txt" <<'END'
EUROPEAN COURT OF HUMAN RIGHTS

CASE OF MEADOW AND BROOK v. ARCADIA

(Application no. 4321/05)

JUDGMENT

12 May 2010

In the case of Meadow and Brook v. Arcadia,

THE FACTS

1. The applicants live in the hills.

2. They were not heard by any court.

3. The Court finds a violation.
END
cat >"$TMP/cases/second.txt" <<'END'
EUROPEAN COURT OF HUMAN RIGHTS

CASE OF POND v. ARCADIA

(Application no. 777/09)

JUDGMENT

3 June 2014

In the case of Pond v. Arcadia,

THE FACTS

1. The applicant was born by the sea.

2. The Court refers to Meadow and Brook v. Arcadia, no. 4321/05, § 3, and to Lake v. Arcadia (no. 555/01, § 3).

3. There has been no violation.
END
"$HRINDEX" --quiet build -i "$TMP/cases.index" "$TMP/cases"
first_of() { # NAME FILE NUMBER QUERY
	"$HRSEARCH" -i "$TMP/cases.index" --format json --limit 1 "$4" >"$TMP/out" 2>"$TMP/err"
	check "$1: $4" grep -q "\"file\":\"$2\".*\"paragraph\":{\"label\":\"$3\"" "$TMP/out"
}
first_of "by its parties" first.txt 2 'Meadow and Brook v. Arcadia, § 2'
check "lacks nothing" grep -q '"missing":\[\]' "$TMP/out"
first_of "without a full stop" first.txt 3 'Meadow and Brook v Arcadia para 3'
first_of "behind the court's name" first.txt 2 'European Court of Human Rights, CASE OF MEADOW AND BROOK v. ARCADIA (3 May 2016), para. 2.'
first_of "behind another word" second.txt 1 'In Pond v. Arcadia, § 1'
first_of "with court and date in brackets" second.txt 1 'POND v ARCADIA (ECtHR, 3 May 2016), para 1'
first_of "by the last of them" first.txt 1 'Brook v. Arcadia §1'
first_of "by its number" first.txt 2 'no. 4321/05, § 2'
check "lacks nothing either" grep -q '"missing":\[\]' "$TMP/out"
first_of "by its bare number" first.txt 2 '4321/05 para 2'
first_of "the first of several" second.txt 2 'Pond v. Arcadia, no. 777/09, §§ 2-3'
first_of "in another guide's way" second.txt 1 'Pond v. Arcadia, App. No. 777/09, ¶ 1 (2014)'
first_of "an article's paragraph is none of it" first.txt 3 'Meadow and Brook v. Arcadia, Article 6 § 1 at para 3'
first_of "by one party" second.txt 3 'Pond, § 3'
first_of "cited before" first.txt 1 'Brook, cited above, § 1'
first_of "of the Grand Chamber" second.txt 1 'Pond [GC], para. 1'
"$HRSEARCH" -i "$TMP/cases.index" --format json --limit 1 'Arcadia, § 3' >"$TMP/out" 2>"$TMP/err"
check "a State is no such party" sh -c '! grep -q "\"match\":\"provision\"" "$1"' sh "$TMP/out"
"$HRSEARCH" -i "$TMP/cases.index" 'Lake v. Arcadia, no. 555/01, § 3' >"$TMP/out" 2>"$TMP/err"
check "a judgment that is cited only is not taken for one" has "$TMP/err" "paragraph 3 was not looked for: no one source here is that judgment"
"$HRSEARCH" -i "$TMP/cases.index" 'no. 777/09, § 9' >"$TMP/out" 2>"$TMP/err"
check "nor is there a paragraph that it does not have" has "$TMP/err" "no one source here is that judgment with such a paragraph"
# The country may be named in another language than the judgment's.
mkdir "$TMP/countries"
sed 's/ARCADIA/HUNGARY/; s/Arcadia/Hungary/' "$TMP/cases/first.txt" >"$TMP/countries/first.txt"
sed 's/ARCADIA/THE NETHERLANDS/; s/Arcadia/the Netherlands/; s/MEADOW AND BROOK/HILL/; s/Meadow and Brook/Hill/; s/4321/4322/' "$TMP/cases/first.txt" >"$TMP/countries/second.txt"
check_status "a judgment against a country" 0 "$PLAIN_HRINDEX" --quiet build -i "$TMP/countries.index" "$TMP/countries"
# paragraph_of QUERY: the number of the first hit's paragraph.
paragraph_of() { "$HRSEARCH" --quiet -i "$TMP/countries.index" --format json --limit 1 "$1" | sed 's/.*"paragraph":{"label":"\([^"]*\)".*/\1/'; }
for cited in 'Meadow and Brook c. Hongrie, § 2' 'Affaire Meadow et Brook c. Hongrie, paragraphe 2' 'Brook contra Hungría, párr. 2' 'Brook gegen Ungarn, Rn. 2' 'Meadow and Brook против Венгрии, п. 2' \
	'Hill c. Pays-Bas, § 2' 'Hill c. les Pays-Bas, § 2'; do
	check "a country in another language: $cited" test "$(paragraph_of "$cited")" = 2
done
check "another country is another case" test "$(paragraph_of 'Brook c. Slovaquie, § 2')" != 2
check "and so is another party" test "$(paragraph_of 'Meadow c. Hongrie, § 2')" != 2

# ---- stems of one language that are small words of another ----
cat >"$TMP/stems.jsonl" <<'JSON'
{"id":"en","text":"It did not rain for the whole week.","language":"en"}
{"id":"fr","text":"La note du ministre fut lue.","language":"fr"}
{"id":"sons","text":"Her only son was taken.","language":"en"}
{"id":"ellos","text":"Ellos son tres.","language":"es"}
{"id":"notee","text":"Elle a noté les heures.","language":"fr"}
{"id":"es","text":"El foro se reunió en la capital.","language":"es"}
{"id":"kk","text":"Милитаристер қалаға келді, оларды көрдік.","language":"kk"}
{"id":"sot","text":"Соттың шешімі жарияланды, адам құқығы қорғалды.","language":"kk"}
{"id":"ru","text":"Милитанты вошли в город, и их видели.","language":"ru"}
JSON
check_status "texts in five languages" 0 "$HRINDEX" --quiet build -i "$TMP/stems" "$TMP/stems.jsonl"
check "French note is no English not" test "$("$HRSEARCH" -i "$TMP/stems" --count note)" = 2
check "sons find a son, and no Spanish son" test "$("$HRSEARCH" -i "$TMP/stems" --format tsv sons | cut -f3 | tail -n +2)" = sons
check "Spanish foro is no English for" test "$("$HRSEARCH" -i "$TMP/stems" --count foro)" = 1
check "the beginning of a word is enough where there is no stemmer, and only there" \
	test "$("$HRSEARCH" -i "$TMP/stems" --format tsv милитаризация | cut -f3 | tail -n +2)" = kk
"$HRSEARCH" -i "$TMP/stems" милитаризация видели >"$TMP/out"
check "nor is it marked elsewhere" sh -c 'grep -q "«видели»" "$1" && ! grep -q "«Милитанты»" "$1"' sh "$TMP/out"
"$HRSEARCH" -i "$TMP/stems" --format json сот құқық >"$TMP/out"
check "Kazakh: a short word finds its forms, and one whose last letter softens" has "$TMP/out" '"match":"stem","missing":[],"source":{"id":"sot"'
"$HRSEARCH" -i "$TMP/stems" сот құқық >"$TMP/out"
check "which are marked" grep -q "«Соттың» шешімі жарияланды, адам «құқығы»" "$TMP/out"
check "but not where only what was typed is wanted" test "$("$HRSEARCH" -i "$TMP/stems" --count --exact сот)" = 0
done_testing
