// Packfonts packs the report's typefaces anew: the TrueType files of the folder
// that --from names, or, without one, what the packed files hold already. It needs the
// program zstd, and the same version of that gives the same bytes.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"jingpin/internal/pdf/truetype"
)

func main() {
	from := flag.String("from", "", "folder of TrueType files")
	flag.Parse()
	if err := run(*from, flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "packfonts:", err)
		os.Exit(1)
	}
}

// extension is that of a packed font.
const extension = ".tiers"

func run(from, to string) error {
	pattern, read := filepath.Join(to, "*"+extension), restored
	if from != "" {
		pattern, read = filepath.Join(from, "*.ttf"), os.ReadFile
	}
	files, err := filepath.Glob(pattern)
	if err != nil {
		return err
	}
	for _, file := range files {
		font, err := read(file)
		if err != nil {
			return err
		}
		packed, err := truetype.Pack(font, compress)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)) + extension
		if err := os.WriteFile(filepath.Join(to, name), packed, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// restored is the TrueType file that a packed one was made from.
func restored(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return truetype.Restore(f)
}

// compress packs as closely as zstd can, which takes a minute.
func compress(data []byte) ([]byte, error) {
	c := exec.Command("zstd", "--ultra", "-22", "--quiet", "--stdout", fmt.Sprint("--stream-size=", len(data)))
	c.Stdin = bytes.NewReader(data)
	c.Stderr = os.Stderr
	return c.Output()
}
