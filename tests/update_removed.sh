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

# What is attached to an e-mail.
begin mail
message() { # TEXT NOTE [INNER]: one.eml, with a note, a message that has a file, and what is no text
	{
		printf 'From: "Adil Soz" <press@adilsoz.kz>\nMessage-ID: <1@example.org>\nSubject: On the detention\n'
		printf 'Content-Type: multipart/mixed; boundary=outer\n\n--outer\n\n%s\n' "$1"
		printf -- '--outer\nContent-Type: text/plain; name=note.txt\n\n%s\n' "$2"
		printf -- '--outer\nContent-Disposition: attachment; filename=photo.jpg\n\n\377\330\377\340 no text\n'
		test -z "${3-}" || {
			printf -- '--outer\nContent-Type: message/rfc822\n\nFrom: b@example.org\nSubject: Inner\nMessage-ID: <2@example.org>\n'
			printf 'Content-Type: multipart/mixed; boundary=inner\n\n--inner\n\nThe inner message.\n'
			printf -- '--inner\nContent-Disposition: attachment; filename=deep.txt\n\n%s\n--inner--\n' "$3"
		}
		printf -- '--outer--\n'
	} >"$lib/one.eml"
}
ids() { "$HRINDEX" list -i "$index" --csv | tail -n +2 | cut -d, -f3 | tr '\n' ' '; }
message 'He was detained by Petrov.' 'Torture in custody.' 'Watched by Bokaev.'
echo 'Another file.' >"$lib/z.txt"
build 1 "$lib"
check 'it has all of them' test "$(ids)" = 'one.eml one.eml/message.eml one.eml/message.eml/deep.txt one.eml/note.txt z.txt '
updated 1 'nothing has changed'
check '  which is said' has "$TMP/err" 'Nothing has changed'
check '  with what is no text' has "$TMP/err" 'one.eml/photo.jpg'
message 'He was detained by Petrov.' 'Torture in prison.' 'Watched by Bokaev.'
updated 1 'an attached file that changed'
as_built "$lib"
check '  is found by its new words' "$HRSEARCH" -i "$index" '"in prison"'
check_status '  not by its old ones' 1 "$HRSEARCH" -i "$index" '"in custody"'
message 'He was detained by Petrov.' 'Torture in prison.'
updated 1 'one that is gone, with what was in it'
as_built "$lib"
check '  is not there' test "$(ids)" = 'one.eml one.eml/note.txt z.txt '
message 'He was detained by Petrov.' 'Torture in prison.' 'Watched by Bokayev.'
updated 1 'and back'
as_built "$lib"
printf 'file,title,publisher\none.eml/note.txt,A note,Adil Soz\none.eml/message.eml/deep.txt,Deep,\n' >"$lib/catalogue.csv"
updated 1 'rows for what is attached'
check '  are one changed file' has "$TMP/err" '0 new, 1 changed, 0 gone, 1 file as it was'
as_built "$lib"
sed -i 's/Deep/Deeper/' "$lib/catalogue.csv"
updated 1 'a changed one'
as_built "$lib"
check_status 'a removed attachment' 0 "$HRINDEX" remove -i "$index" one.eml/note.txt
updated 1 'stays out'
check '  and nothing has changed' has "$TMP/err" 'Nothing has changed'
message 'He was held by Petrov.' 'Torture in the prison.' 'Watched by Bokayev.'
updated 1 'also when its message changes'
check '  the others are there' test "$(ids)" = 'one.eml one.eml/message.eml one.eml/message.eml/deep.txt z.txt '
check_status '  its words are not' 1 "$HRSEARCH" -i "$index" torture
updated 1 'until the message is named' "$lib/one.eml"
as_built "$lib"
check_status 'a message is removed' 0 "$HRINDEX" remove -i "$index" one.eml
check '  what is attached to it stays' test "$(ids)" = 'one.eml/message.eml one.eml/message.eml/deep.txt one.eml/note.txt z.txt '
updated 1 'also now'
check '  nothing has changed' has "$TMP/err" 'Nothing has changed'
updated 1 'until it is named' "$lib/one.eml"
as_built "$lib"
mkdir "$TMP/mail/before"
echo 'Before it.' >"$TMP/mail/before/a.txt"
updated 1 'a path that sorts before it' "$TMP/mail/before"
as_built "$lib" "$TMP/mail/before"
check '  what is attached verifies' sh -c '"$HRSEARCH" -i "$1" --format json "\"the prison\"" | "$HRSEARCH" -i "$1" --verify' sh "$index"
mv "$lib/one.eml" "$lib/two.eml"
updated 1 'a message of another name'
as_built "$lib" "$TMP/mail/before"
echo 'No message any more.' >"$lib/two.eml"
updated 0 'one that becomes a text'
as_built "$lib" "$TMP/mail/before"
done_testing
