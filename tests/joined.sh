#!/bin/sh
# Words with a second reading (U.N. and UN, Nakanune.kz and nakanune) are found by
# either; a phrase is only of words as they stand, and its count is that of its hits.
. tests/lib.shlib

mkdir "$TMP/in"
printf 'Here is the U.N. report on Nakanune.kz and a well-known case.\n\nThe UN report said so. See code_with_under a line.\n' \
	>"$TMP/in/a.txt"
"$PLAIN_HRINDEX" --quiet build -i "$TMP/index" "$TMP/in"

# query	count
while IFS='	' read -r query count; do
	found() {
		test "$("$HRSEARCH" -i "$TMP/index" --count "$query")" = "$count" &&
			test "$("$HRSEARCH" -i "$TMP/index" --format json "$query" | wc -l)" -eq "$count"
	}
	check "$count passages for $query" found
done <<'T'
UN	2
U.N.	2
nakanune	1
"nakanune"	1
"Nakanune.kz and"	1
"on nakanune"	0
"the UN report"	1
"the U.N. report"	1
"a wellknown"	0
wellknown	1
"a well-known case"	1
"a well known case"	1
"with a"	0
T
done_testing
