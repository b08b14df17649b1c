package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"jingpin": main})
}

// The scripts use the program as people do. mkxlsx and dumpxlsx make a
// workbook from text and show one as text.
func TestScripts(t *testing.T) {
	samples, err := filepath.Abs(filepath.Join("..", "..", "samples"))
	require.NoError(t, err)
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("SAMPLES", samples)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"mkxlsx": mkxlsx, "dumpxlsx": dumpxlsx, "sed": sed},
	})
}

// mkxlsx OUT IN writes a workbook. A line "# name" begins a sheet; the others
// are rows with cells between |, numbers stored as numbers.
func mkxlsx(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: mkxlsx out.xlsx in.txt")
	}
	f := excelize.NewFile()
	defer f.Close()
	name, row := "Sheet1", 0
	for _, line := range strings.Split(strings.TrimRight(ts.ReadFile(args[1]), "\n"), "\n") {
		if title, ok := strings.CutPrefix(line, "# "); ok {
			if row == 0 && name == "Sheet1" {
				ts.Check(f.SetSheetName(name, title))
			} else {
				_, err := f.NewSheet(title)
				ts.Check(err)
			}
			name, row = title, 0
			continue
		}
		row++
		for i, cell := range strings.Split(line, "|") {
			ref, err := excelize.CoordinatesToCellName(i+1, row)
			ts.Check(err)
			if cell == "" {
				continue
			}
			if n, err := strconv.ParseFloat(cell, 64); err == nil {
				ts.Check(f.SetCellValue(name, ref, n))
			} else {
				ts.Check(f.SetCellStr(name, ref, cell))
			}
		}
	}
	var buf bytes.Buffer
	ts.Check(f.Write(&buf))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), buf.Bytes(), 0o644))
}

// dumpxlsx FILE [SHEET] prints the cells of a workbook, one a line.
func dumpxlsx(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: dumpxlsx file.xlsx [sheet]")
	}
	wb, err := verified.Open([]byte(ts.ReadFile(args[0])), sheet.DefaultLimits)
	ts.Check(err)
	var out strings.Builder
	for _, s := range wb.Sheets {
		if len(args) == 2 && s.Name != args[1] {
			continue
		}
		for _, row := range s.Rows {
			for _, c := range row.Cells {
				fmt.Fprintf(&out, "%s!%s=%s\n", s.Name, c.Ref(), c.Text)
			}
		}
	}
	_, err = ts.Stdout().Write([]byte(out.String()))
	ts.Check(err)
}

// sed FILE OLD NEW replaces text in a file, which must hold it.
func sed(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: sed file old new")
	}
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s does not hold %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.ReplaceAll(text, args[1], args[2])), 0o644))
}
