#!/bin/bash
# Names end to end: other spellings come after the one typed, with a label; what never varies; suggestions.
. tests/lib.shlib

docs=$TMP/docs
index=$TMP/index
mkdir -p "$docs"

cat >"$docs/english.txt" <<'END'
Report on releases

1. The court released the activist Maks Bokaev in the winter.

2. The lawyer of Max Bokayev was not admitted, and Bokayev wrote a letter.

3. The brother, Talgat Bokaev, was heard as a witness.

4. The singer Serikzhan Mambetalin paid a fine; the torture of others went on.

5. The editor Anna Wynter came late. In Almaty the editor of Uralskaya Nedelya was questioned, as OSCE observers saw. The US embassy told us nothing.

6. A sharp rise of the price of wheat was seen by all of us.
END

cat >"$docs/russian.txt" <<'END'
Сообщение об освобождении

Вчера суд освободил активиста Макса Бокаева из колонии, сообщили его близкие.

Газета пишет, что Бокаев не признал вину и обжаловал приговор суда.

Матч в Алма-Ате не состоялся, так как стадион Алма-Ата был закрыт.
END

check_status "the documents can be indexed" 0 "$HRINDEX" --quiet build -i "$index" "$docs"

search() {
	"$HRSEARCH" -i "$index" --format json --limit 50 "$@" 2>"$TMP/err"
}
ids() {
	search "$@" | grep -o '"rank":[0-9]*,"score":[0-9.e+-]*,"id":"[0-9a-f]*"' | grep -o '[0-9a-f]\{16\}' | sort
}
labels() { # QUERY...: the label and form of each hit, in order
	search "$@" | grep -o '"match":"[a-z]*"\(,"form":"[^"]*"\)\?' | sed 's/"match":"\([a-z]*\)"\(,"form":"\([^"]*\)"\)\?/\1 \3/; s/ $//' | tr '\n' ';'
}
counted() { # NAME WANT QUERY...
	name=$1
	want=$2
	shift 2
	got=$("$HRSEARCH" -i "$index" --count "$@" 2>/dev/null)
	check "$name: $got, $want wanted" test "$got" = "$want"
}

# ---- the same passages for every spelling ----
ids Bokaev >"$TMP/ids"
check "Bokaev finds both alphabets: $(wc -l <"$TMP/ids")" test "$(wc -l <"$TMP/ids")" -eq 5
for other in Bokayev Бокаев bokaev Bokaeva Бокаева; do
	ids "$other" >"$TMP/other"
	check "$other finds the same passages" cmp "$TMP/ids" "$TMP/other"
done

# ---- exact first, then with the form that matched ----
got=$(labels Bokaev)
check "exact ones first: $got" sh -c 'case "$1" in "exact;exact;name "*) ;; *) false ;; esac' sh "$got"
check "Bokayev is a name" sh -c 'case "$1" in *"name Bokayev;"*) ;; *) false ;; esac' sh "$got"
check "so is Бокаев" sh -c 'case "$1" in *"name Бокаев;"*) ;; *) false ;; esac' sh "$got"
"$HRSEARCH" -i "$index" Bokaev >"$TMP/text"
check "the headline says so" has "$TMP/text" "2 passages name Bokaev; 3 more in another spelling: "
check "and the hit" has "$TMP/text" "name: Bokayev"
for more in lang:en,ru -Mambetalin '—' 'NOT lang:fr'; do
	"$HRSEARCH" -i "$index" "Bokaev $more" >"$TMP/text"
	check "likewise where $more narrows it" has "$TMP/text" "passages name Bokaev; "
done
for more in '"as a witness"' 'witn*'; do
	"$HRSEARCH" -i "$index" "Bokaev $more" >"$TMP/text"
	check "and not where $more finds, too" sh -c '! grep -q "name Bokaev" "$1"' sh "$TMP/text"
done
"$HRSEARCH" -i "$index" Бокаева --limit 1 >"$TMP/text"
check "none in the typed spelling" sh -c 'grep -q "1 passage names Бокаева; 4 more\|No passage names Бокаева" "$1"' sh "$TMP/text"

printf 'Notes\n\n1. See https://example.kz/bokaev_news and https://example.kz/delo-bokaeva-bokayev for Bokaev.\n\n2. The court heard Bokaev on Bokaev.\n\n3. See https://example.kz/bokaev_news again.\n' >"$TMP/urls.txt"
check_status "a document with addresses" 0 "$HRINDEX" --quiet build -i "$TMP/urls" "$TMP/urls.txt"
"$HRSEARCH" -i "$TMP/urls" Bokaev --limit 1 >"$TMP/text"
check "more spellings make a passage no better" has "$TMP/text" "The court heard"
"$HRSEARCH" -i "$TMP/urls" Бокаев >"$TMP/text"
check "two words of an address are no spelling" sh -c 'grep -q "name: bokaev" "$1" && ! grep -q "name: bokaev_news" "$1"' sh "$TMP/text"

# ---- a person's name ----
got=$(labels 'Maks Bokaev')
check "the whole name as typed, then in another spelling: $got" \
	sh -c 'case "$1" in "exact;name "*) ;; *) false ;; esac' sh "$got"
check "Max Bokayev is that person" sh -c 'case "$1" in *"name Max Bokayev;"*) ;; *) false ;; esac' sh "$got"
search 'Maks Bokaev' | sed -n '/Talgat/p' >"$TMP/other"
check "another with that surname is not merged" grep -q '"match":"exact","missing":\["Maks"\]' "$TMP/other"
search 'Maks Bokaev' | sed -n '/Газета/p' >"$TMP/other"
check "where the surname stands alone, the other name is missing" grep -q '"match":"name","form":"Бокаев","missing":\["Maks"\]' "$TMP/other"
got=$(labels 'Mambetalin Bokaev')
check "two surnames are no person, the second of whose names would do: $got" sh -c 'case "$1" in "exact;"*) ;; *) false ;; esac' sh "$got"
counted "the field keeps to the surname" 1 'name:"Pavel Bokaev"' --language en
counted "the field" 5 name:Bokaev
counted "a name of two words" 2 'name:"Maks Bokaev"' --language en
counted "in both languages" 4 'name:"Maks Bokaev"'

"$HRSEARCH" -i "$index" 'Street Party' >"$TMP/text" 2>"$TMP/err"
check "a name of two words that is nowhere: each is said once" has "$TMP/err" 'No passage has any of the words “Street”, “Party”.'
"$HRSEARCH" -i "$index" 'Уральская неделя' >"$TMP/text" 2>"$TMP/err"
check "a name from the lists is written as they have it" has "$TMP/text" 'in another spelling: Uralskaya Nedelya (1).'

printf 'Notes\n\n1. The activist Maks Bokaev was heard, as Maks Bokaev had asked.\n\n2. The clerk Maks Bo-\nkaev left the hall.\n\n3. The guard Anna Al-\nBokaev came late.\n' >"$TMP/broken.txt"
check_status "a document with a name that a line end breaks" 0 "$HRINDEX" --quiet build -i "$TMP/broken" "$TMP/broken.txt"
"$HRSEARCH" -i "$TMP/broken" 'Max Bokayev' >"$TMP/text"
check "it is that person's" has "$TMP/text" "name: Maks Bo- kaev"
check "two words with a hyphen are not one" has "$TMP/text" "Al- «Bokaev» came late"

printf 'Notes\n\nThe town was quiet on the day of the fair.\n' >"$TMP/several.txt"
check_status "an index without the name" 0 "$HRINDEX" --quiet build -i "$TMP/several" "$TMP/several.txt"
for n in $(seq 40); do
	printf 'The activist Maks Bokayev spoke of case %d, and Bokayev was heard as Bokaev had been.\n\nBokaeva left on day %d.\n\n' "$n" "$n"
done >"$TMP/often.txt"
check_status "one that has it often" 0 "$HRINDEX" --quiet build -i "$TMP/often" "$TMP/often.txt"
for more in "--limit 1 --copies" --count "--limit 1 --per-source 2"; do
	check_status "a name in several indexes: $more" 0 sh -c '"$0" -i "$1/several" -i "$1/often" -i "$1/broken" '"$more"' "Bokayev Bokayev"' "$HRSEARCH" "$TMP"
done

printf 'Notes\n\n1. The keeper Bokaev came alone.\n\n2. The keeper Maks Bokaeva left.\n\n3. The keeper Max Bokayev left.\n\n4. The keeper Maks Bokaev left.\n' >"$TMP/tiers.txt"
check_status "a document with a name in four ways" 0 "$HRINDEX" --quiet build -i "$TMP/tiers" "$TMP/tiers.txt"
got=$("$HRSEARCH" -i "$TMP/tiers" --format json 'Maks Bokaev' | sed 's/.*"paragraph":{"label":"\([0-9]*\).*/\1/' | tr -d '\n')
check "as typed, with the same sounds, with another ending, the surname alone: $got" test "$got" = 4321

{ seq 2000 | sed 's/.*/Max Bokayev spoke of case &.\n/'; seq 2001 | sed 's/.*/Serikjan Mambetalin spoke of it on day &.\n/'; } >"$TMP/many.txt"
"$PLAIN_HRINDEX" --quiet build -i "$TMP/many" "$TMP/many.txt" || exit 1
"$HRSEARCH" -i "$TMP/many" --limit 1 'Maks Bokaev' >/dev/null 2>"$TMP/err"
check "2,000 passages with a surname are all read" test ! -s "$TMP/err"
"$HRSEARCH" -i "$TMP/many" --limit 1 'Serikzhan Mambetalin' >/dev/null 2>"$TMP/err"
check "of 2,001 it is said that they are not" has "$TMP/err" 'only the first 2000 passages with that surname were read'

# ---- what never varies ----
counted "a quoted name" 2 '"Bokaev"'
counted "--exact" 2 --exact Bokaev
counted "a looseness below names" 2 --looseness provision Bokaev
counted "an ordinary word" 1 torture
counted "a word like a name: sharp" 1 sharp
counted "a number" 0 2748

# ---- aliases ----
counted "Almaty and Alma-Ata" 2 Almaty
counted "Uralsk Week is Uralskaya Nedelya" 1 '"Uralskaya Nedelya"'
got=$(labels 'Uralsk Week')
check "by its other name: $got" test "$got" = "name Uralskaya Nedelya;"

printf 'The town of Almaty was seen, and Kaddafi, Qadhafi and Gadhafi too, in the land of Kaddafi.\n\nThe man Qadhafi left, and Qadhafi came.\n' >"$TMP/colonel.txt"
check_status "a document with a name that has aliases" 0 "$HRINDEX" --quiet build -i "$TMP/colonel" "$TMP/colonel.txt"
"$HRSEARCH" -i "$TMP/colonel" Qadhafi >"$TMP/text"
check "and spellings besides" has "$TMP/text" "«Kaddafi»"

# ---- countries beside names ----
mkdir "$TMP/more"
cat >"$TMP/more/report.txt" <<'END'
Report on cases

1. The report of Kazakhstan B. was read, and that of Arabia K. too.

2. The activist Maks Bokaev was released.

3. The judgment in Stec v. the city was read by all.

4. It was taken from the chair (United Kingdom of Great Britain and Northern Ireland).

5. Kazakhstan spoke, and so did Saudi Arabia.

6. It was put to the vote (United Kingdom of Great Britain and Northern Ireland).

7. Some abstained (United Kingdom of Great Britain and Northern Ireland).
END
for number in $(seq 8 40); do
	printf '\n%s. The harvest of the year was good.\n' "$number" >>"$TMP/more/report.txt"
done
check_status "more documents" 0 "$HRINDEX" --quiet build -i "$TMP/countries" "$TMP/more"
numbers() { # QUERY...: the printed numbers of the hits, in order
	"$HRSEARCH" -i "$TMP/countries" --format json "$@" | grep -o '"paragraph":{"label":"[0-9]*"' | grep -o '[0-9]*' | tr '\n' ' '
}
got=$(numbers Bokaev Kazakhstan)
check "a country is no surname: $got" test "${got%% *}" = 2
"$HRSEARCH" -i "$TMP/countries" Bokaev Kazakhstan >"$TMP/out"
check "nor is it shown as one" sh -c '! grep -q "name: Kazakhstan" "$1"' sh "$TMP/out"
"$HRSEARCH" -i "$TMP/countries" Khashoggi Saudi Arabia >"$TMP/out"
check "nor is a part of its name" sh -c '! grep -q "name: " "$1"' sh "$TMP/out"
got=$(numbers Stec v UK)
check "a long name weighs no more than what was typed: $got" test "${got%% *}" = 3

# ---- words that vary less than names ----
counted "a slip in a name with its capital" 1 Mambetaliny
counted "and in small letters" 0 mambetaliny
counted "a capital at a word that occurs" 1 Winter

# ---- acronyms ----
counted "an acronym of one word" 1 OSCE
got=$(ids US | head -1)
check "US is found" test -n "$got"

# ---- did you mean ----
check_status "a word that occurs nowhere" 1 "$HRSEARCH" -i "$index" '"lawyre of"'
check "another is suggested" has "$TMP/err" "Did you mean: hrsearch '\"lawyer of\"'"
check_status "one whose nearest is nowhere beside the other" 1 "$HRSEARCH" -i "$index" '"sharp lawyre"'
check "is not respelt" sh -c '! grep -q "Did you mean" "$1"' sh "$TMP/err"
many=$(printf 'lawyer %.0s' $(seq 63))
"$HRSEARCH" -i "$index" "${many}lawier" >"$TMP/text" 2>"$TMP/err"
check "so is the 64th word" has "$TMP/err" "Did you mean"
"$HRSEARCH" -i "$index" "lawyer ${many}lawier" >"$TMP/text" 2>"$TMP/err"
check "and no further one" sh -c '! grep -q "Did you mean" "$1"' sh "$TMP/err"
check_status "beside words that do" 0 "$HRSEARCH" -i "$index" Tortrue observers
check "with its capital" has "$TMP/err" "Did you mean: hrsearch 'Torture observers'"
check_status "the beginning of a word" 1 "$HRSEARCH" -i "$index" obse
check "is suggested with a star" has "$TMP/err" "Did you mean: hrsearch 'obse*'"
check_status "one of three letters" 1 "$HRSEARCH" -i "$index" obs
check "is not" sh -c '! grep -q "Did you mean" "$1"' sh "$TMP/err"
check_status "nor one that is quoted" 1 "$HRSEARCH" -i "$index" '"obse"'
check "since a star is no part of a quotation" sh -c '! grep -q "Did you mean" "$1"' sh "$TMP/err"
check_status "an acronym that occurs nowhere" 1 "$HRSEARCH" -i "$index" SHAR
check "is no misspelt word" sh -c '! grep -q "Did you mean" "$1"' sh "$TMP/err"
check_status "the same in small letters" 1 "$HRSEARCH" -i "$index" shar
check "is one" has "$TMP/err" "Did you mean: hrsearch 'sharp'"
check_status "five capitals that occur nowhere" 1 "$HRSEARCH" -i "$index" LAWYR
check "may be one" has "$TMP/err" "Did you mean: hrsearch 'Lawyer'"
check_status "a name that occurs nowhere" 1 "$HRSEARCH" -i "$index" Lawyr
check "is no other word" sh -c '! grep -q "Did you mean" "$1"' sh "$TMP/err"
check_status "a stop word that occurs nowhere" 0 "$HRSEARCH" -i "$index" yourselves observers
check "is not respelt either" sh -c '! grep -q "Did you mean" "$1"' sh "$TMP/err"
check_status "quotes for the shell" 0 "$HRSEARCH" -i "$index" "lawyre's torture's"
check "are written so that it reads them" sh -c '! grep -q "Did you mean" "$1" || grep -qF "'"'\\''"'" "$1"' sh "$TMP/err"
while read -r typed meant; do
	check_status "$typed" 1 "$HRSEARCH" -i "$index" "$typed"
	check "may be meant as $meant" has "$TMP/err" "Did you mean: hrsearch '$meant'"
done <<'END'
lawyer5 lawyer
lawyer12 lawyer
lаwyer lawyer
Воkаеv Bokaev
END
check_status "a number behind too few letters" 1 "$HRSEARCH" -i "$index" of5
check "is no note's" sh -c '! grep -q "Did you mean" "$1"' sh "$TMP/err"
printf '%s\n' '{"id":"ar","language":"ar","text":"عند المادة الزواج والمحكمة المستقلة"}' >"$TMP/arabic.jsonl"
"$PLAIN_HRINDEX" --quiet build -i "$TMP/arabic" "$TMP/arabic.jsonl" || exit 1
check_status "a name in a script without capitals" 1 "$HRSEARCH" -i "$TMP/arabic" 'عبد الهادي الخواجة'
check "is meant as no short word that is like it" sh -c '! grep -q "Did you mean" "$1"' sh "$TMP/err"
check_status "another ending is no mistake" 0 "$HRSEARCH" -i "$TMP/arabic" 'المستقله'
check_status "a long word of it, mistyped" 1 "$HRSEARCH" -i "$TMP/arabic" 'المستفلة'
check "is" has "$TMP/err" "Did you mean: hrsearch 'المستقلة'"
check_status "a word that is there" 0 "$HRSEARCH" -i "$index" lawyer
check "needs no suggestion" test ! -s "$TMP/err"
plain=$("$HRSEARCH" -i "$index" --count Bokaev)
for typed in 'Bokaev?' 'Bokaev,' 'Bokaev;' '(Bokaev).' "'Bokaev'" 'Bokaev...' '¿Bokaev?'; do
	check "with marks around it: $typed" test "$("$HRSEARCH" -i "$index" --count -- "$typed")" = "$plain"
done
check_status "a name in another spelling" 0 "$HRSEARCH" -i "$index" Bokaeff
check "needs none either" sh -c '! grep -q "Did you mean" "$1"' sh "$TMP/err"

# ---- the same index, whatever the jobs and the order ----
"$HRINDEX" --quiet build -i "$TMP/index1" --jobs 1 "$docs"
"$HRINDEX" --quiet build -i "$TMP/index2" --jobs 2 "$docs/russian.txt" "$docs/english.txt"
check "the digest does not depend on jobs or order" test "$(digest "$TMP/index1")" = "$(digest "$TMP/index2")"

done_testing
