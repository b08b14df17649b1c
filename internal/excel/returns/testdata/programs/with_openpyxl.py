"""Works in a workbook as a script of a department would: IN OUT EDITS.

EDITS is JSON, a list of {"sheet", "cell", "value", "note"}: the value to type,
and words to add at the end of the cell's note."""
import json
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
for edit in json.load(open(sys.argv[3], encoding="utf-8")):
    cell = book[edit["sheet"]][edit["cell"]]
    if "value" in edit:
        cell.value = edit["value"]
    if "note" in edit:
        cell.comment.text += edit["note"]
book.save(sys.argv[2])
