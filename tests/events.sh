#!/bin/sh
# What --json tells a script while build, update, remove and rollback are at work.
. tests/lib.shlib
lib=$TMP/lib
index=$TMP/index
mkdir "$lib"
echo 'Torture was spoken of by Petrov.' >"$lib/a.txt"
echo 'Another text.' >"$lib/b.txt"
printf '\377\330\377\340' >"$lib/photo.jpg"
printf '{"id":"r1","text":"A record."}\n{bad\n' >"$lib/c.jsonl"
ln -s a.txt "$lib/link.txt"

# told NAME STATUS COMMAND ARGUMENT...: runs it; its events are in $TMP/out, each a JSON object on a line of its
# own, "begin" the first, "done" with the exit status the last, and no time goes back.
told() {
	what=$1
	status=$2
	command=$3
	shift 3
	check_status "$what" "$status" "$HRINDEX" "$command" --json -i "$index" "$@"
	check '  begins, and ends' python3 -c '
import json, sys
events = [json.loads(line) for line in open(sys.argv[1])]
first, last = events[0], events[-1]
assert first["event"] == "begin" and first["schema"] == "hrindex/1" and first["command"] == sys.argv[2]
assert first["index"] == sys.argv[4] and first["pid"] > 0
assert last["event"] == "done" and last["status"] == int(sys.argv[3]) and last["seconds"] >= 0
assert [e["event"] for e in events].count("begin") == 1 and [e["event"] for e in events].count("done") == 1
assert (last["error"] is None) == (last["status"] != 2) and last["changed"] == (last["live"] != last["before"])
times = [e["seconds"] for e in events if "seconds" in e]
assert times == sorted(times)
' "$TMP/out" "$command" "$status" "$index"
}
# event TEXT: whether an event holds it; no_event: that none does.
event() { check "  $1" has "$TMP/out" "$1"; }
no_event() { check "  no $1" sh -c '! grep -F "$1" "$2"' sh "$1" "$TMP/out"; }
steps() { check "  its steps: $1" test "$(sed -n 's/^{"event":"step","step":"\([a-z]*\)".*/\1/p' "$TMP/out" | tr '\n' ' ')" = "$1"; }
told 'a build' 1 build "$lib"
steps 'reading merging '
event '"command":"build"'
event '"live":null}'
event '"step":"reading","files":4,"bytes":87,'
event '{"event":"failed","file":"photo.jpg","reason":"not a format we read (image/jpeg): as a PDF its text can be read with --ocr","lines":null}'
event '{"event":"failed","file":"c.jsonl","reason":"line 2: not JSON'
event '"lines":1}'
event '{"event":"failed","file":"link.txt","reason":"a symbolic link, which is not followed: name what it points to","lines":null}'
check '  each failure once' test "$(grep -c '"event":"failed"' "$TMP/out")" = 3
event '"live":1,"before":null,"changed":true,'
event '"sources":3,"passages":3,"notes":0,"failed_files":2,"failed_lines":1,'
event "\"digest\":\"$(digest "$index")\""
check '  what is said to a person is elsewhere' has "$TMP/err" 'Live: build 1'
told 'an update of nothing' 1 update
steps 'comparing reading '
event '"live":1,"before":1,"changed":false,'
event '"files":{"new":0,"changed":0,"gone":0,"kept":3}'
check '  what could not be read is told again' test "$(grep -c '"event":"failed"' "$TMP/out")" = 3
rm "$lib/photo.jpg" "$lib/link.txt" "$lib/c.jsonl" "$lib/b.txt"
echo 'A new text.' >"$lib/d.txt"
echo 'Torture was spoken of by Petrova.' >"$lib/a.txt"
told 'an update' 0 update --quiet
steps 'comparing reading copying merging '
event '"files":{"new":1,"changed":1,"gone":2,"kept":0}'
event '"live":2,"before":1,"changed":true,'
event "\"digest\":\"$(digest "$index")\""
no_event '"event":"failed"'
check '  and nobody is told more' sh -c '! grep -v "is not there any more" "$1"' sh "$TMP/err"
told 'a removal' 0 remove d.txt
steps 'copying merging '
event '"sources":1,"passages":1,'
event "\"digest\":\"$(digest "$index")\""
told 'of what is not there' 2 remove d.txt
steps ''
event '"status":2,"error":"there is no source \"d.txt\" in the index'
event '"live":3,"before":3,"changed":false'
told 'a rollback' 0 rollback
event '"live":2,"before":3,"changed":true,'
event "\"digest\":\"$(digest "$index")\""
told 'to a build that is not kept' 2 rollback 77
event '"error":"there is no build-77 in the index'
told 'a build of nothing' 2 build "$TMP/none"
event '"live":2,"before":2,"changed":false'
mv "$index" "$TMP/moved"
told 'no index at all' 2 update
event '"live":null,"before":null,"changed":false'
mv "$TMP/moved" "$index"

# A script that goes away, and a full disk: nothing is made live that nobody is told of.
if test -w /dev/full; then
	live=$(cat "$index/current")
	for command in 'build' 'update' 'remove a.txt' 'rollback'; do
		echo "More on $command." >>"$lib/a.txt"
		paths=
		test "$command" = build && paths=$lib
		# shellcheck disable=SC2086
		"$HRINDEX" $command --json -i "$index" $paths >/dev/full 2>"$TMP/err"
		status=$?
		check "no room for the events of $command" test $status -eq 2
		check '  is said' has "$TMP/err" 'cannot write the events to the output: No space left on device; the live build is as it was'
		check '  and so it is' test "$(cat "$index/current")" = "$live"
	done
	check_status 'an update' 0 "$HRINDEX" --quiet update -i "$index"
	"$HRINDEX" update --json -i "$index" >/dev/full 2>"$TMP/err"
	check 'no room for the events of an update that changes nothing' test $? -eq 2
	check '  is said' has "$TMP/err" 'cannot write the events to the output: No space left on device'
fi
check_status 'check has no events' 2 "$HRINDEX" check --json -i "$index"
done_testing
