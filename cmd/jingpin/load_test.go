//go:build !windows

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"jingpin/internal/filing"
	"jingpin/internal/stream"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What cannot be read is told and stops nothing.
func TestUnreadableInputs(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "2023Q2")
	require.NoError(t, os.Mkdir(dir, 0o755))
	at := func(name string) string { return filepath.Join(dir, name) }
	require.NoError(t, os.WriteFile(at("管理办.xlsx"), pack(t, planSheet(3)), 0o644))
	require.NoError(t, os.Symlink(at("没有的文件"), at("平安办.xlsx")))
	require.NoError(t, os.Symlink(os.TempDir(), at("服务办.xlsx")))
	require.NoError(t, syscall.Mkfifo(at("自治办.xlsx"), 0o644))
	for _, name := range []string{"党建办.xlsx", "营商办.xlsx"} { // larger than memory, all zeros
		require.NoError(t, os.WriteFile(at(name), []byte("PK\x03\x04"), 0o644))
		require.NoError(t, os.Truncate(at(name), 1<<40))
	}

	out, code := runQuietly(t, "check", dir, "--format", "ndjson")
	require.Equal(t, exitErrors, code)
	_, subs, err := stream.Read(bytes.NewReader(out))
	require.NoError(t, err)
	got := map[string]string{}
	for _, s := range subs {
		if s.Path == "管理办.xlsx" {
			assert.Equal(t, 3, s.CountRows(filing.Counted))
			continue
		}
		require.Len(t, s.Findings, 1, s.Path)
		assert.Empty(t, s.SHA256, "%s: a part of a file is not the file", s.Path)
		assert.NotEmpty(t, s.Unit, "the file's name tells whose it is")
		got[s.Path] = s.Findings[0].Rule + " " + s.Findings[0].Message
	}
	const broken = "F03 文件读不出来："
	assert.Equal(t, map[string]string{
		"平安办.xlsx": broken + "打不开（不存在）。",
		"服务办.xlsx": broken + "打不开（不是普通文件）。",
		"自治办.xlsx": broken + "打不开（不是普通文件）。",
		"党建办.xlsx": "F04 文件太大或内容太多：文件太大，限度是文件不超过50MB。",
		"营商办.xlsx": "F04 文件太大或内容太多：文件太大，限度是文件不超过50MB。",
	}, got)
}
