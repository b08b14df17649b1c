// Package check turns what reading a workbook showed into findings. Into it
// flow the facts and rows of a submission and the plan; out of it the
// submission's findings, worded. It is the only place that words one.
package check
