"""Edits a draft as a clerk does in LibreOffice: PIPE IN OUT EDITS.

PIPE is the name of the pipe on which an office program waits. EDITS is JSON, a
list of {"in", "old", "new"} (words typed over others in the paragraph that
contains "in"), {"cut", "before"} (a paragraph cut, and pasted before another),
{"delete"} and {"add", "after"} (a paragraph)."""
import json
import sys

import uno
from office import desktop, done, option

pipe, source, target, edits = sys.argv[1:]
doc = desktop(pipe).loadComponentFromURL(uno.systemPathToFileUrl(source), "_blank", 0, (option("Hidden", True),))
text, controller = doc.Text, doc.CurrentController
view = controller.ViewCursor


def paragraph(words):
    walk = text.createEnumeration()
    while walk.hasMoreElements():
        p = walk.nextElement()
        if p.supportsService("com.sun.star.text.Paragraph") and words in p.String:
            return p
    sys.exit("no paragraph has " + words)


def select(words):
    """Selects a paragraph with its end, as a triple click and shift do."""
    view.gotoRange(paragraph(words).Start, False)
    view.gotoRange(paragraph(words).End, True)
    view.goRight(1, True)


for edit in json.load(open(edits, encoding="utf-8")):
    if "old" in edit:
        cursor = text.createTextCursorByRange(paragraph(edit["in"]).Start)
        at = paragraph(edit["in"]).String.index(edit["old"])
        cursor.goRight(at, False)
        cursor.goRight(len(edit["old"]), True)
        cursor.String = edit["new"]
    elif "cut" in edit:
        select(edit["cut"])
        clipboard = controller.getTransferable()
        view.String = ""
        view.gotoRange(paragraph(edit["before"]).Start, False)
        controller.insertTransferable(clipboard)
    elif "delete" in edit:
        select(edit["delete"])
        view.String = ""
    elif "add" in edit:
        view.gotoRange(paragraph(edit["after"]).End, False)
        text.insertControlCharacter(view, 0, False)  # a new paragraph
        text.insertString(view, edit["add"], False)
doc.storeToURL(uno.systemPathToFileUrl(target), (option("FilterName", "MS Word 2007 XML"),))
doc.close(True)
done()
