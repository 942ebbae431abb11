#!/bin/sh
# make install and uninstall into a stage: the staged programs run from it, and nothing is left.
. tests/lib.shlib

stage="$TMP/st age"
build=${HRINDEX%/hrindex}
# The sanitised build is made with other flags; make must not build it again with ours.
case $build in *asan*) skip 'make install' 'the release build is the one installed' && done_testing ;; esac
build=build/$(basename "$build")
make_quiet() { make -s BUILD="$build" DESTDIR="$stage" PREFIX=/usr "$@"; }

check 'make install' make_quiet install
check 'the staged hrindex builds, with the staged lists' \
	"$stage/usr/bin/hrindex" --quiet build -i "$TMP/index" corpus
check 'its build keeps the lists' test -s "$TMP/index/$(cat "$TMP/index/current")/lists/stopwords/en.txt"
check 'the staged hrsearch answers' "$stage/usr/bin/hrsearch" -i "$TMP/index" Article 174
italian() {
	printf 'I diritti delle persone detenute.\n' >"$TMP/a.txt"
	"$stage/usr/bin/hrindex" --quiet build -i "$TMP/it" --language it "$TMP/a.txt"
	LD_DEBUG=files "$stage/usr/bin/hrsearch" -i "$TMP/it" --looseness stem persona 2>"$TMP/loaded"
}
check 'in Italian too' italian
test ! -e "$stage/usr/lib/hrsearch/stemmers.so" || check 'by the staged module' has "$TMP/loaded" /lib/hrsearch/stemmers.so
served() {
	"$stage/usr/bin/hrsearch" -i "$TMP/index" --serve 0 2>"$TMP/log" &
	server=$!
	until_true has "$TMP/log" 'at http://127.0.0.1:'
	kill -TERM $server && wait $server
}
check 'the staged hrsearch serves' served
unit=$stage/usr/share/hrsearch/examples/hrsearch.service
confined() {
	for call in setrlimit prlimit64 landlock_create_ruleset landlock_restrict_self; do
		grep -q "^SystemCallFilter=[^~]*\<$call\>" "$unit" || return 1
	done
}
check 'the systemd unit grants what the readers confine themselves with' confined
if command -v systemd-analyze >/dev/null 2>&1; then
	sed "s|/usr/local/bin/hrsearch|\"$stage/usr/bin/hrsearch\"|" "$unit" >"$TMP/hrsearch.service"
	check 'and systemd understands it' sh -c 'test -z "$(systemd-analyze verify "$0" 2>&1 | grep hrsearch.service | tee /dev/stderr)"' "$TMP/hrsearch.service"
else
	skip 'systemd understands the unit' 'systemd-analyze is not installed'
fi
check 'man pages are installed' test -s "$stage/usr/share/man/man1/hrsearch.1"
check 'make uninstall' make_quiet uninstall
left() { test -z "$(find "$stage" -type f -o -type l)"; }
check 'nothing is left' left
done_testing
