// Works in a workbook as a script of a department would: IN OUT EDITS. EDITS is
// JSON, a list of {sheet, cell, value, note}: the value to type, and words to
// add at the end of the cell's note.
const fs = require("fs");
const XLSX = require("xlsx");

const [source, target, edits] = process.argv.slice(2);
const book = XLSX.readFile(source, { cellStyles: true, cellNF: true, bookVBA: true });
for (const edit of JSON.parse(fs.readFileSync(edits, "utf8"))) {
  const sheet = book.Sheets[edit.sheet];
  if ("value" in edit) {
    const old = sheet[edit.cell] || {};
    const kind = typeof edit.value === "number" ? "n" : "s";
    sheet[edit.cell] = { t: kind, v: edit.value, s: old.s, z: old.z, c: old.c };
  }
  if ("note" in edit) {
    const note = sheet[edit.cell].c[0];
    note.t += edit.note;
    delete note.r;
    delete note.h;
  }
}
XLSX.writeFile(book, target);
