// Package filing holds what flows through the program: the projects a unit
// files, the submission they arrive in, the findings about them, and what the
// office has decided. It is values only; nothing here reads a workbook or
// judges a project.
//
// Submissions are written as ndjson, one a line, and read back without loss,
// so that shards of one collection can be checked apart and merged.
package filing
