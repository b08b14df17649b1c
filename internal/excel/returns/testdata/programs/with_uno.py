"""Works in a workbook as a clerk does in LibreOffice: PIPE IN OUT EDITS.
PIPE is the name of the pipe on which an office program waits. EDITS is JSON, a
list of {"sheet", "cell", "value", "note"}: the value to type, and words to add
at the end of the cell's note."""
import json
import sys

import uno
from office import desktop, done, option

pipe, source, target, edits = sys.argv[1:]
book = desktop(pipe).loadComponentFromURL(uno.systemPathToFileUrl(source), "_blank", 0, (option("Hidden", True),))
for edit in json.load(open(edits, encoding="utf-8")):
    sheet = book.Sheets.getByName(edit["sheet"])
    cell = sheet.getCellRangeByName(edit["cell"])
    if "value" in edit:
        if isinstance(edit["value"], str):
            cell.setString(edit["value"])
        else:
            cell.setValue(edit["value"])
    if "note" in edit:
        note = cell.getAnnotation()
        note.setString(note.getString() + edit["note"])
book.storeToURL(uno.systemPathToFileUrl(target), (option("FilterName", "Calc MS Excel 2007 XML"),))
book.close(True)
done()
