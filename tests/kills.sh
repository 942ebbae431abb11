#!/bin/sh
# SIGKILL at random moments of build, update, remove and rollback; SIGTERM; a full disk at every tenth
# write; a reader that searches all the while. The index answers as before or as after, check is clean,
# and the next run succeeds and clears up.
#
# SEED=n repeats a run; LONG=1: 60 kills, a disk full at each tenth write, 200 rebuilds and updates.
. tests/lib.shlib
lib=$TMP/lib
index=$TMP/index
mkdir "$lib"
seed=${SEED:-20261126}
if test -n "${LONG-}"; then
	kills=60 step=10 rounds=200
else
	kills=6 step=20 rounds=4
fi
echo "# seed $seed"

# random N: a number below N.
random() {
	seed=$(((seed * 1103515245 + 12345) % 2147483648))
	echo $((seed / 65536 % $1))
}

# Every text has the word "always" of its own; some change from round to round.
i=0
while test $i -lt 40; do
	printf 'Text %s is always here.\n\nArticle %s was cited by Ivan Petrov%s.\n' $i $((i + 1)) $i >"$lib/$i.txt"
	i=$((i + 1))
done
change() {
	changed=$(random 40)
	printf 'Text %s is always here, as of %s.\n' "$changed" "$1" >"$lib/$changed.txt"
}
# run COMMAND: one of the four on the index.
run() {
	case $1 in
	build) "$HRINDEX" --quiet build -i "$index" "$lib" ;;
	update) "$HRINDEX" --quiet update -i "$index" ;;
	remove) "$HRINDEX" --quiet remove -i "$index" "$("$HRINDEX" list -i "$index" --csv | sed -n 2p | cut -d, -f3)" ;;
	rollback) "$HRINDEX" --quiet rollback -i "$index" ;;
	esac
}
run build
change first
run update

# How long a run of each command takes, in thousandths of a second: kills fall within it. A run that
# was over before its kill makes it shorter, one that was killed a little longer: others are at work too.
start=$(date +%s%N)
run build
length=$((($(date +%s%N) - start) / 1000000 + 1))
span_build=$length span_update=$length span_remove=$length span_rollback=$((length / 10 + 1))

killed=0 bad=0 k=0
while test $killed -lt "$kills" && test $k -lt $((40 * kills)); do
	case $((k % 4)) in 0) what=build ;; 1) what=update ;; 2) what=remove ;; *) what=rollback ;; esac
	eval "span=\$span_$what"
	change $k
	before=$("$HRINDEX" list -i "$index" --json | sha256sum)
	wait=$(random $span)
	case $what in
	build) set -- build -i "$index" "$lib" ;;
	update) set -- update -i "$index" ;;
	remove) set -- remove -i "$index" "$("$HRINDEX" list -i "$index" --csv | sed -n 2p | cut -d, -f3)" ;;
	rollback) set -- rollback -i "$index" ;;
	esac
	"$HRINDEX" --quiet "$@" 2>/dev/null &
	child=$!
	sleep "$((wait / 1000)).$(printf %03d $((wait % 1000)))"
	kill -KILL $child 2>/dev/null
	wait $child 2>/dev/null
	if test $? -eq 137; then
		killed=$((killed + 1))
		span=$((span + span / 8 + 1))
	else
		span=$((wait + 1))
	fi
	eval "span_$what=$span"
	"$HRSEARCH" -i "$index" always >/dev/null 2>"$TMP/err" || { echo "# $what, $wait ms: no answer" && bad=$((bad + 1)); }
	"$HRINDEX" check -i "$index" >/dev/null 2>"$TMP/err" || { echo "# $what, $wait ms: check: $(head -1 "$TMP/err")" && bad=$((bad + 1)); }
	after=$("$HRINDEX" list -i "$index" --json | sha256sum)
	"$HRINDEX" --quiet update -i "$index" 2>"$TMP/err" || { echo "# $what, $wait ms: next: $(head -1 "$TMP/err")" && bad=$((bad + 1)); }
	ls "$index" | grep -q '\.new$' && echo "# $what, $wait ms: rubbish is left" && bad=$((bad + 1))
	test "$before" = "$after" && old=$((${old:-0} + 1))
	k=$((k + 1))
done
check "$killed of $k runs killed (${old:-0} as before): the index answers, is whole, and takes the next" test "$bad" -eq 0
check "as many as were to be" test "$killed" -eq "$kills"
rm -rf "$TMP/fresh"
run build
"$HRINDEX" --quiet build -i "$TMP/fresh" "$lib"
check "after it, as a build makes it" test "$(digest "$index")" = "$(digest "$TMP/fresh")"

# SIGTERM, SIGHUP and SIGINT end a run cleanly; a second writer is told who is at work.
# What they read takes seconds: however late it is seen that one has begun, it has not ended.
live=$(cat "$index/current")
seq 400000 | awk '{print "Matter", $1, "is before court", $1 % 97, "and others.\n"}' >"$lib/large.txt"
for signal in TERM HUP INT; do
	command="build $lib"
	test $signal = INT && command=update
	# shellcheck disable=SC2086
	interruptible "$HRINDEX" $command --json -i "$index" >"$TMP/events" 2>"$TMP/first" &
	child=$!
	until_true begun "$index"
	kill -STOP $child # however slow what follows is, the build has not ended
	if test $signal = TERM; then
		check_status "a second writer" 2 "$HRINDEX" update -i "$index"
		check "is told who is at work" has "$TMP/err" "is being written by process $child"
		check "and since when" has "$TMP/err" ", since 2"
	fi
	kill -$signal $child
	kill -CONT $child
	wait $child
	status=$?
	check "SIG$signal ends ${command%% *} with status 2" test $status -eq 2
	check "and says so" has "$TMP/first" "stopped; the live build is as it was"
	check "to a script too" sh -c 'tail -n 1 "$1" | grep -q "\"event\":\"done\",\"status\":2,\"error\":\"stopped; "' sh "$TMP/events"
	check "nothing is left of it" sh -c '! ls -d "$1"/*.new 2>/dev/null' sh "$index"
	check "and the live build is" test "$(cat "$index/current")" = "$live"
done
rm "$lib/large.txt"
echo "99999999 2020-01-01T00:00:00Z" >"$index/lock"
check_status "a lock of a process that is no more" 0 run update
check "is none" test -e "$index/current"

# A full disk: each tenth write fails, and all after it.
cat >"$TMP/full.c" <<'C'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
static atomic_long *done; /* writes so far, of all processes */
static long most;
__attribute__((constructor)) static void begin(void)
{
	int fd = open(getenv("FULL_COUNT"), O_RDWR);
	if (fd >= 0)
		done = mmap(NULL, sizeof *done, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	most = atol(getenv("FULL_AFTER"));
}
static int full(int fd)
{
	/* Pipes and terminals are no disk. */
	if (done == NULL || done == MAP_FAILED || lseek(fd, 0, SEEK_CUR) < 0 || atomic_fetch_add(done, 1) < most)
		return 0;
	errno = ENOSPC;
	return 1;
}
ssize_t write(int fd, const void *b, size_t n)
{
	static ssize_t (*next)(int, const void *, size_t);
	if (next == NULL)
		next = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
	return full(fd) ? -1 : next(fd, b, n);
}
ssize_t pwrite64(int fd, const void *b, size_t n, off64_t at)
{
	static ssize_t (*next)(int, const void *, size_t, off64_t);
	if (next == NULL)
		next = (ssize_t(*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
	return full(fd) ? -1 : next(fd, b, n, at);
}
ssize_t pwrite(int fd, const void *b, size_t n, off_t at)
{
	return pwrite64(fd, b, n, at);
}
C
case ${HRINDEX%/*} in *asan*) shim= ;; *) shim=$TMP/full.so ;; esac
if test -z "$shim" || ! ${CC:-gcc} -shared -fPIC -O1 -o "$shim" "$TMP/full.c" -ldl 2>/dev/null; then
	skip "a full disk" "no shim under a sanitizer, or no compiler"
else
	# writes COUNT COMMAND...: runs it on a disk that takes so many writes.
	writes() {
		head -c 8 /dev/zero >"$TMP/count"
		after=$1
		shift
		FULL_COUNT=$TMP/count FULL_AFTER=$after LD_PRELOAD=$shim "$@"
	}
	full=0 wrong=0
	was=$(digest "$index")
	for what in update build; do
		n=5
		while test $n -lt 20000; do
			change "disk$n"
			live=$(cat "$index/current")
			case $what in update) set -- update -i "$index" ;; build) set -- build -i "$index" "$lib" ;; esac
			writes $n "$HRINDEX" --quiet "$@" 2>"$TMP/err"
			status=$?
			if test $status -eq 0; then
				was=$(digest "$index")
				break
			fi
			full=$((full + 1))
			test $status -eq 2 || { echo "# $what, write $n: status $status" && wrong=$((wrong + 1)); }
			test "$(cat "$index/current")" = "$live" && "$HRSEARCH" -i "$index" always >/dev/null 2>&1 ||
				{ echo "# $what, write $n: not as it was: $(head -1 "$TMP/err")" && wrong=$((wrong + 1)); }
			n=$((n + step))
			test $full -ge 6 && test -z "${LONG-}" && break
		done
		test "$(digest "$index")" = "$was" || wrong=$((wrong + 1))
	done
	check "$full full disks: an error each time, and the live build as it was" test "$wrong" -eq 0
	check "there were some" test "$full" -gt 2
fi

# A reader all the while.
touch "$TMP/reading"
(
	searches=0 errors=0
	while test -e "$TMP/reading"; do
		"$HRSEARCH" -i "$index" --format tsv always >"$TMP/answer" 2>"$TMP/said" || {
			errors=$((errors + 1))
			cat "$TMP/said" >>"$TMP/reader.err"
		}
		test "$(wc -l <"$TMP/answer")" -gt 5 || errors=$((errors + 1))
		searches=$((searches + 1))
	done
	echo "$searches $errors" >"$TMP/read"
) &
reader=$!
r=0 failed=0
while test $r -lt "$rounds"; do
	change "round$r"
	if test $((r % 2)) -eq 0; then run update; else run build; fi || failed=$((failed + 1))
	r=$((r + 1))
done
rm "$TMP/reading"
wait $reader
read -r searches errors <"$TMP/read"
check "$rounds rebuilds and updates" test "$failed" -eq 0
check "$searches searches meanwhile: no error and no empty answer" test "$errors" -eq 0
test "$errors" -eq 0 || head -3 "$TMP/reader.err" | sed 's/^/# /'
done_testing
