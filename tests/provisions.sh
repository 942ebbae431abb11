#!/bin/bash
# Provisions end to end: what cites an article, in which order, with which label; the fields; the table.
. tests/lib.shlib

docs=$TMP/docs
index=$TMP/index
mkdir -p "$docs"

cat >"$docs/law.txt" <<'END'
Report on the law of Kazakhstan

1. The police searched the office under article 21 of the Criminal Procedure Code of Kazakhstan.

2. He was convicted under articles 174, 274 and 400 of the Criminal Code of Kazakhstan, and appealed.

3. Article 274 of the Criminal Code of Kazakhstan punishes false information. It is used against critics.

4. The flood of 2019 reached kilometre 274 of the railway, and article 405 does not speak of it.

5. The Committee recalled article 19 (3) of the International Covenant on Civil and Political Rights.

6. Under article 19, paragraph 2, of the International Covenant on Civil and Political Rights everyone may seek information.

7. The organisation ARTICLE 19 wrote a letter to the minister.

8. See A/HRC/29/25/Add.2, paragraph 12, and https://undocs.org/A/HRC/29/25/Add.2 for the mission.
END

cat >"$docs/other.txt" <<'END'
Notes on other countries

Article 274 of the Criminal Code of Kyrgyzstan was repealed.

The lawyer spoke of the weather only.
END

cat >"$docs/mission.txt" <<'END'
Report of the mission

The delegation asked about the weather and was shown a large prison, where it was not let in.

It went home.
END
cat >"$docs/prison.txt" <<'END'
The prison

A prison is a prison.
END
printf 'file,symbol\nmission.txt,A/HRC/31/99\n' >"$docs/catalogue.csv"

check_status "the documents can be indexed" 0 "$HRINDEX" --quiet build -i "$index" "$docs"

search() {
	"$HRSEARCH" -i "$index" --format json --limit 50 "$@" 2>"$TMP/err"
}
# line NUMBER FIELD: a member of that hit of $TMP/hits, as text.
line() {
	sed -n "$1p" "$TMP/hits" | grep -o "\"$2\":\"[^\"]*\"" | head -1 | cut -d'"' -f4
}
holds() { # NUMBER TEXT: the hit's own text
	sed -n "$1p" "$TMP/hits" | grep -qF -- "$2"
}
count() {
	"$HRSEARCH" -i "$index" --count "$@" 2>/dev/null
}
counted() { # NAME WANT QUERY...
	name=$1
	want=$2
	shift 2
	got=$(count "$@")
	check "$name: $got, $want wanted" test "$got" = "$want"
}

# ---- the order, and the labels ----
search 'Article 274' >"$TMP/hits"
check "first what is about the article" holds 1 "274 of the Criminal Code of K"
check "of each country" holds 2 "274 of the Criminal Code of K"
check "then the middle item of a list" holds 3 "articles 174, 274 and 400"
check "as typed it is exact" test "$(line 1 match)" = exact
check "in a list it is a provision" test "$(line 3 match)" = provision
check "the item is what is highlighted" grep -q '"highlights":\[\[37,40\]\]' "$TMP/hits"
check "other numbers come last" holds 4 "405"

for n in 1 2 3 4; do # of the three that cite alone, or of all that has the words
	"$HRSEARCH" -i "$index" --format json --limit "$n" 'Article 274' >"$TMP/first" 2>"$TMP/err"
	head -n "$n" "$TMP/hits" | cmp -s - "$TMP/first" && cited="$cited$n"
done
check "the first ones are the same whatever the page: $cited" test "$cited" = 1234
search 'reports Article 274 of the Criminal Code' >"$TMP/hits"
"$HRSEARCH" -i "$index" --format json --limit 2 'reports Article 274 of the Criminal Code' >"$TMP/first" 2>"$TMP/err"
check "with other words too" sh -c 'head -n 2 "$1" | cmp -s - "$2"' sh "$TMP/hits" "$TMP/first"
"$HRSEARCH" -i "$index" --limit 1 'Article 274' >"$TMP/text"
check "all that has the words is counted" has "$TMP/text" "In all: $(count 'Article 274') passages; shown: 1"

search 'ст. 274 УК Казахстана' >"$TMP/hits"
check "in Russian" holds 1 "Article 274 of the Criminal Code of Kazakhstan"
check "it is a provision" test "$(line 1 match)" = provision
search '274-бап' >"$TMP/hits"
check "in Kazakh" holds 1 "274 of the Criminal Code of K"
search 'art 274 criminal code of Kyrgyzstan' >"$TMP/hits"
check "of the country that is named" holds 1 "Kyrgyzstan"

"$HRSEARCH" -i "$index" 'Article 274' >"$TMP/text"
check "the headline counts, and names the instruments" \
	has "$TMP/text" "3 passages in 2 sources cite Article 274 of 2 instruments: the Criminal Code of Kazakhstan (2), the Criminal Code of Kyrgyzstan (1)."
# headline ARGUMENT...: the line of counts, up to what it is that is cited
headline() {
	"$HRSEARCH" -i "$index" 'Article 274' "$@" | sed -n '1s/cite.*/cite/p'
}
counts=$(headline)
check "under a filter each passage's source is looked up, and the counts are the same" test "$(headline lang:en)" = "$counts"
"$HRSEARCH" -i "$index" 'Article 274' --kind none >"$TMP/text" 2>&1
check "where the filter lets nothing through, the others are not counted" has "$TMP/text" "No passage that the filters let through cites Article 274."
starts=$(echo "$index"/build-*/starts)
cp "$starts" "$TMP/starts"
sed 's/hrpack/HRPACK/' "$TMP/starts" >"$starts"
check "and where the table of sources is damaged" test "$(headline)" = "$counts"
check "which hrindex check tells" sh -c '! "$1" check -i "$2" 2>&1 | grep -q "is whole" && "$1" check -i "$2" 2>&1 | grep -q starts' sh "$HRINDEX" "$index"
cp "$TMP/starts" "$starts"
"$HRSEARCH" -i "$index" 'Article 400' >"$TMP/text"
check "one instrument is named alone" \
	has "$TMP/text" "1 passage in 1 source cites Article 400 of the Criminal Code of Kazakhstan."
"$HRSEARCH" -i "$index" --explain 'Article 400' >"$TMP/text" 2>/dev/null
check "--explain shows the words that decided" grep -q 'cites Article 400 of kz:criminal-code (explicit: “.*Criminal Code' "$TMP/text"

# ---- by date what cites the article does not come before what has its words ----
cat >"$TMP/dated.jsonl" <<'END'
{"id":"old","date":"2010","language":"en","text":"He was convicted under article 274 of the Criminal Code of Kenya."}
{"id":"new","date":"2011","language":"en","text":"She was convicted under article 274 of the Criminal Code of Kenya."}
{"id":"newest","date":"2020","language":"en","text":"The article was sold in flat 274."}
END
"$PLAIN_HRINDEX" --quiet build -i "$TMP/dated" "$TMP/dated.jsonl" || exit 1
first_dated() { test "$("$HRSEARCH" -i "$TMP/dated" --format tsv --limit 1 "$@" 'Article 274' | sed -n 2p | cut -f3)" = "$want"; }
want=old
check "by weight: one that cites it" first_dated
want=newest
check "by date: the newest" first_dated --sort date

# ---- another article is not what was asked for ----
search article 21 seek >"$TMP/hits"
grep 'everyone may seek' "$TMP/hits" >"$TMP/another"
check "a passage that cites another article matches by its words" has "$TMP/another" '"match":"exact"'
check "  and has not the number" grep -q '"missing":\[[^]]*"21"' "$TMP/another"
check "  but one that cites it is by the provision" sh -c 'grep "searched the office" "$1" | grep -q "\"match\":\"\(exact\|provision\)\""' - "$TMP/hits"

# ---- ARTICLE 19 is an organisation ----
search 'ARTICLE 19' >"$TMP/hits"
check "in capitals it is the organisation" holds 1 "wrote a letter"
search 'article 19' >"$TMP/hits"
check "in small letters it is the article" holds 1 "International Covenant"

# ---- the symbol of a document, and words ----
search 'a/hrc/31/99 prison' >"$TMP/hits"
check "what has the words in that document comes first" holds 1 "shown a large prison"
check "then what has them elsewhere" holds 2 "prison"
check "but nothing of it without them" sh -c '! grep -q "went home" "$1"' sh "$TMP/hits"

# ---- fields ----
counted "an article of an instrument" 2 article:274@kz:criminal-code
counted "of any country" 3 article:274@criminal-code
counted "of any instrument" 3 article:274
counted "19 finds its paragraphs" 2 article:19
counted "19(3) does not find 19(2)" 1 'article:19(3)@iccpr'
counted "a phrase inside what the field lets through" 1 article:274 '"false information"'
counted "not the article" 1 '"criminal code of kazakhstan" -article:400' --in body
counted "a symbol, in the text and in a URL" 1 symbol:A/HRC/29/25/Add.2
counted "in small letters with spaces" 1 'symbol:"a/hrc/29/25/add.2"'
counted "an article that nothing cites" 0 article:999
check_status "what is no article" 1 "$HRSEARCH" -i "$index" article:x
check "is said to be none" has "$TMP/err" "is no provision"

# ---- exact and looseness ----
search --exact 'Article 274' >"$TMP/hits"
check "--exact knows words only" sh -c '! grep -q "\"match\":\"provision\"" "$1"' sh "$TMP/hits"
search --looseness stem 'Article 274' >"$TMP/hits"
check "--looseness stem too" sh -c '! grep -q "\"match\":\"provision\"" "$1"' sh "$TMP/hits"
counted "a quoted article is a phrase" 2 '"Article 274"'

# ---- JSON ----
search article:400 >"$TMP/hits"
check "a hit has its provisions" grep -q \
	'"provisions":\[{"unit":"article","article":"174","paragraph":null,"subparagraph":null,"instrument":"kz:criminal-code","confidence":"explicit","ranges":\[{"start":[0-9]*,"end":[0-9]*}\]}' "$TMP/hits"
start=$(grep -o '"article":"274".*' "$TMP/hits" | grep -o '"start":[0-9]*' | head -1 | cut -d: -f2)
check "and their ranges are those of the source" test "$(tail -c "+$((start + 1))" "$docs/law.txt" | head -c 3)" = 274
search symbol:A/HRC/29/25/Add.2 >"$TMP/hits"
check "and its symbols, each once" grep -q '"symbols":\["A/HRC/29/25/ADD.2"\]' "$TMP/hits"

# ---- the table ----
check_status "--provisions" 0 "$HRSEARCH" -i "$index" --provisions
check "names the instrument" has "$TMP/out" "the Criminal Code of Kazakhstan (kz:criminal-code)"
check "counts passages and sources" grep -q "^  Article 274 *2 passages in 1 source$" "$TMP/out"
"$HRSEARCH" -i "$index" --provisions --format tsv >"$TMP/out"
check "as a table for programs" grep -q "^iccpr	article	19	3		1	1$" "$TMP/out"
"$HRSEARCH" -i "$index" --provisions --format json critics >"$TMP/out" 2>/dev/null
check "of a query's passages" test "$(wc -l <"$TMP/out")" -eq 1
check "as JSON" grep -q '"article":"274".*"instrument":"kz:criminal-code","passages":1,"sources":1}' "$TMP/out"
check_status "nothing cited is status 1" 1 "$HRSEARCH" -i "$index" --provisions weather
mkdir "$TMP/both"
echo 'Article 9 of the ICCPR is like article 5 of the Universal Declaration of Human Rights.' >"$TMP/both/both.txt"
"$HRINDEX" --quiet build -i "$TMP/both.idx" "$TMP/both"
"$HRSEARCH" -i "$TMP/both.idx" --provisions --instrument ICCPR --format tsv 2>/dev/null | cut -f1,3 | tail -n +2 >"$TMP/out"
check "with --instrument of that one alone, not of what its passages cite besides" test "$(cat "$TMP/out")" = "iccpr	9"
"$HRSEARCH" -i "$index" --provisions --instrument criminal-code,iccpr --format tsv 2>/dev/null | cut -f1 | sort -u >"$TMP/out"
check "of several, each country's too" sh -c "grep -qx iccpr '$TMP/out' && grep -qx kz:criminal-code '$TMP/out'"

# ---- a provision's own text ----
own=$TMP/own
mkdir -p "$TMP/laws"
cat >"$TMP/laws/constitution.md" <<'END'
# Constitution of Kenya

## Chapter Four. The Bill of Rights

### 40. Protection of property

(1) Every person has the right to own land.

### 41. Labour relations

(1) Every person has the right to fair work.

(2) Every worker may strike, as 41 of them did.

(3) Every employer may join a union, which article 40 does not touch.

### 42. Environment

(1) Every person has the right to:

(a) clean air; and

(b) clean water.

## Schedules

### 1. Existing offices

The offices stay as they are.

### 41. Existing courts

The courts stay as they are.
END
cat >"$TMP/laws/report.txt" <<'END'
Report on work

1. Article 41 of the Constitution of Kenya protects the strike, and article 41 (2) of the Constitution of Kenya above all.

2. Nobody spoke of the weather.
END
"$PLAIN_HRINDEX" --quiet build -i "$own" "$TMP/laws" || exit 1
# own_hits QUERY...: the first words of each hit, parted by /
own_hits() {
	"$HRSEARCH" -i "$own" --format json "$@" 2>"$TMP/err" |
		python3 -c 'import json,sys; print("/".join(json.loads(l)["text"][:24] for l in sys.stdin))'
}
text='41. Labour relations/Every person has the rig/Every worker may strike,/Every employer may join /Article 41 of the Consti'
if command -v python3 >/dev/null 2>&1; then
	check "an article's own text comes first, in its order, then what cites it" \
		test "$(own_hits --limit 5 'Article 41 of the Constitution of Kenya')" = "$text"
	check "asked for as a section too" test "$(own_hits --limit 4 'section 41 Constitution of Kenya')" = "${text%/*}"
	check "the same page by page" test "$(own_hits --limit 2 'Article 41 of the Constitution of Kenya')/$(own_hits --limit 3 --offset 2 'Article 41 of the Constitution of Kenya')" = "$text"
	check "one paragraph of it" \
		test "$(own_hits --limit 2 'Article 41(2) of the Constitution of Kenya')" = "Every worker may strike,/Article 41 of the Consti"
	check "of a letter, the paragraph that it stands in" \
		test "$(own_hits --limit 1 'Article 41(2)(d) of the Constitution of Kenya')" = "Every worker may strike,"
	check "the letter itself, where it is an item by its mark" \
		test "$(own_hits --limit 1 'Article 42(1)(b) of the Constitution of Kenya')" = "clean water."
	check "and by the field" test "$(own_hits 'article:42(1)(b)@ke:constitution')" = "clean water."
	check "its paragraph's text are its items too" \
		test "$(own_hits --limit 3 'Article 42(1) of the Constitution of Kenya')" = "Every person has the rig/clean air; and/clean water."
	check "of a paragraph that is not there, the article" \
		test "$(own_hits --limit 1 'Article 41(9) of the Constitution of Kenya')" = "41. Labour relations"
	check "but not by the field" test "$(own_hits 'article:41(2)(d)@ke:constitution')" = ""
	check "by the field" test "$(own_hits 'article:41(2)@ke:constitution')" = "Every worker may strike,/Article 41 of the Consti"
	check "of no instrument, it stands below what is about it" \
		test "$(own_hits --limit 1 'Article 41')" = "Article 41 of the Consti"
else
	skip "a provision's own text" 'python3 is not installed'
fi
"$HRSEARCH" -i "$own" 'Article 41(2) of the Constitution of Kenya' >"$TMP/text" 2>"$TMP/err"
check "the headline says that it is there" has "$TMP/text" "1 passage in 1 source is the text of Article 41(2) of the Constitution of Kenya."
check "cited with its article, though no other has such a number" has "$TMP/text" 'Constitution of Kenya, para. 2 under “Chapter Four. The Bill of Rights › 41. Labour relations”.'
"$HRSEARCH" -i "$own" --limit 1 'Article 42(1)(b) of the Constitution of Kenya' >"$TMP/marked" 2>"$TMP/err"
check "a letter that is there is said to be its text" has "$TMP/marked" "1 passage in 1 source is the text of Article 42(1)(b) of the Constitution of Kenya."
check "and cited by its mark" has "$TMP/marked" 'Constitution of Kenya, para. 1(b) under “Chapter Four. The Bill of Rights › 42. Environment”.'
"$HRSEARCH" -i "$own" --limit 1 'Article 41(2)(d) of the Constitution of Kenya' >"$TMP/letter" 2>"$TMP/err"
check "what only encloses a letter is not said to be its text" sh -c '! grep -qF "the text of Article 41(2)(d)" "$1" && grep -q "without: 41(2)(d)" "$1"' sh "$TMP/letter"
check "and the user is told" has "$TMP/err" "no passage cites “Article 41(2)(d) of the Constitution of Kenya” so closely: article 41(2) was looked for"
"$HRSEARCH" -i "$own" 'art. 41 § 1 c) Constitution of Kenya' >"$TMP/letter" 2>"$TMP/err"
check "a letter with a bracket behind it only" sh -c 'grep -q "the text of Article 41(1) of" "$1" && grep -q "without: c)$" "$1"' sh "$TMP/letter"
check "a provision: found as one" sh -c 'sed -n "/^ 1 /p" "$1" | grep -q "provision$"' sh "$TMP/text"
check "and its numbers in the text are not marked" sh -c '! grep -q "«41»" "$1"' sh "$TMP/text"
while IFS='|' read -r wanted query; do
	"$HRSEARCH" -i "$own" "$query" >"$TMP/text" 2>"$TMP/err"
	check "$query: $wanted of the constitution" test "$(grep -c 'the text of Article 41 of the Constitution of Kenya' "$TMP/text")" = "$wanted"
done <<'END'
1|article 41 kenya
1|Article 41, République du Kenya
0|article 41 KEN
0|article 41 Kenya ECHR
0|article 41 Kenya echr
0|article 41 Uganda
0|article 41
END
while IFS='|' read -r wanted query; do
	"$HRSEARCH" -i "$own" "$query" >"$TMP/text" 2>"$TMP/err"
	check "$query: $wanted note of its last article" test "$(grep -c 'Civil and Political Rights has no article 54: its last is 53' "$TMP/err")" = "$wanted"
done <<'END'
1|Article 54 ICCPR
1|ICCPR, articles 53 and 54
0|Article 53 ICCPR
0|ICCPR and Article 54 of Law No. 5
0|Article 54
END
"$HRSEARCH" -i "$own" 'Article 274 of the Constitution of Kenya' >"$TMP/text" 2>"$TMP/err"
check "nothing is the text of what is not there" sh -c '! grep -q "the text of" "$1"' sh "$TMP/text"
cat >"$TMP/laws/treaty.md" <<'END'
# International Covenant on Civil and Political Rights

## Article 6

1. Every human being has the inherent right to life.

2. Nobody is deprived of it at will.

## Article 7

Nobody is tortured.
END
"$HRINDEX" --quiet update -i "$own" || exit 1
"$HRSEARCH" -i "$own" --format json 'Article 6 ICCPR' >"$TMP/hits" 2>"$TMP/err"
check "as JSON, where its unit is named" has "$TMP/hits" '"text_of":[{"unit":"article","article":"6","paragraph":"1","subparagraph":null,"instrument":"iccpr"}]'
"$HRSEARCH" -i "$own" --format json --limit 1 'Article 41(2) of the Constitution of Kenya' >"$TMP/hits" 2>"$TMP/err"
check "and not where it is not" sh -c '! grep -q text_of "$1"' sh "$TMP/hits"


mkdir "$TMP/pleas"
printf '# African Charter on Human and Peoples'"'"' Rights\n\n## Article 14\n\nThe right to property shall be guaranteed.\n' >"$TMP/pleas/charter.md"
printf 'Pleadings\n\n1. Fabian relied on Article 14 and on Article 1.\n\n2. Others relied on nothing.\n' >"$TMP/pleas/pleas.txt"
printf 'Mémoire\n\n1. L’article 74/13 du Code pénal belge vise l’enfant.\n\n2. Le soleil brille.\n' >"$TMP/pleas/belgium.txt"
"$PLAIN_HRINDEX" --quiet build -i "$TMP/pleaded" "$TMP/pleas" || exit 1
first_of() { "$HRSEARCH" -i "$TMP/pleaded" --format tsv "$@" 2>"$TMP/err" | sed -n 2p | cut -f3; }
check "an article of any instrument: its own text first" test "$(first_of Article 14)" = charter.md
check "beside other words, what has them" test "$(first_of Article 14 Fabian)" = pleas.txt
check "of an instrument that is named, its text all the same" test "$(first_of Article 14 African Charter Fabian)" = charter.md
"$HRSEARCH" -i "$TMP/pleaded" 'Article 74/13' >"$TMP/text" 2>"$TMP/err"
check "a label with a slash, where nothing cites that paragraph" has "$TMP/text" "1 passage in 1 source cites Article 74/13"
"$HRSEARCH" -i "$TMP/pleaded" 'Article 1/2' >"$TMP/text" 2>"$TMP/err"
check "  and where nothing cites either, the paragraph, and what it is of" has "$TMP/err" "article 1 was looked for"
hits_of() { "$HRSEARCH" -i "$own" --count --instrument "$@" 2>"$TMP/err"; }
check "passages that cite an instrument, by its id" test "$(hits_of ke:constitution article)" -gt 0
check "by its name" test "$(hits_of 'Constitution of Kenya' article)" = "$(hits_of ke:constitution article)"
check "a kind of law is every country's" test "$(hits_of constitution article)" = "$(hits_of ke:constitution article)"
check "by an abbreviation" test "$(hits_of ICCPR article)" = "$(hits_of iccpr article)"
"$HRSEARCH" -i "$own" --limit 1 'Articles 1-200' >"$TMP/text" 2>"$TMP/err"
check "200 articles are looked up" sh -c '! grep -q "only the first" "$1"' sh "$TMP/err"
"$HRSEARCH" -i "$own" --limit 1 'Articles 1-200 and 300' >"$TMP/text" 2>"$TMP/err"
check "and no more" has "$TMP/err" "only the first 200 articles were looked up"
check "of two, by a comma" test "$(hits_of 'ICCPR, ke:constitution' article)" -ge "$(hits_of ke:constitution article)"
check "what of them nothing cites is told" sh -c 'test "$("$0" -i "$1" --count --instrument ke:constitution,foo article 2>"$2")" -gt 0 && grep -q "no passage cites an instrument “foo”" "$2"' "$HRSEARCH" "$own" "$TMP/err"
check "of what is none, there are none" sh -c 'test "$("$0" -i "$1" --count --instrument "the weather" article 2>"$2")" = 0 && grep -q "no passage cites an instrument" "$2"' "$HRSEARCH" "$own" "$TMP/err"

cat >"$TMP/laws/declaration-en.md" <<'END'
# Universal Declaration of Human Rights

## Article 1

All human beings are born free.

## Article 2

Everyone has these rights.
END
cat >"$TMP/laws/declaration-fr.md" <<'END'
# Déclaration universelle des droits de l’homme

## Article 1

Tous les êtres humains naissent libres.

## Article 2

Chacun a ces droits.
END
"$HRINDEX" --quiet update -i "$own" || exit 1
if command -v python3 >/dev/null 2>&1; then
	check "in the language of the query first, each language together" test \
		"$(own_hits --limit 4 'Article 1 of the Universal Declaration of Human Rights')" = "Article 1/All human beings are bor/Article 1/Tous les êtres humains n"
	check "and in another" test \
		"$(own_hits --limit 3 'article 1 de la Déclaration universelle des droits de l’homme')" = "Article 1/Tous les êtres humains n/Article 1"
fi

# A hundred passages of an article, its heading among them, are put in their order; what is beyond keeps its weight's.
for passages in 100 101; do
	mkdir "$TMP/long$passages"
	{
		printf '# Constitution of Kenya\n\n## Article 50\n\n'
		for i in $(seq $((passages - 1))); do printf 'Right number %d is that of all who are here.\n\n' "$i"; done
	} >"$TMP/long$passages/constitution.md"
	"$PLAIN_HRINDEX" --quiet build -i "$TMP/long$passages.index" "$TMP/long$passages" || exit 1
	for offset in 0 60; do
		"$HRSEARCH" -i "$TMP/long$passages.index" --limit 60 --offset $offset --format tsv 'Article 50 of the Constitution of Kenya' 2>"$TMP/err" |
			sed 1d | cut -f5
	done >"$TMP/pages"
	"$HRSEARCH" -i "$TMP/long$passages.index" --limit 120 --format tsv 'Article 50 of the Constitution of Kenya' 2>"$TMP/err" |
		sed 1d | cut -f5 >"$TMP/whole"
	check "$passages passages of an article: the same page by page" cmp "$TMP/pages" "$TMP/whole"
	check "$passages passages: each once" test "$(grep -c '^Right' "$TMP/whole") $(sort -u "$TMP/whole" | grep -c '^Right')" = "$((passages - 1)) $((passages - 1))"
	head -100 "$TMP/whole" | grep '^Right' | tr -dc '0-9\n' >"$TMP/numbers"
	check "$passages passages: the first hundred in order" sh -c 'sort -n "$1" | cmp -s - "$1"' sh "$TMP/numbers"
done

# ---- a paragraph of a document, by its symbol ----
cat >"$TMP/laws/documents.jsonl" <<'END'
{"id":"upr","title":"Report on Lakeland","symbol":"A/HRC/98/16","language":"en","text":"I. Review\n\n40. Ann asked about the 41 prisons, and of paragraph 41.\n\n41. Ben asked about the lakes.\n\n42. Cid asked about nothing.\n\n42.1. Open the lakes;\n\n42.2. Close the prisons."}
{"id":"other","title":"Report on Hillland","symbol":"A/HRC/98/17","language":"en","text":"I. Review\n\n40. Dan cited A/HRC/98/16, para. 41.\n\n41. Eve asked about the hills.\n\n42. Fay asked about nothing.\n\n43. The hills shall be:\n\n(a) open;\n\n(b) clean, which means:\n\n(i) no oil;\n\n(ii) no salt.\n\n44. Gus spoke last."}
{"id":"third","title":"Report on Seeland","language":"en","text":"I. Review\n\n115.3. Ask the seas;\n\n115.4. Free the seas;\n\n115.5. Ask again."}
{"id":"gc-a","title":"General comment on lakes","symbol":"CCPR/C/GC/34","language":"en","text":"11. Lakes are public.\n\n12. Lakes are deep."}
{"id":"gc-b","title":"General comment on seas","symbol":"CRC/C/GC/14","language":"en","text":"11. Seas are salt.\n\n12. Seas are wide."}
{"id":"gc-c","title":"General comment on hills","symbol":"E/C.12/GC/14","language":"en","text":"11. Hills are high.\n\n12. Hills are far."}
{"id":"gc-d","title":"On comments","language":"en","text":"Hal read general comment No. 34 aloud.\n\nIda read CCPR/C/GC/34 in full.\n\nJan read general comment No. 14 at home.\n\nKit read E/C.12/GC/14 at sea.\n\nLea read general recommendation No. 34 in bed.\n\nMia read general comment No. 30 in town, and Ned CCPR/C/GC/30.\n\nOda read general comment No. 30 again."}
END
"$HRINDEX" --quiet update -i "$own" || exit 1
# paragraph FIRST QUERY: the hit that comes first begins so
paragraph() {
	"$HRSEARCH" -i "$own" --format json --limit 1 "$2" 2>"$TMP/err" | grep -qF "\"text\":\"$1"
}
while IFS='|' read -r wanted query; do
	check "$query" paragraph "$wanted" "$query"
done <<'END'
Ben asked|A/HRC/98/16, para. 41
Ben asked|a/hrc/98/16 § 41
Ben asked|A/HRC/98/16 at paragraph 41
Ben asked|A/HRC/98/16 ¶ 41
Ben asked|A/HRC/98/16, п. 41
Ben asked|A/HRC/98/16, paras. 41 and 42
Ben asked|A/HRC/98/16, para. 41 prisons
Close the prisons|A/HRC/98/16, para. 42.2
Eve asked|A/HRC/98/17, para. 41
Dan cited|A/HRC/98/16, para. 43
Dan cited|A/HRC/98/16 41
Ben asked|para. 41 of A/HRC/98/16
Ben asked|paragraph 41 of document A/HRC/98/16
Ben asked|A_HRC_98_16 para. 41
Lakes are deep|General Comment No. 34, para. 12
Lakes are deep|CCPR/C/GC/34, para. 12
Hills are far|E/C.12/GC/14, para. 12
Hal read|general comment no. 34
Ida read|CCPR/C/GC/34
Seas are salt|CRC/C/GC/14
Dan cited|A/HRC/98/16
Close the prisons|A/HRC/98/16, recommendation 42.2
Close the prisons|Recommendation 42.2 in A/HRC/98/16
Close the prisons|A/HRC/98/16 at 42.2
Free the seas|recommendation 115.4
Free the seas|rec. 115.4
Free the seas|recomendación 115.4
Free the seas|115.4
Ask the seas|recommendations 115.3-115.5
open;|A/HRC/98/17, para. 43 (a)
clean, which|A/HRC/98/17, para. 43(b)
no salt|A/HRC/98/17, para. 43(b)(II)
The hills|A/HRC/98/17, para. 43(c)
no oil|A/HRC/98/17 (3 May 2010), para. 43 (b) (i), p. 3
END
while IFS='|' read -r noted query; do
	"$HRSEARCH" -i "$own" "$query" >/dev/null 2>"$TMP/err"
	check "$query: $noted note" sh -c 'test "$(grep -c "the two ends alone are looked for" "$1")" -eq "$2"' sh "$TMP/err" "$noted"
done <<'END'
1|A/HRC/98/16, paras. 41-71
0|A/HRC/98/16, paras. 41-70
0|A/HRC/98/16, paras. 41, 43
0|A/HRC/98/16, para. 41
END
for query in 'A/HRC/98/16, paras. 41-42' 'A/HRC/98/16, paras. 40, 42' 'A/HRC/98/16, §§ 41 and 42' 'A/HRC/98/16, paras. 42-42.2'; do
	"$HRSEARCH" -i "$own" "$query" --limit 2 >"$TMP/text"
	check "$query: the last is looked for too" grep -qE "Cid asked|Close the prisons" "$TMP/text"
done
while IFS='|' read -r line query; do
	"$HRSEARCH" -i "$own" "$query" >"$TMP/text" 2>&1
	check "$query: the headline" grep -qxF "$line" "$TMP/text"
done <<'END'
No passage cites A/HRC/98/99.|A/HRC/98/99 lakes
No passage cites Article 7 of the Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment.|Article 7 of the Convention against Torture lakes
No passage cites Article 39 of a Covenant.|Article 39 of the Covenant lakes
1 passage in 1 source is the text of recommendation 115.4.|recommendation 115.4
10 passages in 1 source.|A/HRC/98/17
2 passages in 1 source cite General Comment No. 34.|General Comment No. 34
2 passages in 1 source cite CCPR/C/GC/34.|CCPR/C/GC/34
2 passages in 1 source cite CCPR/C/GC/34.|symbol:CCPR/C/GC/34
2 passages in 1 source cite general comment 14.|general comment 14
1 passage in 1 source cites E/C.12/GC/14.|E/C.12/GC/14
1 passage in 1 source cites CCPR/C/GC/30.|CCPR/C/GC/30
2 passages in 2 sources are the text of general comment 14, para. 12.|general comment 14, para. 12
2 passages in 1 source are the text of A/HRC/98/16, paras. 42.1, 42.2.|A/HRC/98/16, paras. 42.1-42.2
END
"$HRSEARCH" -i "$own" 'CAT art.7' >"$TMP/text" 2>"$TMP/err"
check "nothing found: no passage cites it" grep -q "^No passage cites Article 7 of the Convention against Torture" "$TMP/err"
check "  and no part of its words is said to be nowhere" sh -c '! grep -q "has .*the word" "$1"' sh "$TMP/err"
"$HRSEARCH" -i "$own" 'A/HRC/98/99' >"$TMP/text" 2>"$TMP/err"
check "  nor of a symbol" sh -c 'grep -qxF "No passage cites A/HRC/98/99." "$1" && ! grep -q "has .*the word" "$1"' sh "$TMP/err"
"$HRSEARCH" -i "$own" A/HRC/98/17 >"$TMP/text" 2>"$TMP/err"
check "a document that nothing cites: its passages lack nothing" sh -c '! grep -q "without:" "$1"' sh "$TMP/text"
"$HRSEARCH" -i "$own" 'art. 41' >"$TMP/text" 2>"$TMP/err"
check "the word of an article is no misspelt word" sh -c '! grep -q "Did you mean" "$1"' sh "$TMP/err"
check_status "a document that the index has not" 1 "$HRSEARCH" -i "$own" A/HRC/98/77
"$HRSEARCH" -i "$own" 'A/HRC/98/16, para. 41' >"$TMP/text" 2>"$TMP/err"
check "the headline tells what cites the document from the paragraph" sh -c 'has() { grep -qF "$2" "$1"; }
	has "$1" "1 passage in 1 source cites A/HRC/98/16." && has "$1" "1 passage in 1 source is the text of A/HRC/98/16, para. 41."' sh "$TMP/text"

# ---- a passage by the id at the end of its citation ----
id=$("$HRSEARCH" -i "$own" --format json --limit 1 'A/HRC/98/17, para. 43(b)(ii)' | sed 's/.*"id":"\([0-9a-f]\{16\}\)".*/\1/')
check "an id, as in the text's citation" paragraph 'no salt' "$id"
check "with its bracket and stop" paragraph 'no salt' "[$id]."
check "a whole citation" paragraph 'no salt' "Report on Hillland, A/HRC/98/17, para. 43(b)(ii). [$id]"
check "beside words that others have" paragraph 'no salt' "lakes prisons hills asked $id"
check "no less than all of it" sh -c '! "$1" -i "$2" "${3%?}" >/dev/null 2>&1' sh "$HRSEARCH" "$own" "$id"

# Articles that an index has the text of, by instrument: so many different ones.
texts_of() {
	"$PLAIN_HRINDEX" export -i "$1" | python3 -c '
import collections, json, sys
found = collections.defaultdict(set)
for line in sys.stdin:
    for p in json.loads(line).get("text_of", []):
        found[p["instrument"]].add(p["article"])
print(" ".join("%s:%d" % (i, len(a)) for i, a in sorted(found.items())))'
}
published=$SHARED/formats
if test "$slowness" -ne 1; then
	skip "published conventions and constitutions" 'their whole texts take long under the sanitizers'
elif command -v python3 >/dev/null 2>&1 && test -f "$published/echr-convention-fr.pdf"; then
	mkdir -p "$TMP/published"
	cp "$published/echr-convention-fr.pdf" "$published/constitution-tunisia-2014.pdf" "$TMP/published"
	"$PLAIN_HRINDEX" --quiet build -i "$TMP/published.index" "$TMP/published" || exit 1
	check "published ones have all their articles, each protocol its own" \
		test "$(texts_of "$TMP/published.index")" = "echr:59 echr-p1:6 echr-p12:6 echr-p13:8 echr-p16:11 echr-p4:7 echr-p6:9 echr-p7:10 tn:constitution:149"
else
	skip "published conventions and constitutions" 'python3 or the published documents are not there'
fi

# ---- the five statements ----
if test -d "$SHARED/corpus"; then
	mkdir "$TMP/five"
	cp "$SHARED"/corpus/*.txt "$TMP/five"
	check_status "the five statements can be indexed" 0 "$PLAIN_HRINDEX" --quiet build -i "$TMP/index5" "$TMP/five"
	index=$TMP/index5
	search 'Article 274' >"$TMP/hits"
	cited=$(grep -c '"article":"274"' "$TMP/hits")
	mentions=$(grep -o '"article":"274"' "$TMP/hits" | wc -l)
	check "all 15 passages that cite Article 274 are found: $cited" test "$cited" -eq 15
	check "with 19 mentions or more: $mentions" test "$mentions" -ge 19
	check "they are the first 15" sh -c 'test "$(head -15 "$1" | grep -c "\"article\":\"274\"")" -eq 15' sh "$TMP/hits"
	check "the list comes after all that are about it" sh -c 'sed -n 15p "$1" | grep -q "articles 174, 274 and 400"' sh "$TMP/hits"
else
	skip "Article 274 in the five statements" "no $SHARED/corpus"
fi

# ---- one instrument in several languages ----
mkdir "$TMP/languages"
printf 'Universal Declaration of Human Rights\n\nArticle 5\n\nNo one shall be subjected to torture or to the treatment of which we read here.\n' >"$TMP/languages/b.txt"
printf 'Déclaration universelle des droits de l’homme\n\nArticle 5\n\nNul ne sera soumis à la torture, ni aux traitements dont il est question dans ce texte.\n' >"$TMP/languages/c.txt"
printf 'Всеобщая декларация прав человека\n\nСтатья 5\n\nНикто не должен подвергаться пыткам или тому обращению, о котором здесь говорится.\n' >"$TMP/languages/a.txt"
"$HRINDEX" --quiet build -i "$TMP/languages.index" "$TMP/languages"
first_language() {
	"$HRSEARCH" -i "$TMP/languages.index" --format json --limit 1 "$1" | grep -o '"language":"[a-z]*"' | head -1
}
while IFS='|' read -r typed language; do
	got=$(first_language "$typed")
	check "$typed: $got" test "$got" = "\"language\":\"$language\""
done <<'END'
UDHR 5|en
udhr art. 5|en
Art. 5 DUDH|fr
ст. 5 ВДПЧ|ru
Статья 5|ru
Universal Declaration, art. 5|en
Déclaration universelle, art. 5|fr
END
done_testing
