#!/bin/sh
# The same document in seven formats gives the same passages; what cannot be read
# is named, and the rest is indexed.
. tests/lib.shlib

command -v python3 >/dev/null 2>&1 || {
	skip 'formats' 'python3 is not installed'
	exit 0
}

# One report as Markdown, HTML, DOCX, ODT, RTF, EPUB and PDF.
mkdir -p "$TMP/same"
python3 - "$TMP/same" <<'EOF'
import sys, zipfile

folder = sys.argv[1]
TITLE = "Report on the rights of prisoners"
# kind, text; ^ calls the note
PARTS = [
    ("h1", TITLE),
    ("p", "The police of the town beat three people,^ and nobody was punished for it."),
    ("h2", "What was found"),
    ("n", "14", "The first numbered paragraph says what happened in the first prison."),
    ("n", "15", "The second numbered paragraph says what the ministry did about it:"),
    ("b", "it opened an inquiry that took two years;"),
    ("b", "it closed the inquiry."),
    ("h3", "What was not found"),
    ("p", "A paragraph under a heading of the third level."),
    ("r", "Year", "Cases"),
    ("r", "2015", "12"),
    ("n", "16", "The third numbered paragraph stands below a table, and goes on."),
    ("h2", "What is asked"),
    ("p", "Everyone who was beaten should be heard."),
]
NOTE = "See the annual report of the ombudsman, page 12."

def write(name, text):
    with open(folder + "/" + name, "w", encoding="utf-8") as out:
        out.write(text)

def archive(name, members):
    with zipfile.ZipFile(folder + "/" + name, "w", zipfile.ZIP_DEFLATED) as out:
        for member, text in members:
            out.writestr(member, text)

def markdown():
    out, last = "", None
    for kind, *texts in PARTS:
        joined = kind == last and kind in "br"
        out += "" if joined or not out else "\n"
        text = texts[-1].replace("^", "[^1]")
        if kind[0] == "h":
            out += "#" * int(kind[1]) + " " + text + "\n"
        elif kind == "n":
            out += texts[0] + ". " + text + "\n"
        elif kind == "b":
            out += "- " + text + "\n"
        elif kind == "r":
            out += "| " + " | ".join(texts) + " |\n" + ("" if joined else "|---|---|\n")
        else:
            out += text + "\n"
        last = kind
    write("same.md", out + "\n[^1]: " + NOTE + "\n")

def html():
    out, last = "", None
    ends = {"b": "</ul>", "n": "</ol>", "r": "</table>"}
    for kind, *texts in PARTS:
        if last != kind and last in ends:
            out += ends[last]
        if last != kind:
            out += {"b": "<ul>", "n": '<ol start="%s">' % texts[0], "r": "<table>"}.get(kind, "")
        text = texts[-1].replace("^", '<sup><a href="#fn1" id="ref1">1</a></sup>')
        if kind == "r":
            out += "<tr>" + "".join("<td>%s</td>" % t for t in texts) + "</tr>"
        else:
            tag = {"b": "li", "n": "li"}.get(kind, kind)
            out += "<%s>%s</%s>\n" % (tag, text, tag)
        last = kind
    write("same.html", "<!doctype html><html><head><title>Not this</title></head><body><nav>Menu</nav><main>" + out +
          '<ol class="footnotes"><li id="fn1">' + NOTE + ' <a href="#ref1">back</a></li></ol></main><footer>Site</footer></body></html>')

def docx():
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body, last = "", None
    for kind, *texts in PARTS:
        if last == "r" != kind:
            body += "</w:tbl>"
        text = texts[-1].replace("^", '</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t xml:space="preserve">')
        look = ""
        if kind[0] == "h":
            look = '<w:pStyle w:val="H%s"/>' % kind[1]
        elif kind in "nb":
            look = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr>' % (1 if kind == "n" else 2)
        if kind == "r":
            body += ("<w:tbl>" if last != "r" else "") + "<w:tr>" + "".join("<w:tc><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc>" % t for t in texts) + "</w:tr>"
        else:
            body += '<w:p><w:pPr>%s</w:pPr><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>' % (look, text)
        last = kind
    wrap = lambda tag, inside: '<?xml version="1.0"?><w:%s xmlns:w="%s">%s</w:%s>' % (tag, w, inside, tag)
    styles = "".join('<w:style w:type="paragraph" w:styleId="H%d"><w:name w:val="heading %d"/></w:style>' % (i, i) for i in (1, 2, 3))
    level = '<w:abstractNum w:abstractNumId="%d"><w:lvl w:ilvl="0"><w:start w:val="14"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/></w:lvl></w:abstractNum>'
    numbering = level % (0, "decimal", "%1.") + level % (1, "bullet", "o")
    numbering += "".join('<w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>' % (i + 1, i) for i in (0, 1))
    note = '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> %s</w:t></w:r></w:p></w:footnote>' % NOTE
    archive("same.docx", [("word/document.xml", wrap("document", "<w:body>" + body + "</w:body>")), ("word/styles.xml", wrap("styles", styles)),
                          ("word/numbering.xml", wrap("numbering", numbering)), ("word/footnotes.xml", wrap("footnotes", note))])

def odt():
    spaces = " ".join('xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (n, n) for n in ("office", "text", "table", "style"))
    note = '<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>%s</text:p></text:note-body></text:note>' % NOTE
    body, last = "", None
    for kind, *texts in PARTS:
        if last != kind and last in ("b", "n"):
            body += "</text:list>"
        if last != kind and last == "r":
            body += "</table:table>"
        if last != kind:
            body += {"b": '<text:list text:style-name="B">', "n": '<text:list text:style-name="N" text:continue-numbering="true">', "r": "<table:table>"}.get(kind, "")
        text = texts[-1].replace("^", note)
        if kind[0] == "h":
            body += '<text:h text:outline-level="%s">%s</text:h>' % (kind[1], text)
        elif kind in "nb":
            body += "<text:list-item><text:p>%s</text:p></text:list-item>" % text
        elif kind == "r":
            body += "<table:table-row>" + "".join("<table:table-cell><text:p>%s</text:p></table:table-cell>" % t for t in texts) + "</table:table-row>"
        else:
            body += "<text:p>%s</text:p>" % text
        last = kind
    lists = '<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="." text:start-value="14"/></text:list-style>'
    lists += '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/></text:list-style>'
    with zipfile.ZipFile(folder + "/same.odt", "w") as out:
        out.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        out.writestr("content.xml", '<office:document-content %s><office:automatic-styles>%s</office:automatic-styles><office:body><office:text>%s</office:text></office:body></office:document-content>' % (spaces, lists, body))

def rtf():
    word = lambda text: "".join(c if ord(c) < 128 else r"\u%d?" % ord(c) for c in text)
    note = r"{\super\chftn}{\footnote\pard\plain{\super\chftn} %s}" % word(NOTE)
    out = r"{\rtf1\ansi\ansicpg1252{\stylesheet{\s1 heading 1;}{\s2 heading 2;}{\s3 heading 3;}}"
    for kind, *texts in PARTS:
        text = word(texts[-1]).replace("^", note)
        if kind[0] == "h":
            out += r"\pard\s%s %s\par" % (kind[1], text)
        elif kind == "n":
            out += r"\pard{\listtext %s.\tab}%s\par" % (texts[0], text)
        elif kind == "b":
            out += r"\pard{\listtext\bullet\tab}%s\par" % text
        elif kind == "r":
            out += r"\trowd\pard\intbl " + "".join(word(t) + r"\cell " for t in texts) + r"\row"
        else:
            out += r"\pard %s\par" % text
    write("same.rtf", out + "}")

def epub():
    page = open(folder + "/same.html", encoding="utf-8").read()
    body = page[page.index("<main>") + 6:page.index("</main>")]
    cut = body.index('<ol class="footnotes">')
    title = next(texts[-1] for kind, *texts in PARTS if kind == "h1")
    chapters = [body[:cut].replace("#fn1", "notes.xhtml#fn1"), body[cut:].replace("#ref1", "text.xhtml#ref1")]
    xhtml = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>%s</body></html>'
    item = '<item id="%s" href="%s.xhtml" media-type="application/xhtml+xml"/>'
    archive("same.epub", [("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", '<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>'),
        ("book.opf", '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>%s</dc:title></metadata><manifest>%s%s</manifest><spine><itemref idref="text"/><itemref idref="notes"/></spine></package>'
            % (title, item % ("text", "text"), item % ("notes", "notes"))),
        ("text.xhtml", xhtml % chapters[0]), ("notes.xhtml", xhtml % chapters[1])])

def pdf():
    """Two pages with running heads and numbers; lines of at most 70 characters, the note at the foot of the first page."""
    pages, y = [[]], 0
    size_of = {"h1": 20, "h2": 15, "h3": 12.5}

    def show(text, x, size=10.0, face="R"):
        text = text.replace("(", "\\(").replace(")", "\\)")
        pages[-1].append("BT /%s %.1f Tf %.1f %.1f Td (%s) Tj ET" % (face, size, x, 792 - y, text))

    def wrap(text):
        lines, line = [], ""
        for word in text.split():
            if len(line) + len(word) > 70:
                lines.append(line)
                line = ""
            line += (" " if line else "") + word
        return lines + [line]

    y, last = 100, None
    for i, (kind, *texts) in enumerate(PARTS):
        if i == 9:
            pages.append([])
            y = 100
        y += 4 if kind == last and kind in "rb" else 12
        last = kind
        if kind == "r":
            show(texts[0], 72), show(texts[1], 200)
            y += 12
            continue
        size, x = size_of.get(kind, 10.0), 72.0
        if kind == "n":
            show(texts[0] + ".", 72)
        if kind == "b":
            show("\\225", 72)
        for n, line in enumerate(wrap(texts[-1])):
            x = 100 if kind in "nb" else 72
            before, call, after = line.partition("^")
            show(before, x, size, "B" if kind[0] == "h" else "R")
            if call:
                pages[-1][-1] = "BT /R 10 Tf %.1f %.1f Td (%s) Tj /R 6 Tf 4 Ts (1) Tj 0 Ts /R 10 Tf (%s) Tj ET" % (x, 792 - y, before, after)
            y += size * 1.25
    pages[0].append("BT 1 0 0 1 72 80 Tm /R 5.2 Tf 3 Ts (1) Tj 0 Ts /R 8 Tf ( %s) Tj ET" % NOTE)
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), " ".join("%d 0 R" % (5 + 2 * i) for i in range(len(pages))))]
    objects += ["<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica%s /Encoding /WinAnsiEncoding >>" % b for b in ("", "-Bold")]
    for i, page in enumerate(pages):
        page.append("BT /R 9 Tf 72 752 Td (Rights of prisoners) Tj ET BT /R 9 Tf 300 40 Td (%d) Tj ET" % (i + 7))
        data = "\n".join(page)
        objects.append("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources << /Font << /R 3 0 R /B 4 0 R >> >> >>" % (6 + 2 * i))
        objects.append("<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data))
    out, places = "%PDF-1.4\n", []
    for i, o in enumerate(objects):
        places.append(len(out))
        out += "%d 0 obj\n%s\nendobj\n" % (i + 1, o)
    start = len(out)
    out += "xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + "".join("%010d 00000 n \n" % p for p in places)
    write("same.pdf", out + "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))

markdown(), html(), docx(), odt(), rtf(), epub(), pdf()
write("parts.rtf", r"{\rtf1\ansi About a boat\par The court has heard the fisher and the harbour.\par A.\par The boat was taken in spring.\par I\par was there, he says.\par B.\par It has to be given back.\par}")
write("answers.rtf", r"{\rtf1\ansi About a witness\par The witness was heard by the court in spring.\par Q.\par Who took the boat?\par A.\par Four men took it.\par}")
EOF

check_status 'one report in seven formats is read' 0 "$HRINDEX" build --quiet -i "$TMP/index" "$TMP/same"
"$HRINDEX" export -i "$TMP/index" >"$TMP/passages.jsonl"

# passages ID: what a person is told of each passage but for where its bytes are.
passages() {
	python3 - "$TMP/passages.jsonl" "$1" <<'EOF'
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    d = json.loads(line)
    if d["source"]["id"] == sys.argv[2]:
        print(d["source"]["title"], d["kind"], d["section"], d["paragraph"], d["note"], d["lead_in"], d["text"], sep=" | ")
EOF
}
passages same.md >"$TMP/same.md.txt"
check 'the report has 15 passages, a note and a numbered paragraph among them' \
	sh -c 'test $(wc -l <"$1") -eq 15 && grep -q "| note |" "$1" && grep -q "'\''label'\'': '\''16'\'', '\''counted'\'': False" "$1"' - "$TMP/same.md.txt"
for format in html docx odt rtf epub pdf; do
	passages same.$format >"$TMP/same.$format.txt"
	check "$format gives the passages of Markdown" diff "$TMP/same.md.txt" "$TMP/same.$format.txt"
done
passages parts.rtf >"$TMP/parts.txt"
check 'letters with a stop in paragraphs of their own head what follows, one without is a word' \
	sh -c 'test "$(grep -c "| heading |" "$1")" -eq 2 && grep -qF "['"'B.'"'] | {" "$1"' - "$TMP/parts.txt"
passages answers.rtf >"$TMP/answers.txt"
check '  nor does one that answers "Q."' sh -c '! grep -q "| heading |" "$1" && grep -q "Four men" "$1"' - "$TMP/answers.txt"
"$HRSEARCH" -i "$TMP/index" --format json --source same.pdf 'everyone' >"$TMP/hits.jsonl"
check 'the PDF has pages, too' has "$TMP/hits.jsonl" '"page":{"physical":2,"label":"8"}'
"$HRSEARCH" -i "$TMP/index" --format json --source same.pdf 'ombudsman' >"$TMP/hits.jsonl"
check 'its note stands where it is printed' has "$TMP/hits.jsonl" '"page":{"physical":1,"label":"7"}'
"$HRSEARCH" -i "$TMP/index" --format json 'ombudsman' >"$TMP/hits.jsonl"
check 'quotations from every format verify' "$HRSEARCH" -i "$TMP/index" --verify "$TMP/hits.jsonl"
check_status 'a child is described' 0 "$HRINDEX" check --sandbox
check 'by what is in force' has "$TMP/out" 'no new privileges: in force'

# Hostile files beside a good one: each is named, the good one is indexed.
mkdir -p "$TMP/bad"
python3 - "$TMP/bad" <<'EOF'
import sys, zipfile
folder = sys.argv[1]
w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
def archive(name, members, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(folder + "/" + name, "w", method) as out:
        for member, text in members:
            out.writestr(member, text)
def write(name, data):
    with open(folder + "/" + name, "wb") as out:
        out.write(data)
good = "<w:document %s><w:body><w:p><w:r><w:t>A good paragraph about torture.</w:t></w:r></w:p></w:body></w:document>" % w
archive("good.docx", [("word/document.xml", good)])
archive("dots.docx", [("../../escaped", "x"), ("word/document.xml", good)])
with zipfile.ZipFile(folder + "/bomb.docx", "w", zipfile.ZIP_DEFLATED) as out:
    with out.open("word/document.xml", "w") as member:
        for i in range(400):
            member.write(b" " * 1048576)
archive("entity.docx", [("word/document.xml", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + good)])
archive("deep.docx", [("word/document.xml", "<w:document %s>" % w + "<w:sdt>" * 10000 + "</w:sdt>" * 10000 + "</w:document>")])
archive("other.docx", [("word/other.xml", good)])
write("cut.docx", open(folder + "/good.docx", "rb").read()[:150])
write("deep.html", b"<html>" + b"<div>" * 10000 + b"text")
write("empty.html", b"<html><script>x</script></html>")
archive("entity.odt", [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>')], zipfile.ZIP_STORED)
EOF
check_status 'hostile files do not stop a build' 1 "$HRINDEX" build --quiet -i "$TMP/bad-index" "$TMP/bad"
"$HRINDEX" list -i "$TMP/bad-index" --failed >"$TMP/failed"
"$HRINDEX" list -i "$TMP/bad-index" >"$TMP/listed"
for name in bomb.docx entity.docx deep.docx other.docx cut.docx deep.html empty.html entity.odt; do
	check "$name is named" has "$TMP/failed" "$name"
done
for name in good.docx dots.docx; do
	check "$name is indexed" has "$TMP/listed" "$name"
done
check 'nothing was written outside the index' sh -c '! find "$1/.." -maxdepth 2 -name escaped | grep -q .' - "$TMP/bad"
done_testing
