#!/bin/sh
# PDFs, end to end: ten published ones against a table made by eye; what cannot
# be read is named.
. tests/lib.shlib

command -v python3 >/dev/null 2>&1 || {
	skip 'pdf' 'python3 is not installed'
	exit 0
}

# ---- published files ----
if test -d "$SHARED/formats"; then
	mkdir -p "$TMP/pdfs"
	cp "$SHARED"/formats/*.pdf "$TMP/pdfs"
	check_status 'ten published PDFs are read' 0 "$HRINDEX" build --quiet -i "$TMP/index" "$TMP/pdfs"
	"$PLAIN_HRINDEX" list -i "$TMP/index" --json >"$TMP/sources.jsonl"
	"$PLAIN_HRINDEX" export -i "$TMP/index" >"$TMP/passages.jsonl"
	# A line for each row of the table: what is there instead, or "right".
	python3 - tests/cases/pdf_shared.tsv "$TMP" "$PLAIN_HRSEARCH" >"$TMP/judged" <<'EOF'
import json, subprocess, sys

table, folder, hrsearch = sys.argv[1:]
sources = {s["id"]: s for s in map(json.loads, open(folder + "/sources.jsonl", encoding="utf-8"))}
passages = {}
for p in map(json.loads, open(folder + "/passages.jsonl", encoding="utf-8")):
    passages.setdefault(p["source"]["id"], []).append(p)

def find(source, page, test):
    found = [p for p in passages[source] if test(p)]
    pages = [p["page"]["physical"] for p in found]
    return "right" if page in pages else "on pages %s" % pages

def phrase(source, page, label, text):
    out = subprocess.run([hrsearch, "-i", folder + "/index", "--format", "json", "--source", source, '"%s"' % text], stdout=subprocess.PIPE).stdout
    hits = [json.loads(line)["page"] for line in out.decode("utf-8").splitlines()]
    want = {"physical": page, "label": label or None}
    return "right" if want in hits else str(hits)

for line in open(table, encoding="utf-8"):
    if line.startswith("#"):
        continue
    name, what, page, label, text = line.rstrip("\n").split("\t")
    source, page = name + ".pdf", int(page or 0)
    if what in ("title", "symbol", "pages"):
        value = sources[source][what]
        verdict = "right" if str(value) == text else repr(value)
    elif what == "phrase":
        verdict = phrase(source, page, label, text)
    elif what == "heading":
        verdict = find(source, page, lambda p: p["kind"] == "heading" and p["text"] == text)
    elif what == "note":
        verdict = find(source, page, lambda p: p["note"] == label and p["text"].startswith(text))
    else:
        verdict = find(source, page, lambda p: (p["paragraph"] or {}).get("label") == label and p["text"].startswith(text))
    print(verdict, name, what, page, label, text, sep="\t")
EOF
	for name in $(grep -v '^#' tests/cases/pdf_shared.tsv | cut -f 1 | sort -u); do
		grep "	$name	" "$TMP/judged" | grep -v '^right' >"$TMP/wrong"
		check "$name is as its table says" sh -c 'cat "$1"; ! test -s "$1"' - "$TMP/wrong"
	done
	check 'the table has 40 phrases with their pages' test "$(grep -c '^right	.*	phrase	' "$TMP/judged")" -ge 40
	"$HRSEARCH" -i "$TMP/index" --format json --limit 500 'torture prison children libertés' >"$TMP/hits.jsonl"
	check 'quotations from PDFs verify' "$HRSEARCH" -i "$TMP/index" --verify "$TMP/hits.jsonl"
else
	skip 'published PDFs' '../shared is not there'
fi

# ---- files that are not sound, beside one that is ----
mkdir -p "$TMP/bad"
python3 - "$TMP/bad" "$slowness" <<'EOF'
import hashlib, os, sys

folder = sys.argv[1]
full = [("full.pdf", 20000)] if sys.argv[2] == "1" else [] # it takes all its time to be read

def pdf(name, objects, trailer="", end=None):
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for i, body in enumerate(objects):
        places.append(len(out))
        out += b"%d 0 obj\n" % (i + 1) + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % p for p in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer.encode(), start)
    with open(folder + "/" + name, "wb") as f:
        f.write(out[:end])

def stream(data, more=b""):
    return b"<< /Length %d %s >>\nstream\n" % (len(data), more) + data + b"\nendstream"

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> /XObject << /I 6 0 R >> >> >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
IMAGE = stream(b"\x80", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8")
TEXT = stream(b"BT /F 12 Tf 72 700 Td (A good page about the treatment of prisoners.) Tj ET")
ONE = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"

# Two printed pages on each, whose text goes on from the left one to the right one.
SPREAD = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents %d 0 R /Resources << /Font << /F 3 0 R >> >> >>"
def column(x, lines, number):
    text = b"".join(b"1 0 0 1 %d %d Tm (%s) Tj " % (x, 540 - 15 * k, line) for k, line in enumerate(lines))
    return b"BT /F 11 Tf " + text + b"1 0 0 1 %d 30 Tm (%d) Tj ET " % (x + 160, number)
spread = [CATALOG, b"<< /Type /Pages /Count 4 /Kids [4 0 R 6 0 R 8 0 R 10 0 R] >>", FONT]
for page in range(4):
    left = [b"The committee on folio %d heard many witnesses of all sides and" % page] * 30
    right = [b"the members of the lantern inquiry %d wrote down what was said" % page] * 12
    spread += [SPREAD % (5 + 2 * page), stream(column(40, left, 10 + 2 * page) + column(460, right, 11 + 2 * page))]
os.mkdir(folder + "/../spread")
pdf("../spread/spread.pdf", spread)

# Its form is filled in with letters that only UTF-16 has: the reader may open no table for them.
FIELD = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (f) /F 4 /DA (/F 10 Tf) /Rect [72 600 300 620] /V <FEFF" + "Озёрная".encode("utf-16-be").hex().encode() + b"> >>"
pdf("good.pdf", [CATALOG[:-2] + b"/AcroForm << /Fields [7 0 R] >> >>", ONE, PAGE[:-2] + b"/Annots [7 0 R] >>", TEXT, FONT, IMAGE, FIELD])
pdf("cut.pdf", [CATALOG, ONE, PAGE, TEXT, FONT, IMAGE], end=120)
pdf("loop.pdf", [CATALOG, b"<< /Type /Pages /Count 3 /Kids [2 0 R 2 0 R 2 0 R] >>", PAGE, TEXT, FONT, IMAGE])
for name, pages in full + [("many.pdf", 20001)]:
    kids = b" ".join(b"%d 0 R" % (i + 3) for i in range(pages))
    pdf(name, [CATALOG, b"<< /Type /Pages /Count %d /Kids [" % pages + kids + b"] >>"] + [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"] * pages)
pdf("scan.pdf", [CATALOG, ONE, PAGE, stream(b"612 0 0 792 0 0 cm /I Do"), FONT, IMAGE])
pdf("nested.pdf", [CATALOG, ONE, PAGE, stream(b"q " * 200000 + b"[" * 100000), FONT, IMAGE])
pdf("named.pdf", [CATALOG, ONE, PAGE, TEXT, FONT, IMAGE])
os.rename(folder + "/named.pdf", folder + "/named.txt")

# Encrypted with the standard handler, revision 2, for a user's password that nobody is told.
PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
def rc4(key, data):
    s, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + s[i] + key[i % len(key)]) % 256
        s[i], s[j] = s[j], s[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + s[i]) % 256
        s[i], s[j] = s[j], s[i]
        out.append(byte ^ s[(s[i] + s[j]) % 256])
    return bytes(out)
user = (b"secret" + PAD)[:32]
owner = rc4(hashlib.md5(user).digest()[:5], user)
ident = b"0123456789abcdef"
key = hashlib.md5(user + owner + (0xFFFFFFFC).to_bytes(4, "little") + ident).digest()[:5]
encrypt = "/ID [<%s> <%s>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (ident.hex(), ident.hex(), owner.hex(), rc4(key, PAD).hex())
pdf("secret.pdf", [CATALOG, ONE, PAGE, TEXT, FONT, IMAGE], encrypt)
EOF

# ---- two printed pages on one of the file ----
"$HRINDEX" build --quiet -i "$TMP/two" "$TMP/spread" 2>/dev/null
"$HRSEARCH" -i "$TMP/two" --format json 'folio' >"$TMP/left.jsonl"
"$HRSEARCH" -i "$TMP/two" --format json 'lantern' >"$TMP/right.jsonl"
check 'a word on the left one has its number' grep -q '"page":{"physical":1,"label":"10"}' "$TMP/left.jsonl"
check 'a word on the right one has that of its own' grep -q '"page":{"physical":1,"label":"11"}' "$TMP/right.jsonl"
check 'both verify' sh -c 'cat "$1"/left.jsonl "$1"/right.jsonl | "$2" -i "$1"/two --verify' - "$TMP" "$HRSEARCH"
sed -i 's/"physical":1,"label":"11"/"physical":1,"label":"12"/' "$TMP/right.jsonl"
check_status 'another number does not' 1 "$HRSEARCH" -i "$TMP/two" --verify "$TMP/right.jsonl"
check_status 'unsound PDFs do not stop a build' 1 "$HRINDEX" build --quiet -i "$TMP/bad-index" "$TMP/bad"
"$HRINDEX" list -i "$TMP/bad-index" --failed >"$TMP/failed"
"$HRINDEX" list -i "$TMP/bad-index" >"$TMP/listed"
# named FILE REASON
named() {
	check "$1 is named: $2" sh -c 'grep -F -A 1 -- "$2" "$1" | grep -qF -- "$3"' - "$TMP/failed" "$1" "$2"
}
named cut.pdf 'a damaged PDF'
named loop.pdf 'no text on any of its'
named many.pdf 'more pages than we read'
test "$slowness" -ne 1 || named full.pdf 'no text on any of its 20000 pages'
named scan.pdf 'no text on any of its 1 page: pictures of pages, which must go through OCR first'
named nested.pdf 'no text'
named secret.pdf 'encrypted: it opens only with a password'
check 'the good one is indexed' has "$TMP/listed" 'good.pdf'
"$HRSEARCH" -i "$TMP/bad-index" --format json 'Озёрная' >"$TMP/field.jsonl"
check 'with what is filled into its form' has "$TMP/field.jsonl" 'good.pdf'
check 'and one that is called a text' has "$TMP/listed" 'named.txt'
done_testing
