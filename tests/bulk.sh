#!/bin/sh
# The direct writer of indexes, from outside: the same index as the library's, what happens
# when its trial fails, what is left of a build that is killed, and errors put into it on purpose.
. tests/lib.shlib
test -d store/bulk || {
	skip 'the direct writer' 'this program is without store/bulk'
	exit 0
}
build=${TOOLS%/tests} build=${build#"$PWD"/}

# ---- the same index ----

mkdir "$TMP/text"
awk -v reports=$((10 / slowness + 2)) 'BEGIN {
	for (f = 1; f <= reports; f++) {
		file = ENVIRON["TMP"] "/text/report" f ".txt"
		for (p = 1; p <= 60; p++) {
			for (w = 1; w <= 70; w++) {
				n = (n * 1103515245 + 12345) % 2147483648
				printf "%s ", (n % 7 == 0 ? "Article " n % 400 : "word" n % (n % 900 + 1)) > file
			}
			print ".\n" > file
		}
	}
}'
export TMP
"$HRINDEX" build --quiet -i "$TMP/library" --no-bulk --jobs 1 corpus "$TMP/text" 2>/dev/null
check 'a build that writes tables directly' "$HRINDEX" build --quiet -i "$TMP/direct" --bulk --jobs 1 corpus "$TMP/text"
check 'with three jobs' "$HRINDEX" build --quiet -i "$TMP/three" --bulk --jobs 3 corpus "$TMP/text"
digest "$TMP/library" >"$TMP/library.digest"
for way in direct three; do
	digest "$TMP/$way" >"$TMP/$way.digest"
	check "$way: the digest of the library's build, and the content it stands for" cmp "$TMP/library.digest" "$TMP/$way.digest"
done
same_tables() {
	for table in postlist position termlist docdata; do
		cmp "$TMP/library/build-1/passages/$table.glass" "$TMP/direct/build-1/passages/$table.glass" || test $table = docdata -o $table = termlist || return 1
	done
}
check 'lists and positions are byte for byte the same' same_tables
for way in library direct; do
	"$HRINDEX" export -i "$TMP/$way" >"$TMP/$way.export"
	"$HRSEARCH" -i "$TMP/$way" --format json --limit 50 'article 51 word17' >"$TMP/$way.hits" 2>&1
done
check 'every passage is exported the same' cmp "$TMP/library.export" "$TMP/direct.export"
check 'the same hits' cmp "$TMP/library.hits" "$TMP/direct.hits"
check 'there are hits' test -s "$TMP/direct.hits"
check 'no rubbish in the build' test "$(ls "$TMP/direct/build-1")" = "$(ls "$TMP/library/build-1")"
# hashed WAY: whether the manifest has each file of the database once, with its hash.
hashed() {
	for file in "$TMP/$1"/build-1/passages/*; do
		name=passages/${file##*/} hash=$(sha256sum "$file" | cut -d' ' -f1)
		tr -d ' \n' <"$TMP/$1/build-1/manifest" | tr '}' '\n' >"$TMP/noted"
		test "$(grep -cF "\"$name\"" "$TMP/noted")" -eq 1 && grep -F "\"$name\"" "$TMP/noted" | grep -qF "$hash" || return 1
	done
}
for way in direct three; do
	check "$way: the manifest has each file of the database once, with its hash" hashed $way
done
check_status '--bulk is for build' 2 "$HRINDEX" list -i "$TMP/direct" --bulk
check_status '--no-bulk is for build' 2 "$HRINDEX" check -i "$TMP/direct" --no-bulk

# ---- killed ----

# KILLS=n: so many kills, at moments spread over the time that a build takes, in thousandths of a second.
kills=${KILLS:-6}
start=$(date +%s%N)
"$HRINDEX" build --quiet -i "$TMP/killed" --bulk --jobs 2 corpus "$TMP/text" 2>/dev/null
length=$((($(date +%s%N) - start) / 1000000))
"$HRINDEX" build --quiet -i "$TMP/killed" --bulk --jobs 2 corpus 2>/dev/null
before=$(digest "$TMP/killed")
killed=0 ended=
while test "$killed" -lt "$kills"; do
	killed=$((killed + 1))
	timeout -s KILL "$(awk -v k=$killed -v n="$kills" -v l=$length 'BEGIN {printf "%.3f", 0.001 + (k - 1) / n * l / 1000}')" \
		"$HRINDEX" build --quiet -i "$TMP/killed" --bulk --jobs 2 corpus "$TMP/text" >/dev/null 2>&1
	case $? in
	0) ended="$ended whole" ;;
	137)
		ended="$ended killed"
		test "$(digest "$TMP/killed")" = "$before" || {
			# The kill may have come after the switch: then it is whole.
			test "$(digest "$TMP/killed")" = "$(cat "$TMP/direct.digest")" ||
				ended="$ended WRONG: $("$PLAIN_HRINDEX" check -i "$TMP/killed" 2>&1 | tr -d "'" | tr '\n' ' ')"
		}
		;;
	*) ended="$ended WRONG status" ;;
	esac
done
check "$kills kills: the live build is whole each time" sh -c "case '$ended' in *WRONG*) echo '$ended'; exit 1 ;; *killed*) ;; *) echo none was killed; exit 1 ;; esac"
# What the last one left running is killed by the system, in its own time.
gone() { ! pgrep -f -- "-i $TMP/killed" >/dev/null; }
until_true gone
check 'the next build is as any other' "$HRINDEX" build --quiet -i "$TMP/killed" --bulk --jobs 2 corpus "$TMP/text"
check 'and clears what was left' test -z "$(find "$TMP/killed" -name '*.new' -o -name trial -o -name 'shard-*')"
check 'its content is right' test "$(digest "$TMP/killed")" = "$(cat "$TMP/direct.digest")"

# ---- altered ----

case $build in *asan*)
	skip 'errors put into the writer' 'done with the plain build'
	done_testing
	;;
esac
flags="-std=c11 -I$TMP/mutant -I. -D_GNU_SOURCE -DSTORE_BULK -w"
mkdir -p "$TMP/mutant/library"
${CC:-gcc} $flags -O1 -c -o "$TMP/driver.o" tests/bulk_mutant.c
rest="$(echo "$build"/store/xap*.o) $build/store/check.o $build/store/view.o $build/store/document.o $build/store/files.o $build/text/buf.o $build/text/pool.o $build/text/strmap.o $build/text/utf8_bytes.o $build/text/utf8.o"
libraries="$(pkg-config --libs xapian-core zlib libutf8proc) -Wl,-s"
command -v ld.gold >/dev/null && libraries="$libraries -fuse-ld=gold"

# mutant NUMBER FILE FROM TO: the driver with one text replaced, in $TMP/mutant/NUMBER.
mutant() {
	mkdir -p "$TMP/mutant/$1"
	FROM=$3 TO=$4 awk 'BEGIN {from = ENVIRON["FROM"]; to = ENVIRON["TO"]}
		{ at = index($0, from); if (at) { $0 = substr($0, 1, at - 1) to substr($0, at + length(from)); found = 1 } print }
		END { exit !found }' "store/bulk/$2" >"$TMP/mutant/$1/$2" || return 1
	${CC:-gcc} $flags -O0 -c -o "$TMP/mutant/$1/mutant.o" "$TMP/mutant/$1/$2" || return 1
	others=$(ls "$build"/store/bulk/*.o | grep -v "/${2%.c}\.o$")
	${CXX:-g++} -o "$TMP/mutant/$1/run" "$TMP/driver.o" "$TMP/mutant/$1/mutant.o" $others $rest $libraries
}

# verdict NUMBER: what the altered writer's work was found out by.
verdict() {
	mkdir "$TMP/mutant/$1/work"
	found=$( (timeout 60 "$TMP/mutant/$1/run" "$TMP/mutant/library" "$TMP/mutant/$1/work" 2>/dev/null || echo crash) | tr '\n' ' ')
	rm -rf "$TMP/mutant/$1"
}

mutant 0 postlist.c 'CHUNK 2000' 'CHUNK 2000' && verdict 0
check "an unaltered writer: nothing is found ($found)" test "$found" = 'compared '
number=0
tab=$(printf '\t')
while IFS=$tab read -r what file from to; do
	case $what in '#'*) continue ;; esac
	number=$((number + 1))
	if mutant $number "$file" "$from" "$to" >"$TMP/log" 2>&1; then
		verdict $number
	else
		cat "$TMP/log"
		found='cannot be built'
	fi
	case $found in
	*writing* | *joining* | *check* | *sample* | *comparer* | *crash*) echo "ok - $what: $found" ;;
	*) echo "not ok - $what: $found" && failures=$((failures + 1)) ;;
	esac
done <tests/cases/bulk_mutations.tsv

# ---- a trial that fails, and a program without the direct writer ----

# The sources and objects of hrindex again, to alter, in a folder of their own.
tree=$TMP/tree
altered=build/altered
mkdir -p "$tree/$altered"
cp -a Makefile text store formats indexer render lexicon stopwords "$tree"
for part in text store formats indexer render readers.so; do
	cp -a "$build/$part" "$tree/$altered"
done
sha256sum "$HRINDEX" "$build"/store/bulk/*.o >"$TMP/sums"
remake() {
	(cd "$tree" && MAKEFLAGS= make -s BUILD="$altered" "$altered/hrindex" "$altered/lexicon" "$altered/stopwords")
}
# builds NAME: what the altered hrindex does; its words are in $TMP/check.out.
builds() {
	check "$1, and the build is made all the same" \
		"$tree/$altered/hrindex" build --quiet -i "$TMP/altered" --bulk --jobs 1 corpus "$TMP/text"
	grep -v 'catalogue.csv: no file' "$TMP/check.out" >"$TMP/said"
	check 'the index is the same' test "$(digest "$TMP/altered")" = "$(cat "$TMP/library.digest")"
	check 'nothing is left of the trial' test -z "$(find "$TMP/altered" -name trial)"
	rm -rf "$TMP/altered"
}
sed -i 's/code_vint(out, last);/code_vint(out, last + 1);/' "$tree/store/bulk/code.c"
remake
builds 'an altered writer fails its trial'
check 'one line says so' has "$TMP/said" 'failed its trial: its file position.glass is not as Xapian'
check 'and nothing else is said' test "$(wc -l <"$TMP/said")" = 1
sed -i 's/if (bytes.len < 2)/if (bytes.len > 20) __builtin_trap();\n\t&/' "$tree/store/bulk/deflate.c"
remake
builds 'a trial that crashes fails'
check 'one line says that too' test "$(grep -c 'failed its trial' "$TMP/said")" = 1
rm -r "$tree/store/bulk" "$tree/$altered/store/bulk" "$tree/$altered/store/direct.o" "$tree/$altered/hrindex"
sed -i '/store\/bulk/d' "$tree/Makefile"
check 'one line of the Makefile less' test "$(diff Makefile "$tree/Makefile" | grep -c '^[<>]')" = 1
check 'a program without the direct writer can be made' remake
builds 'it writes by the library'
check 'it says nothing of it' diff /dev/null "$TMP/said"
check 'the program itself is not altered' sha256sum --quiet -c "$TMP/sums"
done_testing
