#!/bin/sh
# Quotations can be checked by anyone: the bytes cut with dd have the hash that
# the hit gives, --verify says so, and says which fails when a byte is changed.
. tests/lib.shlib

index=$TMP/index
docs=$TMP/docs
mkdir -p "$docs/sub folder"

# Made-up documents: numbered paragraphs with notes and a cut, Markdown, UTF-16, Latin-1, JSON lines.
cat >"$docs/numbered.txt" <<'END'
Freedom of assembly in Nowhere

1. The police detained 14 people on the square¹ and released them after two days. No charge was brought.

2. The court did not hear the witnesses; the judge said that the protest was not peaceful, and the

¹ Interview with a witness, 3 March 2019.
² Law on assemblies, Article 9.

detained people were fined² under Article 9 without a hearing.

3. The organisation calls on the authorities to:

- release all who were detained;
- repeal Article 9.
END
cat >"$docs/sub folder/paper%1.md" <<'END'
# Report on **detention**

## Background

The *police* detained a journalist[^1]. “She was not told why,” her lawyer said.

[^1]: The journalist was detained on 4 May.
END
printf 'The police detained nobody in the village of Caf\351.\n\nThe mayor said so in \311pinal and in Orl\351ans, and the police agreed that nobody was detained there.\n' >"$docs/latin.txt"
printf '\377\376' >"$docs/wide.txt"
printf 'The police detained the editor.\n\nThe editor was released.\n' | iconv -f UTF-8 -t UTF-16LE >>"$docs/wide.txt"
cat >"$docs/lines.jsonl" <<'END'
{"id":"l1","text":"The police detained a student.\n\nShe was released.","title":"First","publisher":["A"]}
{"id":"l2","text":"","title":"Police detained"}
{"id":"l3","text":"Nobody was detained “there” by the police.","date":"2015-12-21"}
END

check "the made-up documents are indexed" "$HRINDEX" build --quiet -i "$index" "$docs"

hits() {
	"$HRSEARCH" -i "$index" --format json --limit 1000 --per-source 1000 "$@"
}

# places HITS: of each hit on a file that is its own text the file, the snippet's hash, and where its ranges start and end.
places() {
	awk '
		function part(pattern) { return match($0, pattern) ? substr($0, RSTART, RLENGTH) : "" }
		{
			split(part("\"url\":[^,]*,\"sha256\":\"[0-9a-f]*\",\"text_sha256\":\"[0-9a-f]*\""), whole, "sha256\":\"")
			if (substr(whole[2], 1, 64) != substr(whole[3], 1, 64)) next
			file = part("\"source\":\\{\"id\":\"[^\"]*\",\"file\":\"[^\"]*\"")
			sub(/.*"file":"/, "", file)
			sub(/"$/, "", file)
			gsub(/%25/, "%", file)
			ranges = part("\"ranges\":\\[[^]]*\\],\"sha256\":\"[0-9a-f]*\"\\},\"provisions\"")
			hash = ranges
			sub(/.*"sha256":"/, "", hash)
			sub(/".*/, "", hash)
			sub(/\].*/, "", ranges)
			gsub(/[^0-9]+/, " ", ranges)
			print file "\t" hash "\t" ranges
		}' "$1"
}

# cut_ranges FILE START END...: those bytes.
cut_ranges() {
	file=$1
	shift
	while test $# -gt 1; do
		dd if="$file" iflag=skip_bytes,count_bytes skip="$1" count=$(($2 - $1)) status=none
		shift 2
	done
}

# dd_agrees FOLDER HITS COUNT: every hit on a file that is its own text, and there are so many.
dd_agrees() {
	count=0
	places "$2" >"$TMP/places"
	while IFS=$(printf '\t') read -r file want ranges; do
		# shellcheck disable=SC2086
		got=$(cut_ranges "$1/$file" $ranges | sha256sum)
		if test "$want" != "${got%% *}"; then
			echo "$file $ranges: $got, not $want"
			return 1
		fi
		count=$((count + 1))
	done <"$TMP/places"
	echo "$count hits"
	test "$count" -ge "$3"
}

all_ok() {
	test -s "$1" && ! grep -v '^ok ' "$1"
}

# lines FILE PATTERN COUNT
lines() {
	got=$(grep -c -- "$2" "$1")
	test "$got" -eq "$3" || { echo "$got lines, not $3"; cat "$1"; return 1; }
}

hits 'police detained' >"$TMP/hits"
check "five files and three lines are found" test "$(sed 's/.*"source":{"id":"\([^"]*\)".*/\1/' "$TMP/hits" | sort -u | wc -l)" -eq 7
check "dd cuts the bytes that have the hash" dd_agrees "$docs" "$TMP/hits" 4
check_status "--verify accepts every hit" 0 "$HRSEARCH" -i "$index" --verify "$TMP/hits"
cp "$TMP/out" "$TMP/verified"
check "and says so for each" all_ok "$TMP/verified"
check "one line a hit" test "$(wc -l <"$TMP/verified")" -eq "$(wc -l <"$TMP/hits")"
check "--verify reads standard input" sh -c '"$1" -i "$2" --verify <"$3" | cmp - "$4"' - "$HRSEARCH" "$index" "$TMP/hits" "$TMP/verified"

hits '"and the detained people"' >"$TMP/cut"
check "a phrase over a cut has two ranges" grep -q '"snippet":{.*"ranges":\[{[^]]*},{[^]]*}\],"sha256":"[0-9a-f]*"},"provisions"' "$TMP/cut"
check "and dd agrees" dd_agrees "$docs" "$TMP/cut" 1
hits --context 3 'hearing released' >"$TMP/context"
check_status "snippets with more sentences hold" 0 "$HRSEARCH" -i "$index" --verify "$TMP/context"

for id in numbered.txt latin.txt wide.txt l3; do
	"$HRSEARCH" -i "$index" --text "$id" >"$TMP/text"
	sum=$(sha256sum <"$TMP/text" | cut -d ' ' -f 1)
	check "--text $id has the text_sha256 of its hits" grep -q "\"id\":\"$id\".*\"text_sha256\":\"$sum\"" "$TMP/hits"
done

# Passages without a query, as --show and hrindex export print them.
"$PLAIN_HRINDEX" export -i "$index" >"$TMP/exported"
check_status "an export holds" 0 "$HRSEARCH" -i "$index" --verify "$TMP/exported"
check "each of its passages" all_ok "$TMP/out"
"$HRSEARCH" -i "$index" --show "$(sed -n 's/.*"id":"\([0-9a-f]\{16\}\)".*/\1/p;q' "$TMP/exported")" --format json --cite apa >"$TMP/shown"
check_status "a passage that is shown holds" 0 "$HRSEARCH" -i "$index" --verify "$TMP/shown"
for change in 's/"text":"./"text":"%/' 's/"label":"1"/"label":"7"/' 's/"start":[0-9]*/"start":0/' 's/"citation":"/"citation":"In /'; do
	grep '"label":"1"' "$TMP/exported" | sed "$change" >"$TMP/other"
	check_status "and not with $change" 1 "$HRSEARCH" -i "$index" --verify "$TMP/other"
done

# What is tampered with fails, and the reason says what. tampered NAME SED REASON
tampered() {
	grep '"id":"numbered.txt"' "$TMP/hits" | head -1 | sed "$2" >"$TMP/tampered"
	check_status "a hit with $1 fails" 1 "$HRSEARCH" -i "$index" --verify "$TMP/tampered"
	check "and the reason says why ($1)" has "$TMP/out" "$3"
}
tampered "another word in its snippet" 's/"snippet":{"text":"The police/"snippet":{"text":"The army/' "the snippet's text is not the text of its bytes"
tampered "another word in its text" 's/,"text":"The police/,"text":"The army/' "the passage's text is not the text of its bytes"
tampered "another snippet hash" 's/"sha256":"[0-9a-f]*"},"provisions"/"sha256":"00"},"provisions"/' "the quotation's bytes do not have its sha256"
tampered "another range" 's/,"ranges":\[{"start":\([0-9]*\)/,"ranges":[{"start":0/' "the passage's ranges are not the index's"
tampered "another paragraph in its citation" 's/, para\. 1\./, para. 2./' "the citation is not what the index gives"
tampered "another title" 's/"title":null\|"title":"[^"]*"/"title":"Forged"/' "the quotation holds, but source.title is not what the index gives"
tampered "another publisher" 's/"publisher":\[\]/"publisher":["Forged"]/' "the quotation holds, but source.publisher is not what the index gives"
tampered "another date" 's/"date":null/"date":"2001"/' "but source.date is not"
tampered "another symbol" 's/"symbol":null/"symbol":"A\/1"/' "but source.symbol is not"
tampered "another address" 's/"url":null/"url":"https:\/\/example.org"/' "but source.url is not"
tampered "another kind" 's/"kind":"paragraph"/"kind":"note"/' "but kind is not"
tampered "another section" 's/"section":\[[^]]*\]/"section":["Forged"]/' "but section is not"
tampered "another label" 's/"label":"1"/"label":"9"/' "but paragraph.label is not"
tampered "no paragraph" 's/"paragraph":{[^}]*}/"paragraph":null/' "but paragraph is not"
tampered "another note" 's/"note":null/"note":"3"/' "but note is not"
tampered "another lead-in" 's/"lead_in":null/"lead_in":"Forged:"/' "but lead_in is not"
tampered "no member lead_in" 's/"lead_in":null,//' "but lead_in is not"
tampered "a page" 's/"page":null/"page":{"physical":3,"label":null}/' "but page is not"
tampered "highlights outside its text" 's/"highlights":\[[^r]*"ranges"/"highlights":[[0,99999]],"ranges"/' "snippet.highlights are no places in its text"
for member in rank score match; do
	grep '"id":"numbered.txt"' "$TMP/hits" | head -1 | sed "s/\"$member\":[^,]*,/\"$member\":0,/" >"$TMP/other"
	check_status "$member depends on the query" 0 "$HRSEARCH" -i "$index" --verify "$TMP/other"
done
check_status "an empty list of hits is an error" 2 "$HRSEARCH" -i "$index" --verify /dev/null
check "  and says so" has "$TMP/err" "nothing to verify"
check_status "a pipe is read" 0 sh -c 'mkfifo "$1" && { cat "$2" >"$1" & exec "$3" -i "$4" --verify "$1"; }' - "$TMP/pipe" "$TMP/hits" "$HRSEARCH" "$index"
tampered "another id" 's/"id":"[0-9a-f]\{16\}"/"id":"0000000000000000"/' "the index has no passage with this id"
tampered "another source" 's/"source":{"id":"numbered.txt"/"source":{"id":"other.txt"/' "no source of the index has the id other.txt"
tampered "a path out of the index" 's|"file":"numbered.txt"|"file":"../../../etc/passwd"|' "the index has this source in another file"
tampered "another schema" 's|"schema":"hrsearch/1"|"schema":"hrsearch/9"|' "another schema"
tampered "ranges beyond the text" 's/"ranges":\[{"start":[0-9]*,"end":[0-9]*}\],"sha256"/"ranges":[{"start":1,"end":99999}],"sha256"/' "beyond the text's end"
tampered "ranges that are none" 's/"ranges":\[{"start":[0-9]*,"end":[0-9]*}\],"sha256"/"ranges":[{"start":9,"end":3}],"sha256"/' "line 1: not a hit"

printf '%s\n' 'not JSON' '{}' '[1]' '' '{"schema":"hrsearch/1"' >"$TMP/broken"
head -1 "$TMP/hits" >>"$TMP/broken"
check_status "lines that are no hits fail" 1 "$HRSEARCH" -i "$index" --verify "$TMP/broken"
check "each with its number" sh -c 'grep -q "^FAIL - - line 1: " "$1" && grep -q "^FAIL - - line 3: " "$1" && grep -q "^FAIL - - line 5: " "$1"' - "$TMP/out"
check "and the good one after them holds" lines "$TMP/out" '^ok ' 1

# misshapen LINE REASON: each of these changes to LINE makes a claim that fails for its form.
misshapen() {
	while read -r change; do
		sed "$change" "$1"
	done >"$TMP/misshapen"
	sort "$1" "$TMP/misshapen" | uniq -d >"$TMP/unchanged"
	"$HRSEARCH" -i "$index" --verify "$TMP/misshapen" >"$TMP/out" 2>"$TMP/err"
	test $? -eq 1 && test ! -s "$TMP/unchanged" && ! grep -v "^FAIL .* line [0-9]*: $2" "$TMP/out"
}
grep '"id":"numbered.txt"' "$TMP/hits" | head -1 >"$TMP/one"
check "hits that lack what a hit has, or have it in another form" misshapen "$TMP/one" "not a hit" <<'END'
s/"id":"[0-9a-f]*",//
s/,"citation":"[^"]*"//
s/,"text":"The police[^"]*"/,"text":1/
s/"sha256":"[0-9a-f]*",//
s/"text_sha256":"[0-9a-f]*"/"text_sha256":null/
s/"file":"[^"]*",/"file":[],/
s/"snippet":{"text":"[^"]*",/"snippet":{/
s/,"sha256":"[0-9a-f]*"},"provisions"/},"provisions"/
s/,"ranges":\[[^]]*\]/,"ranges":{}/
s/,"ranges":\[[^]]*\],"sha256"/,"ranges":null,"sha256"/
s/,"ranges":\[{"start":\([0-9]*\)/,"ranges":[{"start":"\1"/
s/,"ranges":\[{"start":\([0-9]*\),"end":\([0-9]*\)/,"ranges":[{"start":\1,"end":"\2"/
s/,"ranges":\[{"start":[0-9]*,"end":[0-9]*/,"ranges":[{"start":-1,"end":9/
s/,"ranges":\[{"start":[0-9]*,"end":[0-9]*/,"ranges":[{"start":9,"end":9/
s/,"ranges":\[{"start":\([0-9]*\),"end":\([0-9]*\)}/,"ranges":[{"start":\1,"end":\2},{"start":\1,"end":\2}/
END
"$HRSEARCH" -i "$index" --quote 'No charge was brought.' --format json >"$TMP/one"
check_status "a quotation holds" 0 "$HRSEARCH" -i "$index" --verify "$TMP/one"
check "quotations that lack what a quotation has, or have it in another form" misshapen "$TMP/one" "no quotation" <<'END'
s/"id":"[0-9a-f]*",//g
s/"citation":"[^"]*","differences"/"citation":3,"differences"/
s/"quotation":"[^"]*"/"quotation":null/
s/"text":"[^"]*"/"text":{}/
s/"text_sha256":"[0-9a-f]*"/"text_sha256":0/
s/"ranges":\[[^]]*\]/"ranges":[3]/
s/"start":\([0-9]*\),"end":[0-9]*/"start":\1,"end":\1/
END

# One byte of a source: all its hits fail, and only they.
cp -p "$docs/numbered.txt" "$TMP/kept"
sed 's/released them after two/released them after ten/' "$TMP/kept" >"$docs/numbered.txt"
check_status "a changed file is a failure" 1 "$HRSEARCH" -i "$index" --verify "$TMP/hits"
of_file=$(grep -c '"file":"numbered.txt"' "$TMP/hits")
check "of each of its hits" lines "$TMP/out" '^FAIL [0-9a-f]* numbered.txt the file has changed; the quoted bytes' "$of_file"
check "of no other" lines "$TMP/out" '^FAIL' "$of_file"
check_status "passages without a query are of the file as it was, too" 1 "$HRSEARCH" -i "$index" --verify "$TMP/exported"
check "whose bytes nobody claimed to have" has "$TMP/out" "numbered.txt the file has changed"
"$HRSEARCH" -i "$index" --verify "$TMP/hits" >"$TMP/out"
check "the changed quotation differs" has "$TMP/out" "the file has changed; the quoted bytes differ"
check "another is still the same" has "$TMP/out" "the file has changed; the quoted bytes are still the same"
rm "$docs/numbered.txt"
check_status "a missing file is a failure" 1 "$HRSEARCH" -i "$index" --verify "$TMP/hits"
check "with the system's reason" has "$TMP/out" "No such file or directory"
cp -p "$TMP/kept" "$docs/numbered.txt"
check_status "and all is well when it is back" 0 "$HRSEARCH" -i "$index" --verify "$TMP/hits"

# A line of JSON lines is found again although lines before it have changed.
sed '1s/student/teacher/; 1s/$/\n{"id":"l0","text":"New."}/' "$docs/lines.jsonl" >"$TMP/lines" && cp "$TMP/lines" "$docs/lines.jsonl"
check_status "a changed line is a failure" 1 "$HRSEARCH" -i "$index" --verify "$TMP/hits"
check "only for its own hits" lines "$TMP/out" '^FAIL [0-9a-f]* lines.jsonl the line has changed; the quoted bytes differ' 1
check "the lines below it hold" lines "$TMP/out" '^FAIL' 1

# Two indexes at once.
mkdir -p "$TMP/more"
echo 'The police detained a painter.' >"$TMP/more/other.txt"
check "a second index" "$PLAIN_HRINDEX" build --quiet -i "$TMP/second" "$TMP/more"
"$HRSEARCH" -i "$TMP/second" -i "$index" --format json 'painter mayor' >"$TMP/both"
check_status "hits of two indexes hold" 0 "$HRSEARCH" -i "$TMP/second" -i "$index" --verify "$TMP/both"
check "both are there" lines "$TMP/out" '^ok ' 2
check_status "a hit of an index that is not given fails" 1 "$HRSEARCH" -i "$TMP/second" --verify "$TMP/both"

# The five statements.
if test -d "$SHARED/corpus"; then
	mkdir -p "$TMP/corpus"
	cp "$SHARED"/corpus/*.txt "$TMP/corpus"
	chmod -R u+w "$TMP/corpus"
	index=$TMP/five
	check "the five statements are indexed" "$PLAIN_HRINDEX" build --quiet -i "$index" "$TMP/corpus"
	hits 'Article 174' >"$TMP/hits"
	check "dd cuts the bytes of every hit for Article 174" dd_agrees "$TMP/corpus" "$TMP/hits" 17
	check_status "--verify accepts them" 0 "$HRSEARCH" -i "$index" --verify "$TMP/hits"
	check "all" all_ok "$TMP/out"
	printf 'X' | dd of="$TMP/corpus/pen-resolution-kazakhstan.txt" bs=1 seek=2000 conv=notrunc status=none
	check_status "one byte of one file is changed" 1 "$HRSEARCH" -i "$index" --verify "$TMP/hits"
	of_file=$(grep -c '"file":"pen-resolution-kazakhstan.txt"' "$TMP/hits")
	check "and just its hits fail" lines "$TMP/out" '^FAIL [0-9a-f]* pen-resolution-kazakhstan.txt the file has changed' "$of_file"
	check "no other" lines "$TMP/out" '^FAIL' "$of_file"
else
	skip "the five statements" "no ../shared/corpus"
fi
done_testing
