// Package filing holds what flows through the program: the projects a unit
// files, the submission they arrive in, the facts and findings about them, and
// what the office has decided. It is values only; nothing here reads a workbook
// or judges a project.
//
// What a project has is held in one table of columns, under the plan's keys,
// which are the JSON's too: Value and Set go by it. Which project a row, a
// finding or a decision is about is a RowID.
//
// In flow the words of plan; out flow values that are JSON objects; package
// stream writes them line by line.
package filing

// Tool is how what the program writes for itself is known.
const Tool = "jingpin"
