package templates

import "embed"

// Fonts holds the report's typefaces, each a TrueType file packed with zstd,
// and their licences. Nothing of it is unpacked until a PDF is drawn.
//
//go:embed fonts/*.ttf.zst fonts/OFL-*.txt
var Fonts embed.FS
