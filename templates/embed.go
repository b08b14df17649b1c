// Package templates holds what is built into the program: the plan definition
// that applies unless an office supplies its own.
package templates

import "embed"

// Plan holds the built-in plan definition under plan/, one CSV file per table,
// named after the table (plan/栏目.csv). Files are UTF-8 without a byte order
// mark, RFC 4180, their first row the header; cells are not padded, and lists
// within a cell are separated by 、.
//
//go:embed plan/*.csv
var Plan embed.FS
