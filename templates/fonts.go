package templates

import (
	"embed"
	"io"
)

//go:generate go run jingpin/internal/pdf/truetype/packfonts fonts

// fonts holds the report's typefaces, packed.
//
//go:embed fonts/*.tiers
var fonts embed.FS

// Font opens one of the report's typefaces, a TrueType file that is packed by
// internal/pdf/truetype. What is read of it is all that comes into memory.
func Font(name string) (io.ReaderAt, error) {
	file, err := fonts.Open("fonts/" + name + ".tiers")
	if err != nil {
		return nil, err
	}
	return file.(io.ReaderAt), nil // as embed's files are
}
