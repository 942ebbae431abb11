#!/bin/sh
# E-mail: the message and what is attached to it are sources, found, cited and verified as such.
. tests/lib.shlib

mkdir -p "$TMP/mail"
{
	printf 'From: "Adil Soz" <press@adilsoz.kz>\nTo: all@example.org\nMessage-ID: <1@example.org>\n'
	printf 'Subject: =?koi8-r?Q?=FA=C1=D1=D7=CC=C5=CE=C9=C5?= on the detention\nDate: Tue, 2 Mar 2021 23:30:00 +0600\n'
	printf 'Content-Type: multipart/mixed; boundary=outer\n\n--outer\n\nThe journalist was detained under Article 174.\n'
	printf -- '--outer\nContent-Type: text/plain; name=note.txt\n\nThe attached note speaks of torture in custody.\n'
	printf -- '--outer\nContent-Type: application/rtf; name="report.rtf"\n\n{\\rtf1\\ansi\\ansicpg1251 The report speaks of fair trials.\\par\\'"'"'d1\\'"'"'f3\\'"'"'e4.\\par}\n'
	printf -- '--outer\nContent-Disposition: attachment; filename="../photo.jpg"\n\n\377\330\377\340 not text\n'
	printf -- '--outer\nContent-Type: message/rfc822\n\nFrom: b@example.org\nSubject: Inner\nMessage-ID: <2@example.org>\n'
	printf 'Content-Type: multipart/mixed; boundary=inner\n\n--inner\n\nThe inner message speaks of censorship.\n'
	printf -- '--inner\nContent-Disposition: attachment; filename=deep.txt\n\nThe deepest file speaks of surveillance.\n--inner--\n--outer--\n'
} >"$TMP/mail/one.eml"
printf 'file,title,publisher\none.eml/note.txt,A note on custody,Adil Soz\n' >"$TMP/mail/catalogue.csv"

check_status 'a message with a picture in it' 1 "$HRINDEX" build --quiet -i "$TMP/index" "$TMP/mail"
"$HRINDEX" list -i "$TMP/index" --json >"$TMP/list"
check 'five sources' test "$(wc -l <"$TMP/list")" -eq 5
for id in one.eml one.eml/note.txt one.eml/report.rtf one.eml/message.eml one.eml/message.eml/deep.txt; do
	check "$id is one" has "$TMP/list" "\"id\":\"$id\""
done
check 'the subject is the title' has "$TMP/list" 'Заявление on the detention'
check "the day is the sender's" has "$TMP/list" '"date":"2021-03-02"'
check 'a catalogue speaks of an attached file' has "$TMP/list" 'A note on custody'
"$HRINDEX" list -i "$TMP/index" --failed >"$TMP/failed"
check 'the picture is named' has "$TMP/failed" 'one.eml/photo.jpg  not a format we read (image/jpeg)'

for word in custody trials surveillance detained Суд; do
	"$HRSEARCH" -i "$TMP/index" --format json "$word" >"$TMP/hits.$word"
	check "\"$word\" is found" test -s "$TMP/hits.$word"
	check 'and its quotation verifies' "$HRSEARCH" -i "$TMP/index" --verify "$TMP/hits.$word"
done
check_status 'a bundle has what is attached' 0 "$HRSEARCH" -i "$TMP/index" --bundle "$TMP/bundle" surveillance
check 'as it is attached' has "$TMP/bundle/sources/001-deep.txt" 'The deepest file speaks of surveillance.'
check 'and holds' sh "$TMP/bundle/check.sh"
sed 's/surveillance/surveillence/' "$TMP/mail/one.eml" >"$TMP/new" && cp "$TMP/new" "$TMP/mail/one.eml"
check_status 'a changed attachment does not' 1 "$HRSEARCH" -i "$TMP/index" --verify "$TMP/hits.surveillance"
check_status 'while others still do' 0 "$HRSEARCH" -i "$TMP/index" --verify "$TMP/hits.trials"
printf 'From: b@example.org\nSubject: x\nMessage-ID: <1>\n\nThe journalist was detained.\n' >"$TMP/mail/one.eml"
check_status 'nor does one that is gone' 1 "$HRSEARCH" -i "$TMP/index" --verify "$TMP/hits.trials"
check 'which is said' has "$TMP/out" 'it is not attached any more'
done_testing
