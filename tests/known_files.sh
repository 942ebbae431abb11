#!/bin/sh
# Published Word documents and web pages against the table tests/cases/known_files.tsv.
. tests/lib.shlib

test -d "$SHARED/formats" && command -v python3 >/dev/null 2>&1 || {
	skip 'published documents' '../shared or python3 is not there'
	exit 0
}
mkdir -p "$TMP/in"
cp "$SHARED"/formats/*.docx "$SHARED"/formats/*.html "$TMP/in/"
check_status 'nine published documents are read' 0 "$HRINDEX" build --quiet -i "$TMP/index" "$TMP/in"
"$HRINDEX" export -i "$TMP/index" >"$TMP/passages"
"$HRINDEX" list -i "$TMP/index" --json >"$TMP/sources"
grep '	phrase	' tests/cases/known_files.tsv | grep -v '^#' | while IFS='	' read -r file what where text; do
	printf '%s\t' "$file"
	"$HRSEARCH" -i "$TMP/index" --source "$file" --format json --limit 5 "\"$text\"" | tr '\n' '\t'
	echo
done >"$TMP/hits"
python3 - "$TMP" >"$TMP/tap" <<'EOF'
import json, sys
folder = sys.argv[1]
lines = lambda name: [json.loads(l) for l in open(folder + "/" + name, encoding="utf-8")]
passages, sources = lines("passages"), {s["id"]: s for s in lines("sources")}
hits = [[json.loads(h) for h in l.rstrip("\n").split("\t")[1:] if h] for l in open(folder + "/hits", encoding="utf-8")]

def stands(p, where):
    kind, _, label = where.partition(" ")
    if kind == "note":
        return p["note"] == label
    return kind != "paragraph" or (p["paragraph"] is not None and p["paragraph"]["label"] == label and not p["paragraph"]["counted"])

def holds(file, what, where, text):
    of_file = [p for p in passages if p["source"]["id"] == file]
    headings = [p for p in of_file if p["kind"] == "heading" and p["text"].replace("\u00a0\u00a0", " ").replace("\u00a0", " ") == text]
    if what in ("title", "date", "language", "notes"):
        return str(sources[file][what]) == text
    if what == "heading":
        return any(not where or p["section"][-1:] == [where] for p in headings)
    if what == "no heading":
        return not headings and any(p["text"] == text for p in of_file)
    if what == "phrase":
        found = hits.pop(0)
        return len(found) == 1 and stands(found[0], where) and found[0]["match"] == "exact"
    return any(stands(p, what + " " + where) and p["text"].startswith(text) for p in of_file)

for line in open("tests/cases/known_files.tsv", encoding="utf-8"):
    if not line.startswith("#"):
        file, what, where, text = line.rstrip("\n").split("\t")
        where = where.replace("-", "") if where == "-" else where
        print("ok" if holds(file, what, where, text) else "not ok", "- %s: %s %s: %s" % (file, what, where, text[:60]))
EOF
cat "$TMP/tap"
failures=$(grep -c '^not ok' "$TMP/tap")
check 'the table was read' test "$(grep -c '^ok' "$TMP/tap")" -ge 60
done_testing
