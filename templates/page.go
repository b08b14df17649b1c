package templates

import "embed"

// Page holds the files of the local page: HTML templates, one style sheet, one
// script.
//
//go:embed page
var Page embed.FS
