#!/bin/sh
# text/break_tables.h is what text/make_tables.c makes of Unicode 15.0's data files.
. tests/lib.shlib
data=/usr/share/unicode

if ! grep -qs '15\.0\.0' "$data/auxiliary/WordBreakProperty.txt"; then
	skip "break_tables.h is up to date" "unicode-data 15.0 is not installed"
	done_testing
fi
check "make_tables compiles" "${CC:-cc}" -std=c11 -Wall -Wextra -Werror -o "$TMP/make_tables" text/make_tables.c
"$TMP/make_tables" "$data" >"$TMP/break_tables.h"
check "break_tables.h is up to date" cmp text/break_tables.h "$TMP/break_tables.h"
check_status "a missing database is an error" 2 "$TMP/make_tables" "$TMP/absent"
mkdir -p "$TMP/bad/auxiliary"
echo '0041 ; NoSuchValue' >"$TMP/bad/auxiliary/WordBreakProperty.txt"
check_status "an unknown property value is an error" 2 "$TMP/make_tables" "$TMP/bad"
check "... that is named" has "$TMP/err" NoSuchValue
done_testing
