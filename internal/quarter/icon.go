package quarter

import (
	"fmt"
	"path/filepath"

	"jingpin/internal/output"
)

// Icon writes the entry by which a Linux desktop starts the program's page, into
// the folder of a person's own data, and returns where it stands.
func Icon(program, data string) (string, error) {
	target := filepath.Join(data, "applications", "jingpin.desktop")
	text := fmt.Sprintf("[Desktop Entry]\nType=Application\nName=精品\nComment=收表、检查、汇总、出季度报告\nExec=%q serve %%f\nTerminal=false\nCategories=Office;\n", program)
	if _, err := output.Write(output.File{Path: target, Data: []byte(text)}); err != nil {
		return "", unwritable(target, err)
	}
	return target, nil
}
