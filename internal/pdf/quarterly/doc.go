// Package quarterly draws the quarterly report: in flows a report.Report, whose
// every figure and sentence is settled, out flows its PDF. It maps the report
// to the blocks of a layout.Document and computes nothing.
package quarterly
