#!/bin/sh
# Bad input: each bad file costs a message and nothing else, each failed build
# leaves the live one as it was.
. tests/lib.shlib

build() {
	index=$1
	shift
	"$HRINDEX" --quiet build -i "$index" --lexicon "$TMP/lists" "$@"
}
# reason FILE TEXT: whether the last build's list of failures names the file with that reason.
reason() {
	"$PLAIN_HRINDEX" list -i "$TMP/i" --failed | grep -F -- "$1" | grep -qiE -- "$2"
}
passages() {
	"$PLAIN_HRINDEX" list -i "$1" --json | sed -nE 's/.*"passages": ?([0-9]+).*/\1/p' | awk '{n += $1} END {print n + 0}'
}

# Lists of a few lines: what is said of a bad file does not depend on them, and each build reads and writes all.
few_lists "$TMP/lists"
good=$TMP/good
mkdir -p "$good"
printf 'A good text that is always read.\n' >"$good/good.txt"

# ---- PATHs ----
check_status "a missing PATH" 2 build "$TMP/i" "$TMP/nowhere"
check "is named" has "$TMP/err" "$TMP/nowhere"
check "and nothing is built" test ! -e "$TMP/i/current"
check_status "a missing PATH beside a good one" 2 build "$TMP/i" "$good" "$TMP/nowhere"
mkdir -p "$TMP/nothing"
check_status "an empty folder" 2 build "$TMP/i" "$TMP/nothing"
check "has nothing to read" has "$TMP/err" "no file to read"
# Root may read anything: then the program is run as nobody, in a folder that nobody can reach.
as_user() {
	"$@"
}
unread=$TMP
if test "$(id -u)" -eq 0; then
	as_user() {
		setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
	}
	unread=$(mktemp -d /tmp/hrindex-test.XXXXXX)
	trap 'rm -rf "$unread"' EXIT
	chmod 777 "$unread"
fi
if as_user "$HRINDEX" --version >"$TMP/out" 2>&1; then
	mkdir -p "$unread/u/locked"
	cp "$good/good.txt" "$unread/u/"
	printf x >"$unread/u/secret.txt"
	chmod 0 "$unread/u/secret.txt" "$unread/u/locked"
	check_status "an unreadable PATH" 2 as_user "$HRINDEX" --quiet build -i "$unread/i" "$unread/u/secret.txt"
	check "is named" has "$TMP/err" "secret.txt"
	check_status "an unreadable file in a folder" 1 as_user "$HRINDEX" --quiet build -i "$unread/i" "$unread/u"
	as_user "$HRINDEX" list -i "$unread/i" --failed >"$TMP/out"
	check "is named" grep -qi 'secret.txt .*permission denied' "$TMP/out"
	check "so is an unreadable folder" grep -qi 'locked .*permission denied' "$TMP/out"
	chmod 755 "$unread/u/locked"
	chmod -R a-w "$unread/i"
	check_status "an index that may only be read" 0 as_user "$HRINDEX" check -i "$unread/i"
	check "is whole" has "$TMP/out" "content: all as noted"
	check "though Xapian's check is left out" has "$TMP/err" "may only be read: Xapian's own check, which writes, is left out"
	check "which is not said to be made" sh -c '! grep "structure" "$1"' - "$TMP/out"
	chmod -R u+w "$unread/i"
	check_status "an index of one's own" 0 as_user "$HRINDEX" check -i "$unread/i"
	check "is looked through by it" has "$TMP/out" "hashes; Xapian's structure; "
	# Files that are below a folder that cannot be read are not gone.
	cp "$good/good.txt" "$unread/u/locked/kept.txt"
	as_user "$HRINDEX" --quiet update -i "$unread/i"
	live=$(cat "$unread/i/current")
	chmod 0 "$unread/u/locked"
	check_status "a folder that cannot be read any more" 2 as_user "$HRINDEX" update -i "$unread/i"
	check "  does not cost its files" has "$TMP/err" "the folder locked cannot be read, where locked/kept.txt was"
	check "  and the live build is as it was" test "$live" = "$(cat "$unread/i/current")"
	check_status "they are gone with --prune" 1 as_user "$HRINDEX" update --prune -i "$unread/i"
	check "  and named" has "$TMP/err" "locked/kept.txt is not there any more"
	echo 'A letter of the mayor.' >"$unread/u/locked-1.txt"
	as_user "$HRINDEX" --quiet update -i "$unread/i"
	rm "$unread/u/locked-1.txt"
	check_status "a file beside such a folder, of a like name, is gone" 1 as_user "$HRINDEX" update -i "$unread/i"
	check "  and named" has "$TMP/err" "locked-1.txt is not there any more"
else
	skip "unreadable files" "cannot run $HRINDEX as nobody"
fi

# ---- one bad file each, beside a good one ----
# bad NAME: takes the file from stdin; the build must have status 1 and read the good file.
bad() {
	rm -rf "$TMP/bad"
	mkdir -p "$TMP/bad"
	cp "$good/good.txt" "$TMP/bad/"
	cat >"$TMP/bad/$1"
	check_status "$2" 1 build "$TMP/i" "$TMP/bad"
	check "  is named: $3" reason "$1" "$3"
	check "  and the rest is read" test "$(passages "$TMP/i")" -ge 1
}
# fair NAME TITLE: like bad, but the file is read.
fair() {
	rm -rf "$TMP/bad"
	mkdir -p "$TMP/bad"
	cat >"$TMP/bad/$1"
	check_status "$2" 0 build "$TMP/i" "$TMP/bad"
	check "  gives passages" test "$(passages "$TMP/i")" -ge 1
	check "  and a sound index" "$HRINDEX" check -i "$TMP/i"
	"$HRINDEX" export -i "$TMP/i" >"$TMP/export"
}
bad empty.txt "an empty file" 'empty' </dev/null
head -c 4096 "$HRINDEX" | bad binary.txt "a binary file called .txt" '.'
printf '%%PDF-1.4\n%%\342\343\317\323\n1 0 obj\n' | bad report.pdf "a PDF that is cut short" 'a damaged PDF'
{
	printf 'A text with two ill-formed bytes \377 and \300\257 in it, and enough besides to be certain '
	printf 'that it is UTF-8: \303\251t\303\251, \320\274\320\270\321\200, \342\200\234quoted\342\200\235 \342\200\223 dash.\n'
} | fair invalid.txt "invalid UTF-8"
printf 'The prisoners were held in custody.\n\nThey were released.\n' | iconv -t UTF-16 | fair utf16.txt "UTF-16"
check "  converted" has "$TMP/export" "held in custody"
{
	for i in 1 2 3 4; do
		printf 'Les d\351tenus ont \351t\351 lib\351r\351s apr\350s plusieurs ann\351es, et l\222\311tat a ni\351 les faits.\n\n'
	done
} | fair latin.txt "Windows-1252"
check "  converted" has "$TMP/export" "libérés"
printf 'A text with a NUL \000 byte.\n' | bad nul.txt "NUL bytes" '.'
{
	for i in 1 2 3 4; do
		printf 'Les d\216tenus ont \216t\216 lib\216r\216s apr\217s plusieurs ann\216es de d\216tention, a d\216clar\216 l\325\202tat \210 la presse.\r'
	done
} >"$TMP/mac"
rm -rf "$TMP/bad"
mkdir -p "$TMP/bad"
cp "$TMP/mac" "$TMP/bad/mac.txt"
build "$TMP/i" "$TMP/bad" 2>"$TMP/err"
status=$?
"$HRINDEX" export -i "$TMP/i" >"$TMP/export"
if test "$status" -eq 0; then
	check "Mac Roman is converted" has "$TMP/export" "détention"
else
	check "Mac Roman is refused with a reason" reason mac.txt "."
fi
line=$((5 / slowness))
head -c $((line * 1000000)) /dev/zero | tr '\0' 'x' | sed 's/xxxxxxxxx/word and /g' | fair line.txt "one line of $line MB"
{
	printf 'Short '
	head -c 10240 /dev/zero | tr '\0' 'w'
	printf ' end of it.\n'
} | fair words.txt "a word of 10 kB"
check "  kept whole" grep -qE 'w{10240} end of it' "$TMP/export"
printf 'not json\n{"id":"a","text":"A good record."}\n{"id":1,"text":"x"}\n{"id":"b"}\n' |
	bad some.jsonl "bad lines of JSON" 'line 1'
check "  each is named" reason some.jsonl 'line 3'
check "  the good ones are read" test "$(passages "$TMP/i")" -eq 2

# 20 bad lines are named one by one, the 21st is counted.
for n in 20 21; do
	rm -rf "$TMP/bad"
	mkdir -p "$TMP/bad"
	{
		echo '{"id":"a","text":"A good record."}'
		yes '{"bad":1}' | head -n $n
	} >"$TMP/bad/r.jsonl"
	build "$TMP/i" "$TMP/bad" 2>/dev/null
	check "$n bad lines" test "$("$HRINDEX" list -i "$TMP/i" --failed --json | wc -l)" -eq $n
done
check "the rest are counted" reason r.jsonl "1 more"

# A file just within and just over the limit (256 MB, sparse: NUL bytes, refused either way, for different reasons).
rm -rf "$TMP/bad"
mkdir -p "$TMP/bad"
cp "$good/good.txt" "$TMP/bad"
truncate -s 268435457 "$TMP/bad/large.txt"
check_status "a file over the limit" 1 build "$TMP/i" "$TMP/bad"
check "  is named" reason large.txt 'larger than 256 MB'
if test "$slowness" -eq 1; then # it takes all its time to be read
	truncate -s 268435456 "$TMP/bad/large.txt"
	check_status "a file at the limit" 1 build "$TMP/i" "$TMP/bad"
	check "  is not too large" sh -c "! '$HRINDEX' list -i '$TMP/i' --failed | grep -q 'larger than'"
fi

# ---- many paragraphs ----
rm -rf "$TMP/bad"
mkdir -p "$TMP/bad"
# LONG=1: half a million.
paragraphs=$((${LONG:+25 *} 20000 / slowness))
seq "$paragraphs" | awk '{print "Line", $1 "\n"}' >"$TMP/bad/many.txt"
check_status "a document of $paragraphs paragraphs" 0 build "$TMP/i" "$TMP/bad"
check "  is read whole" test "$(passages "$TMP/i")" -eq "$paragraphs"

# ---- names ----
rm -rf "$TMP/bad"
mkdir -p "$TMP/bad"
printf 'Named with a line feed.\n' >"$TMP/bad/a
b.txt"
printf 'Named with bytes that are no UTF-8.\n' >"$TMP/bad/$(printf 'x\377y.txt')"
printf 'Named with a per cent sign.\n' >"$TMP/bad/100%.txt"
check_status "names with line feeds and invalid UTF-8" 0 build "$TMP/i" "$TMP/bad"
"$HRINDEX" list -i "$TMP/i" --json >"$TMP/out"
check "  are escaped" sh -c "test \$(grep -cE '\"id\": ?\"(a%0Ab|x%FFy|100%25)\\.txt\"' '$TMP/out') -eq 3"

# ---- things that are not files ----
rm -rf "$TMP/bad"
mkdir -p "$TMP/bad/sub"
cp "$good/good.txt" "$TMP/bad"
ln -s .. "$TMP/bad/sub/loop"
ln -s good.txt "$TMP/bad/link.txt"
ln -s nowhere "$TMP/bad/dangling"
mkfifo "$TMP/bad/fifo.txt"
check_status "symbolic links and a FIFO" 1 timeout 60 "$HRINDEX" --quiet build -i "$TMP/i" "$TMP/bad"
check "  the link in a loop is named" reason sub/loop "symbolic link"
check "  the link to a file too" reason link.txt "symbolic link"
check "  and the one to nowhere" reason dangling "symbolic link"
check "  and the FIFO" reason fifo.txt "FIFO"
check "  and the file is read once" test "$(passages "$TMP/i")" -eq 1
check_status "a device as PATH" 1 timeout 60 "$HRINDEX" --quiet build -i "$TMP/i" /dev/zero "$good"
check "  is named" reason zero "device"
check_status "a symbolic link as PATH is followed" 0 build "$TMP/i" "$TMP/bad/link.txt"

# ---- the catalogue ----
rm -rf "$TMP/bad"
mkdir -p "$TMP/bad"
cp "$good/good.txt" "$TMP/bad"
printf 'file,title,date\ngood.txt,A title,2020\ngood.txt,"Bad date",yesterday\n' >"$TMP/bad/catalogue.csv"
check_status "a broken catalogue row" 1 build "$TMP/i" "$TMP/bad"
check "  is named with its line" has "$TMP/err" "catalogue.csv:3"
check "  and the good row is used" sh -c "'$HRINDEX' list -i '$TMP/i' --json | grep -q 'A title'"
printf 'nothing,of,use\n' >"$TMP/bad/catalogue.csv"
check_status "a catalogue without a header" 1 build "$TMP/i" "$TMP/bad"
check_status "  given with --catalogue" 2 build "$TMP/i" --catalogue "$TMP/bad/catalogue.csv" "$good"
check_status "a catalogue that is not there" 2 build "$TMP/i" --catalogue "$TMP/nowhere.csv" "$good"
printf 'file,id\ngood.txt,twice\nother.txt,twice\n' >"$TMP/bad/catalogue.csv"
printf 'Another.\n' >"$TMP/bad/other.txt"
check_status "the same id twice" 2 build "$TMP/i" "$TMP/bad"
check "  names the first" has "$TMP/err" "good.txt"
check "  and the second" has "$TMP/err" "other.txt"

# ---- indexes ----
check_status "a missing index" 2 "$HRINDEX" list -i "$TMP/none"
check "  has its remedy" has "$TMP/err" "hrindex build"
build "$TMP/v" "$good"
sed -E 's/"format": ?[0-9]+/"format": 9999/' "$TMP/v/build-1/manifest" >"$TMP/manifest"
cp "$TMP/manifest" "$TMP/v/build-1/manifest"
check_status "an index of another version" 2 "$HRINDEX" check -i "$TMP/v"
check_status "is built anew" 0 build "$TMP/v" "$good"
rm "$TMP/v/build-2/passages/postlist.glass"
check_status "a half-deleted index" 2 "$HRINDEX" list -i "$TMP/v"
check "  names what is missing" has "$TMP/err" "postlist.glass"
check_status "  is built anew" 0 build "$TMP/v" "$good"
for file in passages/position.glass texts/0000 lists/stopwords/en.txt failed; do
	build "$TMP/v" "$good" "$TMP/bad/other.txt"
	live=$TMP/v/$(cat "$TMP/v/current")
	test -s "$live/$file" || continue
	printf 'X' | dd of="$live/$file" bs=1 seek=3 conv=notrunc 2>/dev/null
	check_status "one byte of $file changed" 2 "$HRINDEX" check -i "$TMP/v"
	check "  is found" has "$TMP/err" "$file"
done

# ---- builds that do not end ----
mkdir -p "$TMP/big"
seq 400000 | awk '{printf "Paragraph %d speaks of matter %d and of %d others.%s", $1, $1 * 7, $1 % 97, $1 % 2 ? " " : "\n\n"}' >"$TMP/big/big.txt"
build "$TMP/live" "$good"
before=$(digest "$TMP/live")
"$HRINDEX" --quiet build -i "$TMP/live" "$TMP/big" 2>/dev/null &
first=$!
until_true begun "$TMP/live"
kill -STOP $first # however slow what follows is, the build has not ended
check_status "an index being written" 2 build "$TMP/live" "$good"
check "  says by whom" has "$TMP/err" "process $first"
check_status "  can be read" 0 "$HRINDEX" check -i "$TMP/live"
kill -KILL $first
wait $first 2>/dev/null
check "a killed build leaves the live one" test "$before" = "$(digest "$TMP/live")"
check_status "and the next one clears up" 0 build "$TMP/live" "$good"
check "  what it left" test ! -e "$TMP/live/build-2.new"
before=$(digest "$TMP/live")
signalled() {
	interruptible "$HRINDEX" --quiet build -i "$TMP/live" "$TMP/big" &
	child=$!
	until_true begun "$TMP/live"
	kill -STOP $child
	kill "-$1" $child
	kill -CONT $child
	wait $child
}
for signal in INT TERM; do
	check_status "SIG$signal in a build" 2 signalled $signal
	check "  says so" has "$TMP/err" "the live build is as it was"
	check "  and it is" test "$before" = "$(digest "$TMP/live")"
	check "  and nothing is left" sh -c "! ls '$TMP/live' | grep -q '\\.new'"
done

# ---- no space ----
mkdir -p "$TMP/small"
if mount -t tmpfs -o size=3m none "$TMP/small" 2>/dev/null; then
	build "$TMP/small/i" "$good"
	before=$(digest "$TMP/small/i")
	mkdir "$TMP/more"
	head -c 3000000 "$TMP/big/big.txt" >"$TMP/more/more.txt"
	check_status "no space left on the index's disk" 2 build "$TMP/small/i" "$TMP/more"
	check "  is said, with the folder" grep -qi "$TMP/small/i.*no space" "$TMP/err"
	check "  the live build is as it was" test "$before" = "$(digest "$TMP/small/i")"
	check "  and nothing is left" sh -c "! ls '$TMP/small/i' | grep -q '\\.new'"
	umount "$TMP/small"
else
	skip "no space left on the index's disk" "cannot mount a small disk"
fi
done_testing
