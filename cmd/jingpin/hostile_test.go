//go:build !windows

package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"jingpin/internal/filing"
	"jingpin/internal/quarter"
	"jingpin/internal/slowtest"
	"jingpin/internal/stream"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// hostile is a file meant to crash, to stall or to lose rows in silence, or one
// that is not what its name says.
type hostile struct {
	name string
	make func(t *testing.T) []byte
	rule string // of the one error
	says string // part of its message
}

func hostiles() []hostile {
	of := func(parts func(t *testing.T) []part) func(t *testing.T) []byte {
		return func(t *testing.T) []byte { return pack(t, parts(t)) }
	}
	rows := func(xml string, after ...string) func(t *testing.T) []byte {
		return of(func(*testing.T) []part { return withXML(xml, after...) })
	}
	swapped := func(name, old, new string) func(t *testing.T) []byte {
		return of(func(t *testing.T) []part { return swap(t, planSheet(3), name, old, new) })
	}
	text := func(s string) func(t *testing.T) []byte { return func(*testing.T) []byte { return []byte(s) } }
	changed := func(change func(data []byte) []byte) func(t *testing.T) []byte {
		return func(t *testing.T) []byte { return change(pack(t, planSheet(3))) }
	}
	return []hostile{
		{"炸弹", of(func(*testing.T) []part {
			return append(planSheet(3), part{"xl/bomb.bin", strings.Repeat("\x00", 300<<20)})
		}), "F04", "解压后不超过256MB"},
		{"列列都填", rows(`<row r="1">` + strings.Repeat("<c><v>1</v></c>", 16384) + `</row>`), "F04", "有内容的列不超过512列"},
		// Where a cell stands is no reason to refuse the file: only what it holds is.
		{"只填最右列", rows(`<row r="1"><c r="A1" t="inlineStr"><is><t>` + "填报单位：管理办" + `</t></is></c></row>` +
			strings.TrimPrefix(each(20_000, `<row r="%[1]d"><c r="XFD%[1]d"><v>1</v></c></row>`), `<row r="1"><c r="XFD1"><v>1</v></c></row>`)), "L01", "没有一行像表头"},
		{"十万处合并", rows("", "<mergeCells>"+each(100_000, `<mergeCell ref="A%[1]d:B%[1]d"/>`)+"</mergeCells>"), "F04", "合并单元格不超过50000处"},
		{"两万张表", swapped(bookPart, "</sheets>", each(20_000, `<sheet name="表%d" sheetId="9" r:id="rId1"/>`)+"</sheets>"), "F04", "工作表不超过200个"},
		{"两万个部件", of(func(*testing.T) []part {
			parts := planSheet(3)
			for i := range 20_000 {
				parts = append(parts, part{fmt.Sprintf("xl/worksheets/s%d.xml", i), ""})
			}
			return parts
		}), "F04", "内部部件不超过1000个"},
		{"巨大数字格式", swapped(stylesPart, "0.00", strings.Repeat("0", 400<<10)), "F04", "数字格式不超过255个字符"},
		{"巨大文字", swapped(sheetPart, "福康路道路改造1", strings.Repeat("路", 20<<20)), "F04", "单处内容不超过"},
		{"单元格次序颠倒", rows(`<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>`), "F03", "次序颠倒"},
		{"行次序颠倒", rows(`<row r="2"/><row r="1"/>`), "F03", "次序颠倒"},
		{"XML截断", of(func(*testing.T) []part {
			parts := planSheet(100)
			body := &parts[len(parts)-1].body
			*body = (*body)[:len(*body)/2]
			return parts
		}), "F03", "断开"},
		{"文件截断", changed(func(d []byte) []byte { return d[:len(d)/2] }), "F03", "不完整"},
		{"翻转一位", changed(func(d []byte) []byte { d[len(d)/3] ^= 4; return d }), "F03", ""},
		{"外部声明", swapped(sheetPart, "<worksheet", `<!DOCTYPE x [<!ENTITY a "`+strings.Repeat("a", 1000)+`">]><worksheet`), "F03", "DOCTYPE"},
		{"部件重复", of(func(*testing.T) []part { parts := planSheet(3); return append(parts, parts[len(parts)-1]) }), "F03", "同名部件"},
		{"文字编号越界", rows(`<row r="1"><c r="A1" t="s"><v>5</v></c></row>`), "F03", "越界"},
		{"加密", func(*testing.T) []byte { return ole("EncryptedPackage") }, "F02", "密码"},
		{"旧版改名", func(*testing.T) []byte { return ole("Book") }, "F01", "Excel 95"},
		{"文本改名", text("项目名称,完成时限\n福康路,2023年\n"), "F01", "CSV"},
		{"网页改名", text("<html><table><tr><td>项目名称</td></tr></table></html>"), "F01", "网页"},
		{"压缩包改名", of(func(*testing.T) []part { return []part{{"a.txt", "a"}} }), "F01", "压缩包"},
		{"空文件", text(""), "F03", "0字节"},
		{"全是零", text(strings.Repeat("\x00", 5000)), "F03", "零字节"},
	}
}

// ole is a compound file, of the kind before 2007, with one stream.
func ole(stream string) []byte {
	const sector, entry, none = 512, 128, 0xFFFFFFFF
	data := make([]byte, 3*sector) // header, table, directory
	le := binary.LittleEndian
	copy(data, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	le.PutUint16(data[30:], 9)      // sectors of 512 bytes
	le.PutUint32(data[68:], none-1) // no table but that in the header
	for at := 80; at < sector; at += 4 {
		le.PutUint32(data[at:], none)
	}
	le.PutUint32(data[48:], 1)            // the directory's sector
	le.PutUint32(data[sector+4:], none-1) // where it ends
	for i, name := range []string{"Root Entry", stream} {
		e := data[2*sector+entry*i:]
		for k, c := range []byte(name) {
			e[2*k] = c
		}
		le.PutUint16(e[64:], uint16(2*len(name)+2))
		le.PutUint32(e[68:], none)
		le.PutUint32(e[72:], none)
		le.PutUint32(e[76:], uint32(1+i)) // the root's child is the stream
	}
	return data
}

// What these files may take together, to be refused or read.
const (
	patience = 30 * time.Second
	memory   = 1 << 20 // KB
)

// Each hostile file gets its own clear finding; a good file among them counts.
func TestHostileFiles(t *testing.T) {
	slowtest.Long(t)
	dir := filepath.Join(t.TempDir(), "2023Q2", quarter.DirFiled)
	require.NoError(t, os.MkdirAll(dir, 0o755))
	good := filepath.Join(dir, "管理办.xlsx")
	require.NoError(t, os.WriteFile(good, pack(t, planSheet(3)), 0o644))
	list := hostiles()
	for _, h := range list {
		require.NoError(t, os.WriteFile(filepath.Join(dir, h.name+".xlsx"), h.make(t), 0o644))
	}
	start := time.Now()
	command, complaints := program(t, "check", dir, "--format", "ndjson")
	var out bytes.Buffer
	command.Stdout = &out
	assert.Error(t, command.Run())
	require.Equal(t, exitErrors, command.ProcessState.ExitCode(), complaints.String())
	assert.Less(t, time.Since(start), patience)
	assert.Less(t, command.ProcessState.SysUsage().(*syscall.Rusage).Maxrss, int64(memory))
	_, subs, err := stream.Read(&out)
	require.NoError(t, err)
	require.Len(t, subs, len(list)+1)
	byPath := map[string]*filing.Submission{}
	for _, s := range subs {
		byPath[s.Path] = s
	}
	assert.Equal(t, 3, byPath["管理办.xlsx"].CountRows(filing.Counted))
	seen := map[string]string{}
	for _, h := range list {
		s := byPath[h.name+".xlsx"]
		require.Len(t, s.Findings, 1, h.name)
		f := s.Findings[0]
		assert.Equal(t, h.rule, f.Rule, "%s: %s", h.name, f.Message)
		assert.Contains(t, f.Message, h.says, h.name)
		assert.NotContains(t, strings.ToLower(f.Message), "error", h.name)
		assert.Empty(t, s.Rows, h.name)
		assert.Empty(t, seen[f.Message], "the same message for two kinds of damage: %s", f.Message)
		seen[f.Message] = h.name
		t.Log(h.name, f.Rule, f.Message)
	}
}
