#!/bin/sh
# The manual pages and the description of the interface say what there is: every option of the programs, every member
# of their JSON, and no other. Their examples run.
. tests/lib.shlib
case $HRINDEX in *asan*) skip 'the manual' 'the sources are those of the release build' && done_testing ;; esac

# within FILE WORDS: each word of WORDS, one a line, is a line of FILE.
within() {
	sort -u "$1" >"$TMP/one"
	sort -u "$2" >"$TMP/other"
	test -s "$TMP/other" && comm -13 "$TMP/one" "$TMP/other" >"$TMP/lacking" && cat "$TMP/lacking" && ! test -s "$TMP/lacking"
}

# ---- options ----
# table FILE: the long options that a program takes, but --index, which the pages call -i.
table() { sed -nE 's/^\t\{"([a-z-]+)", (VALUE_|no_arg|required_arg).*/\1/p' "$1" | grep -vx index; }
# told PAGE: those that a page names, but --long, which stands for any.
told() { grep -oE 'Fl -[a-z-]+' "$1" | sed 's/^Fl -//' | grep -vx long; }
table indexer/options.c >"$TMP/hrindex.options"
table searcher/options_table.c >"$TMP/hrsearch.options"
cat "$TMP/hrindex.options" "$TMP/hrsearch.options" >"$TMP/all.options"
for program in hrindex hrsearch; do
	told man/$program.1 >"$TMP/$program.told"
	check "$program.1 has every option of $program" within "$TMP/$program.told" "$TMP/$program.options"
	check "$program.1 names no option that there is not" within "$TMP/all.options" "$TMP/$program.told"
done
for program in "$HRINDEX" "$HRSEARCH"; do
	"$program" --help | grep -oE -- '--[a-z][a-z-]+' | sed 's/^--//; /^long$/d; /^index$/d' >"$TMP/helped"
	check "${program##*/} --help names no other either" within "$TMP/${program##*/}.options" "$TMP/helped"
done

# ---- the members of JSON ----
# members FILE...: the names that these sources give to members.
members() {
	cat "$@" | grep -E 'json_object_set(_new)?\(|json_pack\(|set_form\(' |
		sed -E 's/json_pack\("[^"]*"//' | grep -oE '(, |\()"[a-z_0-9]+"' | grep -oE '[a-z_0-9]+'
}
# section NAME PAGE: the words in literal type of one section.
section() {
	sed -n "/^\.Sh $1\$/,/^\.Sh /p" "$2" | grep -E '(^\.It |^\.Pq |^\.|No |with )Li ' | grep -vE '^\.(Cm|Fl|Sx)' |
		sed -E 's/^\.(It |Pq )?Li //; s/No [^L]*(Li )?//g; s/Ns Li//g; s/with Li//g' | grep -oE '[a-z_0-9]+'
}
members render/json.c searcher/print_json.c searcher/provisions.c >"$TMP/members"
section JSON man/hrsearch.1 >"$TMP/told"
check 'hrsearch.1 has every member of a hit' within "$TMP/told" "$TMP/members"
members searcher/quote_json.c >"$TMP/members.quote"
section QUOTATIONS man/hrsearch.1 >>"$TMP/told"
check 'and of a quotation' within "$TMP/told" "$TMP/members.quote"

# described FILE: the names of members, and the values, that the interface's description has.
described() { grep -oE '"[a-z_0-9]+"' searcher/web/assets/openapi.json | tr -d '"'; }
described >"$TMP/described"
grep -vx query "$TMP/members" >"$TMP/members.web" # a batch is a command's
check 'the description of the interface has every member of a hit' within "$TMP/described" "$TMP/members.web"

# ---- the values that a member may have ----
# values TABLE FILE: the strings of one table of names.
values() { sed -n "/\\b$1\\[/,/};/p" "$2" | grep -oE '"[a-z]+"' | tr -d '"'; }
{
	values passage_kind_names store/record.c
	values match_names searcher/match.c
	sed -n '/^const char \*provision_unit_name/,/^}/p; /^const char \*provision_confidence_name/,/^}/p' text/provision.c | grep -oE '"[a-z]+"' | tr -d '"'
} >"$TMP/values"
check 'there are three tables of values' test "$(grep -cxE 'heading|spelling|document' "$TMP/values")" -eq 3
check 'the description has every value' within "$TMP/described" "$TMP/values"
cat "$TMP/told" >"$TMP/told.values"
grep -A 3 -E '^\.It Fl -looseness' man/hrsearch.1 | grep -oE '[a-z]+' >>"$TMP/told.values"
check 'so has hrsearch.1' within "$TMP/told.values" "$TMP/values"

# ---- the examples ----
# In a home with reports and a brief that quotes one of them. What is another program's (jq) is left out.
PATH=$(dirname "$HRSEARCH"):$PATH
HOME=$TMP/home
export PATH HOME
unset XDG_DATA_HOME
mkdir -p "$HOME/reports"
echo 'Torture was alleged, and the right to a fair trial was denied to him under Article 174 of the Criminal Code.' >"$HOME/reports/a.txt"
for page in man/hrindex.1 man/hrsearch.1; do
	sed -n '/^\.Sh EXAMPLES/,/^\.Sh SEE/s/^\.Dl \$ \(hr.*\)/\1/p' $page
done | sed 's/\\(dq/"/g; s/ | jq .*//' >"$TMP/examples"
check 'there are nine examples' test "$(wc -l <"$TMP/examples")" -eq 9
python3 -c '
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as out:
    out.writestr("word/document.xml", "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r>"
        "<w:t>They say: “the right to a fair trial was denied to him under Article 174”.</w:t></w:r></w:p></w:body></w:document>")
' "$HOME/brief.docx" 2>/dev/null || sed -i '/brief\.docx/d' "$TMP/examples"
runs() { (cd "$HOME" && eval "$1"); }
while read -r example; do
	check "it runs: $example" runs "$example"
done <"$TMP/examples"
done_testing
