// Package check turns what reading a workbook showed into findings, and is the
// only place that words one. Into it flow the facts and rows of a submission,
// the plan and, where there is one, last quarter; out of it the submission's
// findings and, for portfolio, what a project has in common with last quarter's.
//
// Judge is for what has just been read, Rejudge for rows that the office has
// corrected since, and a History for what it takes last quarter to say. There is
// one file a family of rules; what explains many cells is in cause.go.
package check
