// Package rehearse writes departments' workbooks together with what a correct
// run must find in them: two quarters of samples, the layouts every reader has
// to read alike, and campaigns of any size to rehearse a collection with.
//
// What a project is stands in CSV files under data; how a department lays its
// sheet out and what it gets wrong is Go data. Amounts and progress are
// invented. Everything is made in memory, and the same input gives the same
// bytes.
//
// Expected results follow from the rules, not from what the checks happen to
// do. They list every finding but C03: values read otherwise than typed are
// not faults.
package rehearse

//go:generate go run jingpin/cmd/jingpin rehearse --samples ../../samples
