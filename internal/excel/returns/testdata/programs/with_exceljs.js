// Works in a workbook as a script of a department would: IN OUT EDITS. EDITS is
// JSON, a list of {sheet, cell, value, note}: the value to type, and words to
// add at the end of the cell's note.
const fs = require("fs");
const ExcelJS = require("exceljs");

const [source, target, edits] = process.argv.slice(2);
const book = new ExcelJS.Workbook();
book.xlsx.readFile(source).then(() => {
  for (const edit of JSON.parse(fs.readFileSync(edits, "utf8"))) {
    const cell = book.getWorksheet(edit.sheet).getCell(edit.cell);
    if ("value" in edit) cell.value = edit.value;
    if ("note" in edit) {
      const note = cell.note;
      if (typeof note === "string") cell.note = note + edit.note;
      else note.texts.push({ text: edit.note });
    }
  }
  return book.xlsx.writeFile(target);
});
