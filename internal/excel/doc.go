// Package excel writes the workbooks people work in: the consolidated
// workbook (汇总表), the units' forms, and their own workbooks marked and sent
// back. It draws what a report, a plan and findings say and computes no
// figures of its own; the totals it writes as live formulas carry the report's
// figures as stored results.
//
// Everything is written in memory and returned as bytes. Text from a
// submission only ever becomes the text of a cell: never a formula, a link, a
// sheet or a name.
package excel
