// Package plan is the plan definition and the vocabulary everything else is
// said in: tracks, tasks, units, the form's columns, the wording and level of
// each rule, the thresholds, and the arithmetic of the lights.
//
// The definition is data. It is read from positioned tables, which are the
// embedded CSV files or the sheets of an office's own 方案.xlsx; both go
// through Parse, so whatever the office may change takes effect everywhere.
//
// Money, Percent, Date and Quarter carry their unit in their type. Amounts
// are integers of 分 and never floats.
package plan
