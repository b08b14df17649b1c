// Package web is the page: the second face of the work on a quarter's folder.
// It shows the folder as a desk, watches it, and hands every piece of work to
// quarter; it has no rule, figure or file operation of its own, so that after a
// day's work on the page the folder is what the commands would have left.
//
// There is no state but the folder. The page is for one person on one machine:
// it answers on the loopback address alone, to who has the token of the first
// address, and no path from a client opens a file: files and folders are named
// by their place in lists of the program's own.
package web
