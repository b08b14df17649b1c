"""Works in a workbook as a clerk does in LibreOffice: PIPE IN OUT EDITS. With PIPE
alone it ends the program.

PIPE is the name of the pipe on which an office program waits. EDITS is JSON, a
list of {"sheet", "cell", "value", "note"}: the value to type, and words to add
at the end of the cell's note."""
import json
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException


def office(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            context = resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(0.2)
    sys.exit("the office program does not answer")


def option(name, value):
    p = PropertyValue()
    p.Name, p.Value = name, value
    return p


if len(sys.argv) == 2:
    try:
        office(sys.argv[1]).terminate()
    except DisposedException:
        pass  # it is gone before it answers
    sys.exit()
pipe, source, target, edits = sys.argv[1:]
book = office(pipe).loadComponentFromURL(uno.systemPathToFileUrl(source), "_blank", 0, (option("Hidden", True),))
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
