#!/bin/sh
# Publishers and countries by their other names, end to end: filters, fields,
# what is shown, whose law an article is of.
. tests/lib.shlib

mkdir -p "$TMP/files"
for name in a b c d e f g h; do
	echo "The torture of prisoners in file $name is forbidden by Article 174 of the Criminal Code." >"$TMP/files/$name.txt"
done
cat >"$TMP/files/catalogue.csv" <<'X'
file,title,publisher,date,kind,language,country
a.txt,A,Amnesty International,2015,statement,en,KZ
b.txt,B,AI,2016,statement,en,Kazakhstan
c.txt,C,Международная амнистия,2017,statement,ru,Республика Казахстан
d.txt,D,УВКПЧ,2018,report,ru,Казахстан
e.txt,E,Office of the United Nations High Commissioner for Human Rights (OHCHR),2019,report,en,KAZ
f.txt,F,International Commission of Jurists,2020,report,en,Kyrgyz Republic
g.txt,G,International Court of Justice; OHCHR,2021,report,en,Atlantis
h.txt,H,Amnesty International Kenya,2021,report,en,Kyrgyzstan; Uzbekistan
X
check_status 'the files are read' 0 "$HRINDEX" build --quiet -i "$TMP/index" "$TMP/files"

# found NAME EXPECTED ARGUMENT...: the files whose passages answer.
found() {
	name=$1 want=$2
	shift 2
	got=$("$HRSEARCH" -i "$TMP/index" --quiet --format json "$@" 2>/dev/null | sed 's/.*"file":"\([a-z]\).txt".*/\1/' | sort | tr -d '\n')
	check "$name: $want" test "$got" = "$want"
}
# The table: kind of filter, its value, the files.
while IFS='|' read -r filter value files; do
	found "--$filter $value" "$files" "--$filter" "$value" torture
	found "$filter:\"$value\"" "$files" "torture $filter:\"$value\""
done <<'X'
publisher|AI|abc
publisher|Amnesty International|abc
publisher|amnistía internacional|abc
publisher|Amnesty|abch
publisher|Amnesty International Kenya|h
publisher|OHCHR|deg
publisher|увкпч|deg
publisher|ICJ|fg
publisher|International Commission of Jurists (ICJ)|f
publisher|Court|g
publisher|HRW|
publisher|Nobody|
country|KZ|abcde
country|kaz|abcde
country|Republic of Kazakhstan|abcde
country|Казахстан|abcde
country|Киргизия|fh
country|UZB|h
country|Atlantis|g
country|atlantis|g
country|Kenya|
country|Narnia|
X
"$HRSEARCH" -i "$TMP/index" --country Narnia torture 2>"$TMP/err" >/dev/null
check 'an unknown country is said to be none' has "$TMP/err" 'no source is of the country “Narnia”'
"$HRSEARCH" -i "$TMP/index" --country kz 'torture publisher:OHCHR' >"$TMP/out"
check 'what is shown is what the catalogue says' has "$TMP/out" 'УВКПЧ, D (2018)'
"$HRSEARCH" -i "$TMP/index" --provisions >"$TMP/out"
check 'a country by any name is that of the law' grep -A1 'kz:criminal-code' "$TMP/out"
check 'of all five sources' sh -c 'grep -A1 "kz:criminal-code" "$1" | grep -q "5 passages in 5 sources"' - "$TMP/out"

# ---- a name that a librarian adds ----
mkdir -p "$TMP/lists"
cp -rL lexicon stopwords "$TMP/lists"
printf 'nobody\tNobody; Nemo\tits site\n' >>"$TMP/lists/lexicon/publishers.tsv"
sed 's/^a.txt,A,[^,]*/a.txt,A,Nemo/' "$TMP/files/catalogue.csv" >"$TMP/other.csv"
rm "$TMP/files/catalogue.csv"
check_status 'another name in the list' 0 "$HRINDEX" build --quiet -i "$TMP/index" --lexicon "$TMP/lists" --catalogue "$TMP/other.csv" "$TMP/files"
found 'finds it' a --publisher nobody torture
printf 'nobody Nemo\n' >>"$TMP/lists/lexicon/publishers.tsv"
check_status 'a line that is none is an error' 2 "$HRINDEX" build --quiet -i "$TMP/index" --lexicon "$TMP/lists" "$TMP/files"
check 'with its number' has "$TMP/err" 'lexicon/publishers.tsv, line'
done_testing
