#!/bin/sh
# hrindex update and remove: what was removed stays out, whatever becomes of its file, and what is
# attached to an e-mail. Otherwise the index is the one that a build of the same files makes.
. tests/lib.shlib
. tests/updates.shlib

# What was removed stays out, whatever becomes of its file.
begin removed
echo 'Torture was spoken of by Petrov.' >"$lib/a.txt"
printf '{"id":"r1","text":"Torture in a record."}\n{"id":"r2","text":"Another record."}\n' >"$lib/b.txt"
echo 'Another file.' >"$lib/c.txt"
build 0 "$lib"
check_status 'two sources are removed' 0 "$HRINDEX" remove -i "$index" a.txt r1
stays_out() { check_status '  what was removed is not found' 1 "$HRSEARCH" -i "$index" torture; }
stays_out
printf 'file,id\na.txt,first\n' >"$lib/catalogue.csv"
updated 0 'another id, by a catalogue'
stays_out
echo 'Torture was spoken of by Petrova.' >"$lib/a.txt"
updated 0 'and other bytes'
stays_out
cp "$lib/a.txt" "$TMP/removed/a.txt"
printf '\377\330\377\340' >"$lib/a.txt"
echo 'New beside it.' >"$lib/d.txt"
updated 1 'a file that cannot be read'
check '  is named' has "$TMP/err" a.txt
check '  and counted as changed, beside one that is new' has "$TMP/err" '1 new, 1 changed, 0 gone'
live=$(cat "$index/current")
updated 1 'nor the next time'
check '  nothing has changed' has "$TMP/err" 'Nothing has changed'
check '  and no build is made' test "$(cat "$index/current")" = "$live"
cp "$TMP/removed/a.txt" "$lib/a.txt"
updated 0 'it can be read again'
stays_out
updated 0 'nothing has changed'
check '  which is said' has "$TMP/err" 'Nothing has changed'
echo 'A record no more.' >"$lib/b.txt"
updated 0 'a file whose record was removed, and that is a text now'
check '  is read' "$HRSEARCH" -i "$index" '"no more"'
stays_out
updated 0 'until it is named' "$lib/a.txt"
as_built "$lib"
done_testing
