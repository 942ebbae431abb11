#!/bin/bash
# hrsearch --serve: the pages say what the command line says, and hostile documents and requests get nothing.
. tests/lib.shlib

command -v curl >/dev/null 2>&1 || {
	skip 'the server' 'curl is not installed'
	done_testing
}

# ---- documents, some of them hostile ----
docs=$TMP/docs
index=$TMP/index
mkdir -p "$docs"
cat >"$docs/report.txt" <<'END_DOC'
Report on places of detention

1. The police detained three journalists in the capital¹ under Article 174 of the Criminal Code of Kazakhstan.

¹ See the letter of 3 May 2016.

2. The right to a fair trial includes the right to be heard. Torture was alleged under Article 7 of the ICCPR.

3. Torture and drought, and Article 174 of the Criminal Code of Kazakhstan again.
END_DOC
for n in 1 2 3 4 5 6 7 8 9 10 11 12; do
	printf 'Paragraph %s tells of drought, and of torture in the dry land.\n\n' "$n"
done >"$docs/drought.txt"
printf 'Суд признал пытки доказанными, и полиция не возражала против решения суда.\n' >"$docs/ru.txt"
printf 'لكل فرد الحق في الحياة والحرية وفي الأمان على شخصه.\n' >"$docs/ar.txt"
cat >"$docs/hostile.txt" <<'END_DOC'
<script>alert("title")</script>

A paragraph of zebra text <script>alert(1)</script> and <img src=x onerror=alert(2)> with "quotes' and &amp; entities.

</blockquote></article><a href="javascript:alert(3)">zebra link</a> {{name}} {{_search}} {{>head}}
END_DOC
cat >"$docs/catalogue.csv" <<'END_DOC'
file,id,title,publisher,date,language,kind,symbol,url,country
report.txt,report,Report on places of detention,Amnesty International,2015-06-30,en,report,A/HRC/1/2,https://example.org/report?a=1&b=2,KZ
drought.txt,drought,Letters from the dry land,"Water Watch; Amnesty International",,en,letter,,,"Казахстан; Nauru; Saint-Martin; Nauru"
ru.txt,ru,,,2018,ru,,,,
ar.txt,ar,الإعلان,,2016-03,ar,,,,
hostile.txt,"h""><script>alert(4)</script>","""><script>alert(5)</script>","x"" onmouseover=""alert(6)",2017,en,"' onfocus=alert(7) '","<b>S/1</b>",javascript:alert(8),"<i onclick=alert(9)>"
END_DOC
check_status 'the documents can be indexed' 0 "$HRINDEX" build --quiet -i "$index" "$docs"
HRSEARCH_INDEX=$index
export HRSEARCH_INDEX

# ---- the server ----
"$HRSEARCH" --serve 0 --host search.example.org 2>"$TMP/log" &
server=$!
trap 'kill -KILL $server 2>/dev/null' EXIT
check 'it says where it is' until_true grep -q 'http://127\.0\.0\.1:[0-9]*/' "$TMP/log"
port=$(sed -n 's|.*http://127\.0\.0\.1:\([0-9]*\)/.*|\1|p' "$TMP/log")
base=http://127.0.0.1:$port

# get NAME... CURL-ARGUMENTS: the body in $TMP/body, the headers in $TMP/headers, the status in $status
get() {
	status=$(curl -s -m 30 -o "$TMP/body" -D "$TMP/headers" -w '%{http_code}' "$@")
}
# gives NAME STATUS CURL-ARGUMENTS...
gives() {
	name=$1
	want=$2
	shift 2
	get "$@"
	if test "$status" = "$want"; then
		echo "ok - $name"
	else
		echo "not ok - $name (status $status, not $want)"
		failures=$((failures + 1))
	fi
}
in_body() { has "$TMP/body" "$1"; }
not_in_body() { ! grep -qF -- "$1" "$TMP/body"; }

# ---- the same answers as the command line ----
same_lines() {
	query=$1
	shift
	"$PLAIN_HRSEARCH" --format json "$@" "$query" >"$TMP/want" 2>/dev/null
	for option; do
		value=${option#*=}
		name=${option%%=*}
		name=${name#--}
		test "$option" = "$name" && value=1
		case $option in *=*) ;; *) value=1 ;; esac
		printf '%s\0%s=%s\0' --data-urlencode "${name//-/_}" "$value"
	done >"$TMP/arguments"
	mapfile -d '' -t arguments <"$TMP/arguments"
	get -G --data-urlencode "q=$query" "${arguments[@]}" "$base/api/search"
	test "$status" = 200 && cmp "$TMP/want" "$TMP/body"
}
check 'JSON lines as on the command line' same_lines 'torture drought'
check 'a phrase' same_lines '"fair trial"'
check 'a provision' same_lines 'Article 174'
check 'options' same_lines torture --limit=3 --offset=2 --sort=date --per-source=2
check 'switches' same_lines 'torture journalists' --all --exact
check 'filters' same_lines torture --publisher='amnesty international' --date=2015 --in=body
check 'an instrument' same_lines torture --instrument=iccpr
check 'Russian' same_lines пытка
check 'Arabic' same_lines الحرية
check 'hits under a name' same_lines zebra
verified() {
	get -G --data-urlencode 'q=torture' "$base/api/search"
	"$HRSEARCH" --verify "$TMP/body"
}
check 'what it gives can be verified' verified
get "$base/api/search?q=torture"
check 'the total is told' grep -qi '^hrsearch-total: 14' "$TMP/headers"
check 'and no note where there is none' sh -c '! grep -qi "^hrsearch-notes:" "$1"' - "$TMP/headers"
get -G --data-urlencode 'q=torture tort*re “100%' "$base/api/search"
noted() {
	printf '%b\n' "$(sed -n 's/^hrsearch-notes: //Ip' "$TMP/headers" | tr -d '\r' | sed 's/%/\\x/g')" | sort >"$TMP/notes"
	"$PLAIN_HRSEARCH" --format json 'torture tort*re “100%' 2>&1 >/dev/null | grep -v '^Did you mean' | sed 's/^hrsearch: //' | sort | cmp - "$TMP/notes"
}
check 'what is to be said of a query is told' noted
gives 'nothing found is no error' 200 "$base/api/search?q=xyzzyq"
check 'and no line' test ! -s "$TMP/body"
provisions() {
	get "$base/api/provisions$2"
	"$PLAIN_HRSEARCH" --provisions --format json $1 >"$TMP/want" && cmp "$TMP/want" "$TMP/body"
}
check 'provisions' provisions '' ''
check 'provisions of a query' provisions journalists '?q=journalists'
check 'provisions of exact words' provisions '--exact journalists' '?q=journalists&exact=1'
gives 'provisions are not limited as hits are' 400 "$base/api/provisions?limit=3"
check 'and that is said' in_body 'there is no parameter limit'
sources() {
	get "$base/api/sources"
	"$PLAIN_HRINDEX" list --json | sort >"$TMP/want"
	sort "$TMP/body" | cmp "$TMP/want" -
}
check 'sources' sources
passage() {
	id=$("$PLAIN_HRSEARCH" --format tsv journalists | sed -n 2p | cut -f2)
	get "$base/api/passage?id=$id"
	"$PLAIN_HRSEARCH" --show "$id" --format json >"$TMP/want" && cmp "$TMP/want" "$TMP/body"
}
check 'one passage' passage
text() {
	get "$base/text?id=report"
	"$PLAIN_HRSEARCH" --text report | cmp - "$TMP/body"
}
check 'a text' text
export_as() {
	get "$base/export?q=torture&format=$1"
	"$PLAIN_HRSEARCH" --format "$1" --limit 1000 torture | cmp - "$TMP/body" &&
		grep -qi '^content-disposition: attachment; filename="hrsearch\.' "$TMP/headers"
}
check 'JSON to download' export_as json
check 'TSV to download' export_as tsv
for format in csl-json biblatex bibtex ris; do
	check "$format to download" export_as "$format"
done
gives 'a format that is none' 400 "$base/export?q=torture&format=exe"
gives 'a parameter that is none' 400 "$base/api/search?q=torture&publsher=x"
check 'is named' in_body publsher
gives 'a parameter twice' 400 "$base/api/search?q=torture&kind=a&kind=b"
gives 'a filter of sources, which there is none' 400 "$base/api/sources?publisher=x"
gives 'a passage by another parameter' 400 "$base/api/passage?show=0123"
gives 'two passages' 400 "$base/api/passage?id=0123&id=4567"
gives 'a passage that is not there' 404 "$base/api/passage?id=0123"
gives 'a value that cannot be' 400 "$base/api/search?q=torture&sort=sideways"
check 'is named as a parameter' in_body '"error":"sort=sideways: write relevance or date"'
gives 'a language that is none' 400 "$base/api/search?q=torture&language=zz"
check 'is named as a parameter too' in_body '"error":"language=zz is no ISO 639-1 code'
gives 'no query' 400 "$base/api/search"
quotation() {
	"$PLAIN_HRSEARCH" --quote "$1" --format json >"$TMP/want" 2>/dev/null
	get -G --data-urlencode "q=$1" "$base/api/quote"
	test "$status" = 200 && test -s "$TMP/want" && cmp "$TMP/want" "$TMP/body"
}
check 'a quotation that is verbatim' quotation 'The right to a fair trial includes the right to be heard.'
check 'one that is altered' quotation 'The right to a fair trial excludes the right to be heard.'
check 'one that is nowhere' quotation 'Nobody ever wrote these words down in a report.'
printf 'They say: “The right to a fair trial includes the right to be heard.”\n\nAnd “The police detained seven journalists in the capital under Article 174.”\n' >"$TMP/brief.txt"
document() {
	"$PLAIN_HRSEARCH" --quote "$TMP/brief.txt" --format json >"$TMP/want" 2>/dev/null
	get --data-binary "@$TMP/brief.txt" "$base/api/quote?name=brief.txt"
	test "$status" = 200 && test "$(wc -l <"$TMP/body")" -eq 2 && cmp "$TMP/want" "$TMP/body"
}
check 'the quotations of a document' document
check 'without a note where there is none' sh -c '! grep -qi "^hrsearch-notes:" "$1"' - "$TMP/headers"
filter_noted() {
	get "$@" && test "$status" = 200 && grep -qi '^hrsearch-notes: no publisher is called %E2%80%9CXyzzy%E2%80%9D' "$TMP/headers"
}
check 'a filter that lets nothing through is said of a quotation' filter_noted "$base/api/quote?q=a+word+or+two+that+nobody+wrote&publisher=Xyzzy"
check 'and of a document' filter_noted --data-binary "@$TMP/brief.txt" "$base/api/quote?publisher=Xyzzy"
gives 'no quotation' 400 "$base/api/quote"
head -c 1048576 /dev/zero | tr '\0' 'a' >"$TMP/large"
gives 'a document as large as may be' 200 --data-binary "@$TMP/large" "$base/api/quote"
printf a >>"$TMP/large"
gives 'a larger one' 413 --data-binary "@$TMP/large" "$base/api/quote"
gives 'a larger one, in pieces' 413 -H 'Transfer-Encoding: chunked' --data-binary "@$TMP/large" "$base/api/quote"
gives 'the health' 200 "$base/healthz"
check 'is well' in_body '"status":"ok"'
gives 'the interface is described' 200 "$base/api/openapi.json"

# clean: no tag but with the attributes we write, one script, addresses of our own or the web's.
clean() {
	test "$(grep -c '<script' "$TMP/body")" -eq 1 || return 1
	grep -oE '<[^>]*>' "$TMP/body" | sed 's/"[^"]*"//g' >"$TMP/tags"
	! grep -E ' (on[a-z]+|style|srcdoc|formaction)=?|['"'"'`]|<(iframe|object|embed|base|style|img|script>)' "$TMP/tags" || return 1
	! grep -oE '(href|src|action)="[^"]*"' "$TMP/body" |
		grep -vE '="(\./|\.\./|source|sources|quote|provisions|export|text|#|https?://|style\.css|icon\.svg|script\.js)'
}
clean_page() {
	get "$@"
	clean
}

# ---- pages ----
gives 'the first page' 200 "$base/"
check 'says what is held' in_body '5 sources'
gives 'a search' 200 "$base/?q=torture"
check 'counts' in_body '14 passages in 2 sources'
check 'marks' in_body '<mark>Torture</mark>'
check 'a citation is English, whatever its title' in_body '<p class="cite" lang="en" dir="ltr">'
check 'cites' in_body "$("$PLAIN_HRSEARCH" --format tsv torture | sed -n 2p | cut -f4)"
check 'links to the publisher' in_body 'href="https://example.org/report?a=1&amp;b=2#:~:text='
# Every page of the answer, one after the other, is the whole of it.
paged() {
	: >"$TMP/ids"
	for n in 1 2; do
		get "$base/?q=torture&page=$n"
		grep -o 'id="h-[0-9a-f]*"' "$TMP/body" | sed 's/.*h-//; s/"//' >>"$TMP/ids"
	done
	"$PLAIN_HRSEARCH" --format tsv --limit 100 torture | tail -n +2 | cut -f2 | cmp - "$TMP/ids"
}
check 'paging leaves nothing out and repeats nothing' paged
# Every value of a facet leads to just as many passages as it says.
facets() {
	get "$base/?$1"
	sed -n 's|^<li><a href="\./\([^"]*\)"><bdi>.*</bdi></a> <span class="n">\([0-9]*\)</span>.*|\2 \1|p' \
		"$TMP/body" | sed 's/&amp;/\&/g' >"$TMP/facets"
	test "$(wc -l <"$TMP/facets")" -ge "$2" || return 1
	while read -r count link; do
		get "$base/$link"
		in_body ">$count passage" || {
			echo "$link has not $count" && return 1
		}
	done <"$TMP/facets"
}
check 'every facet leads to as many as it says' facets 'q=torture' 6
check 'with a filter in force too' facets 'q=torture&publisher=Amnesty%20International' 4
# The names of a country count together; a name of several countries leads nowhere, for it would find them all.
countries() {
	get "$base/?q=torture"
	grep -q '<bdi>\(Kazakhstan\|Казахстан\)</bdi></a> <span class="n">14<' "$TMP/body" &&
		in_body 'country=Nauru"><bdi>Nauru</bdi></a> <span class="n">12<' && in_body '<li><bdi>Saint-Martin</bdi> <span class="n">12<'
}
check 'the countries of the sources' countries
get "$base/?q=torture&country=kazakhstan&ui=fr"
check 'the one in force is marked' grep -q 'aria-current="true"><bdi>\(Kazakhstan\|Казахстан\)<' "$TMP/body"
check 'and can be taken away' in_body 'aria-label="Retirer le filtre Pays'
check 'facets with a country in force' facets 'q=torture&country=nr' 4
check 'with an instrument in force, others beside it' facets 'q=torture&instrument=iccpr' 4
get "$base/?q=torture&publisher=Amnesty%20International"
check 'a filter can be taken away' in_body 'href="./?q=torture" aria-label="Remove the filter Publisher: Amnesty International"'
gives 'filters alone' 200 "$base/?publisher=Water%20Watch"
check 'show all they let through' in_body '12 passages in 1 source'
gives 'nothing found, nor by the nearest word' 200 "$base/?q=%22drought+jurnalists%22"
check 'suggests nothing' not_in_body 'drought journalists'
gives 'nothing found' 200 "$base/?q=%22Aricle+174%22"
check 'says so' in_body 'Nothing found for “Aricle 174”'
check 'says what was searched' in_body 'Searched: 5 sources'
check 'and what was perhaps meant' in_body '>&quot;Article 174&quot;</a>'
gives 'a wrong value, said in the page' 400 "$base/?q=torture&date=soon"
check 'with the reason' in_body 'role="alert" lang="en">date soon is no date: write 2015'
id=$("$PLAIN_HRSEARCH" --format tsv journalists | sed -n 2p | cut -f2)
gives 'the reader' 200 "$base/source?id=report&q=torture&passage=$id"
check 'has the passage' in_body "id=\"p-$id\""
check 'marks it as the one' grep -q "id=\"p-$id\".*aria-current" "$TMP/body"
check 'marks the words' in_body '<mark>Torture</mark>'
get "$base/source?id=report&q=Article+174"
check 'marks a provision where it is cited' test "$(grep -o '<mark>Article 174</mark>' "$TMP/body" | wc -l)" -eq 2
check 'and not the words of its name elsewhere' not_in_body '<mark>Article</mark>'
anchors() {
	test "$(grep -c 'class="call"' "$TMP/body")" -ge 1 || return 1
	for target in $(grep -o 'href="#[^"]*"' "$TMP/body" | sed 's/.*#//; s/"//' | sort -u); do
		grep -q "id=\"$target\"" "$TMP/body" || {
			echo "$target is nowhere" && return 1
		}
	done
}
check 'every link inside leads somewhere, notes both ways' anchors
gives 'a source that is none' 404 "$base/source?id=nothing"
here() { # PAGE LINK: of the bar's links that one alone is marked as the page that is shown
	get "$base/$1" && test "$(grep -c 'aria-current="page"' "$TMP/body")" -eq 1 && in_body "href=\"$2\" aria-current=\"page\""
}
for page in sources provisions quote; do
	check "the bar marks $page" here $page $page
done
check 'and the search' here '' ./
gives 'the sources' 200 "$base/sources"
gives 'the provisions' 200 "$base/provisions"
check 'with a chart' in_body '<rect class="bar"'
check 'and a link to what cites them' in_body 'q=article%3A174%40kz%3Acriminal-code'
gives 'what the link leads to' 200 "$base/?q=article%3A174%40kz%3Acriminal-code"
check 'is as many' in_body '2 passages in 1 source'
gives 'a quotation checked, for people' 200 -G --data-urlencode 'q=The right to a fair trial excludes the right to be heard.' "$base/quote"
check 'is altered' in_body '>Altered</h2>'
check 'with what differs' in_body '>trial includes the</td>'
gives 'the same in a source that is not there' 200 -G --data-urlencode 'q=The right to a fair trial excludes the right to be heard.' -d source=nothing "$base/quote"
check 'is not found' in_body '>Not found</h2>'
check 'and that there is no such source' in_body 'no source has the id “nothing”'
gives 'a quotation that ends before its sentence does' 200 -G --data-urlencode 'q=The right to a fair trial includes the right.' "$base/quote"
check 'with how it goes on' in_body 'the sentence goes on: <bdi>“to be heard”</bdi>'
gives 'a quotation that runs over two paragraphs' 200 -G --data-urlencode 'q=Torture was alleged under Article 7 of the ICCPR. Torture and drought, and Article 174' "$base/quote"
two_places() {
	grep -q 'class="cite".*para\. 2.*para\. 3' "$TMP/body" && grep -q 'data-cite="[^"]*para\. 2[^"]*para\. 3' "$TMP/body"
}
check 'cites both' two_places
check 'a hostile quotation' clean_page -G --data-urlencode 'q="><script>alert(1)</script> words of no report' "$base/quote"
gives 'in Russian' 200 "$base/?q=torture&ui=ru"
check 'the interface' in_body 'lang="ru">'
check 'with its plural' in_body '14 отрывков'
get "$base/?q=Article+174&ui=ru"
check 'and what cites a provision' in_body '>2 отрывка (1 источник) со ссылкой на Article 174 of the Criminal Code of Kazakhstan.</p>'
gives 'in French, as the browser asks' 200 -H 'Accept-Language: fr-FR,en;q=0.5' "$base/?q=torture"
check 'the interface is French' in_body '14 passages dans 2 sources'
get "$base/source?id=ar"
check 'Arabic text finds its direction' in_body 'lang="ar" dir="auto"'
get -G --data-urlencode 'q=الحياة' "$base/"
isolate=$(printf '\342\201\250الإعلان\342\201\251')
check 'an Arabic title is set apart in the citation that is shown' in_body "dir=\"ltr\">$isolate"
check 'and plain in the one that is copied' in_body 'data-cite="الإعلان'
check 'for word processors too' in_body 'data-rich="&lt;bdi&gt;الإعلان&lt;/bdi&gt;'

# ---- nothing but our own mark-up ----
hostile='"><script>alert(9)</script><b onmouseover=alert(1) x='"'"
check 'a hostile document among the hits' clean_page "$base/?q=zebra"
check 'is there' in_body '&lt;img src=x onerror=alert(2)&gt;'
check 'its address is no link' not_in_body 'javascript:alert(8)'
check 'a hostile source in the reader' clean_page -G --data-urlencode 'id=h"><script>alert(4)</script>' -d q=zebra "$base/source"
check 'is read' in_body 'alert(1)'
check 'braces of a text are its own' in_body '{{name}} {{_search}} {{&gt;head}}'
check 'in the list of sources' clean_page "$base/sources"
check 'a hostile query' clean_page -G --data-urlencode "q=$hostile" "$base/"
for parameter in publisher kind language instrument source date in sort limit page ui cite; do
	check "a hostile $parameter" clean_page -G -d q=torture --data-urlencode "$parameter=$hostile" "$base/"
done
check 'a hostile query of provisions' clean_page -G --data-urlencode "q=$hostile" "$base/provisions"
check 'a hostile query in the reader' clean_page -G -d id=report --data-urlencode "q=$hostile" "$base/source"
check 'a hostile path' clean_page --path-as-is "$base/%3Cscript%3Ealert(1)%3C/script%3E"
check 'bytes that are no text' clean_page "$base/?q=%FF%FE%00%C0%BCscript%3E"
get -G --data-urlencode "q=zebra" "$base/text?x" --data-urlencode 'id=h"><script>alert(4)</script>'
check 'a text is plain text' grep -qi '^content-type: text/plain' "$TMP/headers"
safe_headers() {
	for page in / /?q=torture /nothing /style.css /api/search?q=torture /text?id=report /healthz; do
		get "$base$page"
		grep -qi "^content-security-policy: default-src 'none'" "$TMP/headers" &&
			grep -qi '^x-content-type-options: nosniff' "$TMP/headers" &&
			grep -qi '^referrer-policy: no-referrer' "$TMP/headers" &&
			! grep -qiE '^(set-cookie|access-control-allow|server)' "$TMP/headers" &&
			! grep -qi 'unsafe' "$TMP/headers" || return 1
	done
}
check 'safe headers everywhere, no cookie' safe_headers
gives 'a line end in a parameter' 400 "$base/export?q=torture&format=json%0d%0aX-Evil:%201"
check 'makes no header' test -z "$(grep -i '^x-evil' "$TMP/headers")"

# ---- requests that are not to be answered ----
gives 'another host' 421 -H 'Host: evil.example' "$base/"
gives 'a host that begins like ours' 421 -H 'Host: localhost.evil.example' "$base/"
gives 'no host' 400 -H 'Host:' "$base/"
gives 'localhost' 200 -H "Host: localhost:$port" "$base/"
gives 'the name that was given' 200 -H 'Host: Search.Example.Org' "$base/"
gives 'another method' 405 -X DELETE "$base/"
gives 'a form sent' 405 -d q=x "$base/"
gives 'headers alone' 200 -I "$base/?q=torture"
gives 'no such page' 404 "$base/admin"
gives 'no such page, deeper' 404 "$base/a/b/c"
check 'finds its style' in_body 'href="../../style.css"'
for path in /../../etc/passwd /%2e%2e/%2e%2e/etc/passwd //etc/passwd /style.css/../../etc/passwd \
	'/source?id=../../../etc/passwd' '/text?id=/etc/passwd' /searcher/main.c '/text?id=%00report'; do
	gives "a path out of it: $path" 404 --path-as-is "$base$path"
done
long() { printf 'q='; head -c "$1" /dev/zero | tr '\0' a; }
gives 'the longest query' 200 "$base/?$(long 4096)"
gives 'a longer one' 414 "$base/?$(long 4097)"
parameters() { for n in $(seq "$1"); do printf 'x%d=1&' "$n"; done; }
gives 'as many parameters as may be' 200 "$base/?$(parameters 39)q=torture"
gives 'one more' 400 "$base/?$(parameters 40)q=torture"
gives 'as many as are taken apart' 400 "$base/?$(parameters 199)q=torture"
check 'are refused in a page' in_body '<h1>'
gives 'more than the memory of a connection holds' 400 "$base/?$(parameters 1000)q=torture"
check 'are refused in a word' in_body 'too many parameters'
gives 'the longest address' 414 "$base/?$(long 16380)"
gives 'a longer one, refused before it is taken apart' 414 "$base/?$(long 16381)"
check 'with the reason' in_body 'The address is too long.'
gives 'one that fills the memory of a connection' 414 "$base/?$(long 32700)"
many_headers() {
	for n in $(seq 900); do printf 'X%d: 1\n' "$n"; done >"$TMP/headers_sent"
	get -H "@$TMP/headers_sent" "$base/"
	test "$status" = 431
}
check 'more headers than it holds' many_headers
gives 'as many hits as may be' 200 "$base/api/search?q=torture&limit=1000"
gives 'one more' 400 "$base/api/search?q=torture&limit=1001"
check 'with the limit' grep -q 'limit=1001: write a number from 1 to 1000' "$TMP/body"
gives 'none at all' 400 "$base/api/search?q=torture&limit=0"
check 'with the limit, too' grep -q 'limit=0: write a number from 1 to 1000' "$TMP/body"
gives 'the last hits that are given' 200 "$base/api/search?q=torture&offset=9990"
gives 'one after' 400 "$base/api/search?q=torture&offset=9991"
gives 'as many hits on a page as may be' 200 "$base/?q=torture&limit=100"
gives 'one more' 400 "$base/?q=torture&limit=101"
# A whole megabyte in the address, past what curl's command line takes.
megabyte() {
	exec {fd}<>"/dev/tcp/127.0.0.1/$port" || return 1
	# In a shell of its own, which ends where the server has hung up before the last byte.
	(printf 'GET /?' && long 1048576 && printf ' HTTP/1.1\r\nHost: localhost\r\n\r\n') >&"$fd" 2>/dev/null
	timeout 2 head -n 1 <&"$fd" >"$TMP/answer" 2>/dev/null
	exec {fd}>&-
	! grep -q ' 200 ' "$TMP/answer" && get "$base/?q=torture" && test "$status" = 200
}
check 'a query of a megabyte is refused, and the next is answered' megabyte

# ---- slow and idle clients ----
# quick: an answer comes before others are hung up on for their silence (SERVE_IDLE_SECONDS).
quick() {
	got=$(curl -s -m 14 -o "$TMP/body" -w '%{http_code}' "$base/?q=torture")
	test "$got" = 200 || { echo "$got" && return 1; }
}
slow_clients() {
	exec {one}<>"/dev/tcp/127.0.0.1/$port" && printf 'GET /?q=torture HTTP/1.1\r\nHost: loc' >&"$one"
	exec {two}<>"/dev/tcp/127.0.0.1/$port" && printf 'G' >&"$two"
	exec {three}<>"/dev/tcp/127.0.0.1/$port" && printf 'GET /?q=drought HTTP/1.1\r\nHost: localhost\r\n\r\n' >&"$three"
	quick && quick && quick
	good=$?
	exec {one}>&- {two}>&- {three}>&-
	return $good
}
check 'slow clients keep nobody waiting' slow_clients
idle_clients() (
	ulimit -n 2048 2>/dev/null || ulimit -n "$(ulimit -H -n)"
	for _ in $(seq 1000); do
		exec {fd}<>"/dev/tcp/127.0.0.1/$port" || return 1
	done 2>"$TMP/idle"
	quick && quick
)
check '1,000 idle connections keep nobody waiting' idle_clients
rubbish() {
	for bytes in 'GARBAGE\r\n\r\n' 'GET / HTTP/9.9\r\n\r\n' '\0\0\0\0\n\n' 'GET /\x01 HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n' \
		'POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n' \
		'GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n'; do
		exec {fd}<>"/dev/tcp/127.0.0.1/$port" || return 1
		printf "$bytes" >&"$fd"
		timeout 0.2 cat <&"$fd" >"$TMP/answer"
		exec {fd}>&-
		! grep -q '^HTTP/1.1 200' "$TMP/answer" || return 1
	done
	quick
}
check 'what is no request gets no page' rubbish

# ---- a new build, a lost worker, the end ----
printf 'A walrus was seen near the court.\n' >"$docs/walrus.txt"
check_status 'before the index is built again, a word is not there' 1 "$HRSEARCH" walrus
"$HRINDEX" build --quiet -i "$index" "$docs"
gives 'the server' 200 "$base/?q=walrus"
check 'finds what is new' in_body '1 passage in 1 source'
check 'in every worker' sh -c "for n in 1 2 3 4; do curl -s '$base/healthz' | grep -q '\"builds\":\[2\]' || exit 1; done"
lost() {
	for pid in $(pgrep -P "$server"); do
		kill -KILL "$pid"
	done
	until_true quick
}
check 'workers that die are started again' lost
check 'no query is recorded' sh -c "! grep -qiE 'torture|drought|walrus|zebra' '$TMP/log'"
kill -TERM "$server"
wait "$server"
check 'it ends well when it is told to' test $? -eq 0
trap - EXIT
check 'and leaves nobody' sh -c "! curl -s -m 2 '$base/healthz'"
errors() { test "$(wc -l <"$TMP/log")" -eq 1 || { cat "$TMP/log" && return 1; }; }
check 'it said where it was, and nothing else' errors

check_status 'an address that is none' 2 "$HRSEARCH" --serve example.org:80
check 'says how to write one' has "$TMP/err" '127.0.0.1:8080'
check_status 'an index that is none' 2 "$HRSEARCH" -i "$TMP/nothing" --serve 0
check_status '--host without --serve' 2 "$HRSEARCH" --host x torture
check_status 'a query with --serve' 2 "$HRSEARCH" --serve 0 torture
done_testing
