#!/bin/sh
# --quote: one quotation, and those of documents, against made-up texts: status,
# place, what differs, what is left out, and the formats of the answer.
. tests/lib.shlib

index=$TMP/index
docs=$TMP/docs
mkdir -p "$docs"

cat >"$docs/report.txt" <<'END'
Freedom of assembly in Nowhere

1. The police detained 14 people on the square¹ and released them after two days. No charge was brought.

2. The court did not hear the witnesses; the judge said that the non-violent protest was not peaceful, and the

¹ Interview with a witness, 3 March 2019.
² Law on assemblies, Article 9.

detained people were fined² under Article 9 without a hearing.

3. The organisation calls on the authorities to:

- release all who were detained;
- repeal Article 9 on defa-
mation, which was used “against its purpose” in 2010-2015.

The mayor of the town thanked the police for its co-operation in the matter.
END
printf '# Rapport\n\nLa police n’a pas « relâché » les manifestants avant le soir du 4 mai.\n\nПолиция не освободила задержанных до вечера «четвёртого мая», сообщает агентство.\n' >"$docs/rapport.md"
printf 'The letter stands at https://example.org/annual/letter-2021.txt and speaks of prisons alone.\n\nThe order of https://example.org/annual/letter-2021.txt is another one.\n' >"$docs/address.txt"
check "the made-up documents are indexed" "$HRINDEX" build --quiet -i "$index" "$docs"

quote() {
	"$HRSEARCH" -i "$index" --quote "$@"
}

# judged NAME STATUS QUOTATION TEXT...: the status word begins the answer, the exit status is its own ($status), and each text is there.
judged() {
	name=$1
	word=$2
	quotation=$3
	shift 3
	case $word in VERBATIM) want=0 ;; *) want=1 ;; esac
	turn_leaks
	quote "$quotation" >"$TMP/out" 2>"$TMP/err"
	got=$?
	lacks=
	test "$got" -eq "${status-$want}" || lacks="status $got"
	for text in "$word " "$@"; do
		has "$TMP/out" "$text" || lacks="$lacks without: $text"
	done
	if test -z "$lacks"; then
		echo "ok - $name"
	else
		echo "not ok - $name ($lacks)"
		sed 's/^/#   /' "$TMP/out" "$TMP/err"
		failures=$((failures + 1))
	fi
}

judged 'as it stands' VERBATIM 'The police detained 14 people on the square and released them after two days.' 'para. 1'
judged 'with the call of its note' VERBATIM 'The police detained 14 people on the square¹ and released them'
judged 'with the call as a digit' VERBATIM 'The police detained 14 people on the square1 and released them'
judged 'over a cut by notes' VERBATIM 'the judge said that the non-violent protest was not peaceful, and the detained people were fined under Article 9' 'para. 2'
judged 'over two paragraphs' VERBATIM 'No charge was brought. The court did not hear the witnesses' 'para. 1' 'and ' 'para. 2'
judged 'over two paragraphs, with the number' VERBATIM 'No charge was brought. 2. The court did not hear the witnesses'
judged 'over a lead-in and its items' VERBATIM 'calls on the authorities to: release all who were detained; repeal Article 9'
judged 'with bullets' VERBATIM 'calls on the authorities to: • release all who were detained; • repeal Article 9'
judged 'a word broken at the end of a line' VERBATIM 'repeal Article 9 on defamation, which was used'
judged 'other quotation marks, dashes, spaces and ligatures' VERBATIM "which  was
used 'against its purpose' in 2010–2015"
judged 'a ligature' VERBATIM 'detained people were ﬁned under Article 9'
judged 'a hyphen that is not there' VERBATIM 'the police for its cooperation in the matter'
judged 'a comma of the quoter at the end' VERBATIM 'No charge was brought,'
judged 'a full stop where the sentence goes on' VERBATIM 'The court did not hear the witnesses.' 'the sentence goes on: “; the judge said that the'
judged 'French, other marks' VERBATIM "avant le soir du 4 mai"
judged 'Russian' VERBATIM 'до вечера “четвёртого мая”, сообщает агентство'
judged 'a letter in brackets' VERBATIM '[t]he police detained 14 people'
judged 'sic' VERBATIM 'The police detained 14 [sic] people'

judged 'a case' ALTERED 'the police detained 14 people' case 'said: “«the» police”' 'source: “«The» police”'
judged 'a number' ALTERED 'The police detained 15 people on the square' changed 'said: “detained «15» people”' 'source: “detained «14» people”'
judged 'a year in a range' ALTERED 'its purpose” in 2010-2016' '«2016»' '«2015»'
judged 'years run together' ALTERED 'used “against its purpose” in 20102015'
judged 'a negation dropped' ALTERED 'The court did hear the witnesses' 'missing: a negation' 'source: “did «not» hear”'
judged 'a negation put in' ALTERED 'The police detained not 14 people on the square' 'added: a negation' '«not»'
judged 'a comma inside' ALTERED 'The police detained 14 people, on the square' punctuation '«,»'
judged 'a question mark at the end' ALTERED 'No charge was brought?' punctuation
judged 'words in brackets' ALTERED 'The [officers] detained 14 people on the square' bracketed
judged 'a quotation that cuts a word' ALTERED 'violent protest was not peaceful' cut 'source: “the «non-violent» protest”'
judged 'two words as one' ALTERED 'released themafter two days' spacing
judged 'ё is not е' ALTERED 'до вечера «четвертого мая», сообщает' changed
# Words of an address have positions and no weight.
judged 'with an address in it' VERBATIM 'stands at https://example.org/annual/letter-2021.txt and speaks of prisons'
judged 'an altered quotation with an address in it' ALTERED 'The letter stands at https://example.org/annual/letter-2021.txt and speaks of kindness alone.' '«prisons»'
judged 'an address, and words of no text' 'NOT FOUND' 'https://example.org/annual/letter-2021.txt with quite different words all the way down'
judged 'another text' 'NOT FOUND' 'The lake froze over in the second week of December that year'
judged 'the same words in another order' 'NOT FOUND' 'people square the detained on 14 police them released the and'

judged 'an ellipsis' VERBATIM 'The police detained 14 people … and released them' 'left out: “on the square”'
judged 'an ellipsis in brackets' VERBATIM 'The police [...] released them after two days' 'left out: “detained 14 people on the square and”'
judged 'an ellipsis of nothing' VERBATIM 'The police detained … 14 people'
status=1
judged 'an ellipsis over paragraphs' VERBATIM 'The police detained 14 people … The court did' 'No charge was brought.'
judged 'an ellipsis that leaves a negation out' VERBATIM 'the non-violent protest was … peaceful, and' 'WARNING: a negation is left out: “not”'
judged 'the same in French' VERBATIM 'La police … relâché » les manifestants' 'WARNING: a negation is left out'
unset status
judged 'a negation before it' VERBATIM 'hear the witnesses' 'WARNING: a negation stands beside the quotation: “not hear”'
judged 'a difference goes on over the call of a note' ALTERED 'detained people were charged over Article 9 without a hearing' 'source: “were «fined under» Article”'
judged 'capitals are one of case, over a call too' ALTERED 'detained people were FINED UNDER Article 9 without a hearing' '    case' 'said: “were «FINED UNDER» Article”'
judged 'a space is one of spacing' ALTERED 'The court didnot hear the witnesses' '    spacing' 'said: “court «didnot» hear”'
judged 'an apostrophe is one of punctuation' ALTERED 'La police na pas « relâché » les manifestants avant' '    punctuation' 'said: “police «na» pas”'

# json_has TEXT QUOTATION: the answer's JSON has this text.
json_has() {
	quote "$2" --format json >"$TMP/json"
	has "$TMP/json" "$1" || {
		cat "$TMP/json"
		return 1
	}
}
check 'JSON: its schema and status' json_has '"schema":"hrsearch-quote/1","status":"verbatim"' 'No charge was brought.'
check 'JSON: not found has no place' json_has '"source":null,"id":null' 'The lake froze over in the second week'
# The bytes of the file itself, by other means.
start=$(grep -abo 'No charge' "$docs/report.txt" | cut -d : -f 1)
check 'JSON: bytes of the source' json_has "\"ranges\":[{\"start\":$start,\"end\":$((start + 21))}]" 'No charge was brought'
want=$(dd if="$docs/report.txt" bs=1 skip="$start" count=21 status=none | sha256sum | cut -d ' ' -f 1)
check 'JSON: the hash is of those bytes' json_has "\"sha256\":\"$want\"" 'No charge was brought'
check 'JSON: a difference' json_has '{"kind":"missing","said":"","source":"not","said_near":"did hear","source_near":"did not hear"' 'The court did hear the witnesses'
check 'TSV: a line with the id' sh -c '"$1" -i "$2" --quote "No charge was brought" --format tsv | grep -q "^verbatim	0	No charge was brought	[0-9a-f]\{16\}	report.txt	"' sh "$HRSEARCH" "$index"
check_status 'trec is refused' 2 quote 'No charge' --format trec
check_status 'no word' 2 quote '  '
check_status 'a file that is not there' 2 quote "$TMP/brief.docx"
check_status 'whatever its ending' 2 quote "$TMP/brief.epub"
check_status 'of five letters' 2 quote brief.abcde
check_status 'six are no ending' 1 quote brief.abcdef
check_status 'a number has none' 1 quote 71.55
check_status 'nor has an abbreviation' 1 quote Q.Z
check_status 'a filter that shuts the source out' 1 quote 'No charge was brought.' --source rapport.md
check_status 'and one that lets it in' 0 quote 'No charge was brought.' --source report.txt
for filter in '--source no.txt' '--country fr' '--kind law' '--publisher Nobody' '--instrument iccpr' '--language kk' '--date 1901'; do
	# shellcheck disable=SC2086
	check_status "a filter that lets nothing through: $filter" 1 quote 'No charge was brought.' $filter
done
check_status 'which is said, where it may be a mistake' 1 quote 'No charge was brought.' --source no.txt
check '  of a source' has "$TMP/err" 'no source has the id “no.txt”'

# ---- Too much to compare ----
mkdir "$TMP/long"
awk 'BEGIN { for (i = 0; i < 9000; i++) printf "w%d ", i; print "" }' >"$TMP/long/long.txt"
"$PLAIN_HRINDEX" build --quiet -i "$TMP/longer" "$TMP/long" || exit 1
check_status 'a passage that is too long for the quotation is no answer of "not found"' 2 "$HRSEARCH" -i "$TMP/longer" --quote "$(awk 'BEGIN { for (i = 2000; i < 5999; i++) printf "w%d ", i; print "last" }')"
check 'and is said to be' has "$TMP/err" '1 passage is too long to be compared with so long a quotation'
check_status 'a part of it can be' 0 "$HRSEARCH" -i "$TMP/longer" --quote "$(awk 'BEGIN { for (i = 2000; i < 2100; i++) printf "w%d ", i }')"

# How much may be left out or changed: 40 words for each that is said beside them, 400 in all; a word in three, and half of
# those that are no stop words.
mkdir "$TMP/much"
awk 'BEGIN { for (i = 100; i < 600; i++) printf "w%d ", i; print "" }' >"$TMP/much/words.txt"
printf 'It was in the house of the mayor that they met the others and spoke with them about it.\n' >"$TMP/much/house.txt"
"$PLAIN_HRINDEX" build --quiet -i "$TMP/muches" "$TMP/much" || exit 1
words() { seq -f 'w%.0f' "$1" "$2" | tr '\n' ' '; }
while IFS='|' read -r word quotation; do
	"$HRSEARCH" -i "$TMP/muches" --quote "$quotation" >"$TMP/out" 2>&1
	check "$word: $(echo "$quotation" | cut -c 1-24)" grep -q "^$word " "$TMP/out"
done <<END
VERBATIM|w100 w101 … w182 w183
ALTERED|w100 w101 … w183 w184
VERBATIM|w100 … $(words 141 151)
ALTERED|w100 … $(words 142 152)
VERBATIM|$(words 100 110) … w151
ALTERED|$(words 100 110) … w152
VERBATIM|w100 … w141 … w182 w183
VERBATIM|$(words 100 110) … $(words 511 521)
ALTERED|$(words 100 110) … $(words 512 522)
VERBATIM|$(words 100 110) … $(words 311 321) … $(words 522 532)
ALTERED|$(words 100 110) … $(words 311 321) … $(words 523 533)
ALTERED|w100 x w102 w103 y w105 w106 z w108
NOT FOUND|w100 x w102 w103 y w105 w106 z a
ALTERED|w100 x w102
NOT FOUND|x w101
ALTERED|It was at the house of the bishop that they
NOT FOUND|It was at the garden of the bishop that they
NOT FOUND|It was in the garden of the bishop that they met
ALTERED|It was in the garden of the mayor
END

# What stands under a negation says the opposite without it: one of the seven words before, no comma between.
mkdir -p "$TMP/under"
{
	printf 'The mission did not find any evidence that the men in question were beaten in the yard.\n\n'
	printf 'The mission did not find any good evidence that the detained women were fed in the kitchen.\n\n'
	printf 'The state is not a party, and the court held that children were taught in the attic.\n'
} >"$TMP/under/under.txt"
"$PLAIN_HRINDEX" build --quiet -i "$TMP/unders" "$TMP/under" || exit 1
under() { "$HRSEARCH" -i "$TMP/unders" --quote "$1" | grep -qF 'WARNING: a negation stands beside the quotation: “not find any evidence that the men in”'; }
check 'a quotation that stands under a negation' under 'in question were beaten in the yard'
apart() { "$HRSEARCH" -i "$TMP/unders" --quote "$1" >"$TMP/apart" && ! grep -q WARNING "$TMP/apart"; }
check 'one that stands a word further' apart 'women were fed in the kitchen'
check 'and one after a comma' apart 'children were taught in the attic'

# A word that was changed at the quotation's beginning is no negation for what the source has before it.
beginning() { "$HRSEARCH" -i "$TMP/unders" --quote "$1" --format json | grep -q '"status":"altered".*"differences":\[{"kind":"changed".*"negation":'"$2"',"negation_beside":"not '; }
check 'a changed word after a negation' beginning 'finds any evidence that the men in question were' false
check 'a changed negation is one' sh -c '"$1" -i "$2" --quote "The mission did also find any evidence that the men" --format json | grep -q "\"kind\":\"changed\".*\"negation\":true"' sh "$HRSEARCH" "$TMP/unders"

# Words that deny without a negation: left out, they are warned of, and the exit status is 1.
mkdir -p "$TMP/denied"
{
	printf 'The ministry failed to investigate the shootings in the harbour.\n\n'
	printf 'Министерство отказалось расследовать выстрелы в порту города.\n\n'
	printf 'Le ministère a refusé de poursuivre les tireurs du port.\n\n'
	printf 'The ministry promised to investigate the fires in the forest.\n'
} >"$TMP/denied/denied.txt"
"$PLAIN_HRINDEX" build --quiet -i "$TMP/denieds" "$TMP/denied" || exit 1
denied() {
	"$HRSEARCH" -i "$TMP/denieds" --quote "$1" >"$TMP/denied.out"
	test $? -eq 1 && grep -qF "WARNING: a negation is left out: “$2”" "$TMP/denied.out"
}
check 'failed to' denied 'The ministry … investigate the shootings' 'failed to'
check 'отказалось' denied 'Министерство … расследовать выстрелы' 'отказалось'
check 'a refusé' denied 'Le ministère … de poursuivre les tireurs' 'a refusé'
check_status 'a word that denies nothing' 0 "$HRSEARCH" -i "$TMP/denieds" --quote 'The ministry … investigate the fires'

# A quotation that runs over a page's end is cited with both pages, one that does not with its own.
mkdir -p "$TMP/turn"
printf 'Report on visits\n\n14. The visitors were not allowed to speak with those who complained of ill-treat-\014ment by the guards on duty that night.\n' >"$TMP/turn/turn.txt"
"$PLAIN_HRINDEX" build --quiet -i "$TMP/turned" "$TMP/turn" || exit 1
turned() { "$HRSEARCH" -i "$TMP/turned" --quote "$2" --format "$3" | grep -q "1st paragraph (counted), $1[.]"; }
for format in text json tsv; do
	check "both pages ($format)" turned 'pp\. 1–2' 'who complained of ill-treatment by the guards' $format
	check "the first ($format)" turned 'p\. 1' 'allowed to speak with those who complained' $format
	check "the second ($format)" turned 'p\. 2' 'by the guards on duty that night' $format
done

# Passages that follow one another have docids in a row but for the notes between them, and in several indexes every second one.
mkdir -p "$TMP/row"
notes() {
	for n in $(seq "$1"); do printf '[^%d]: Note %d of the %s row, of a letter.\n\n' "$n" "$n" "$2"; done
}
calls() { for n in $(seq "$1"); do printf '[^%d]' "$n"; done; }
for row in 8 9; do
	{
		printf 'The %s row ends its first paragraph with herons%s.\n\n' "$row" "$(calls $row)"
		notes $row $row
		printf 'Bitterns begin the second paragraph of row %s.\n' "$row"
	} >"$TMP/row/row$row.md"
done
"$PLAIN_HRINDEX" build --quiet -i "$TMP/rows" "$TMP/row" || exit 1
for row in 8 9; do
	check_status "a quotation over $row notes" 0 "$HRSEARCH" -i "$TMP/rows" --quote "first paragraph with herons. Bitterns begin the second paragraph of row $row."
	check_status 'in the second of two indexes' 0 "$HRSEARCH" -i "$index" -i "$TMP/rows" --quote "first paragraph with herons. Bitterns begin the second paragraph of row $row."
done
check_status 'but not from one source into the next' 1 "$HRSEARCH" -i "$TMP/rows" --quote 'second paragraph of row 8. The 9 row ends its first'

# ---- Documents ----
cat >"$TMP/brief.md" <<'END'
# Our brief

The report says that “the police detained 14 people on the square”, and later that
"the court did not hear the witnesses; the judge said that the
non-violent protest was not peaceful". It is 'short'.

> release all who were detained;
> repeal Article 9 on defamation

As „No charge was brought. The court did not hear the witnesses“ shows,

«Полиция не освободила задержанных до вечера „четвёртого мая“»

it is bad. The mayor’s words:

    The mayor of the town thanked the police for its help

Here a mark “is never closed.
END
check_status 'a document with an alteration' 1 quote "$TMP/brief.md"
check 'six quotations' has "$TMP/out" '6 quotations: '
check 'its alterations with their lines' has "$TMP/out" 'ALTERED line 3: “the police detained 14 people on the square”'
check 'over two lines' has "$TMP/out" 'ALTERED line 4: “the court did not hear'
check 'a block' has "$TMP/out" 'VERBATIM line 7: “release all who were detained; repeal Article 9 on defamation”'
check 'German marks' has "$TMP/out" 'VERBATIM line 10: “No charge was brought.'
check 'Russian marks, nested' has "$TMP/out" 'VERBATIM line 12: “Полиция не освободила'
check 'an indented block' has "$TMP/out" 'ALTERED line 16: “The mayor of the town'
check 'the short ones are counted' has "$TMP/out" '2 of fewer than 7 words: not looked for.'
check 'a mark that nothing closes' has "$TMP/err" 'line 18: a quotation mark that nothing closes'
sed -e 's/“the police/“[t]he police/; s/"the court/"[T]he court/; s/for its help/for its co-operation/' "$TMP/brief.md" >"$TMP/good.md"
check_status 'a document that is verbatim' 0 quote "$TMP/good.md"
check_status 'the same from standard input' 0 sh -c '"$1" -i "$2" --quote - <"$3"' sh "$HRSEARCH" "$index" "$TMP/good.md"

# ---- Verified ----
verify() { "$HRSEARCH" -i "$index" --verify "$@"; }
quote "$TMP/brief.md" --format json >"$TMP/quoted"
for quotation in 'The police [...] released them after two days' 'No charge was brought. The court did not hear the witnesses' \
	'The court did hear the witnesses' 'The lake froze over in the second week of December that year'; do
	quote "$quotation" --format json >>"$TMP/quoted"
done
check_status 'what is said of quotations can be verified' 0 verify "$TMP/quoted"
check 'each of them' test "$(grep -c '^ok ' "$TMP/out")" -eq 10
# altered NAME EDIT REASON: an edited answer fails, for that reason.
altered() {
	quote 'The court did hear the witnesses' --format json | sed "$2" >"$TMP/edited"
	check_status "$1" 1 verify "$TMP/edited"
	check '  and says so' has "$TMP/out" "$3"
}
altered 'another status' 's/"status":"altered"/"status":"verbatim"/' 'status is not what the index gives'
altered 'another quotation' 's/did hear the/did not hear the/' 'is not what the index gives'
altered 'words of the source' 's/"text":"The court did not/"text":"The court did/' 'text is not what the index gives'
altered 'another paragraph in its citation' 's/para\. 2/para. 3/g' 'is not what the index gives'
altered 'other bytes' 's/"ranges":\[{"start":[0-9]*/"ranges":[{"start":7/' "the quotation's bytes do not have its sha256"
altered 'bytes after the end' 's/"end":[0-9]*}\],"sha256"/"end":99999}],"sha256"/' "go beyond the text's end"
altered 'another file' 's/report\.txt/rapport.txt/g' 'no source of the index has the id'
altered 'one that is said not to be there' 's/"status":"altered"/"status":"not found"/' 'it is found, in report.txt'
altered 'a member that is gone' 's/"sha256":/"sha":/g' 'a member is missing'
cp "$docs/report.txt" "$TMP/kept"
sed 's/did not hear/did hear/' "$TMP/kept" >"$docs/report.txt"
check_status 'a source that has changed' 1 verify "$TMP/quoted"
check 'is named, and the bytes' has "$TMP/out" 'report.txt the file has changed; the quoted bytes differ'
cp "$TMP/kept" "$docs/report.txt"

echo 'He said “no”.' >"$TMP/none.txt"
check_status 'a document without quotations' 2 quote "$TMP/none.txt"
check 'is told so' has "$TMP/err" 'no quotation of more than 6 words'
printf '<p>It was said:</p><blockquote><p>The police detained 14 people on the square and released them</p></blockquote><p>Also «No charge was brought by anyone on the square».</p>' >"$TMP/page.html"
check_status 'a page' 1 quote "$TMP/page.html"
check 'with its paragraph' has "$TMP/out" 'VERBATIM paragraph 2: “The police detained 14 people'
done_testing
