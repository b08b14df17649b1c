package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/md5"
	"fmt"
	"path"
	"strings"
)

// desktop is the entry in the menu of a desktop.
const desktop = `[Desktop Entry]
Type=Application
Name=精品
Name[en]=jingpin
Comment=收齐各部门的项目计划表，检查、汇总、出报告
Exec=/usr/bin/jingpin serve %F
Icon=jingpin
Terminal=false
Categories=Office;
`

// debian writes the package for Debian's kin, UOS and Kylin among them. It runs
// nothing when it is installed or taken away.
func (r *release) debian(t target, program []byte, papers []archiveMember) error {
	picture, err := icon(256)
	if err != nil {
		return err
	}
	licences, err := r.licences()
	if err != nil {
		return err
	}
	files := []archiveMember{
		{"usr/bin/jingpin", program, 0o755},
		{"usr/share/applications/jingpin.desktop", []byte(desktop), 0o644},
		{"usr/share/icons/hicolor/256x256/apps/jingpin.png", picture, 0o644},
		{"usr/share/doc/jingpin/copyright", bytes.Join([][]byte{licences[0].data, licences[1].data}, []byte("\n")), 0o644},
	}
	for _, p := range papers {
		files = append(files, archiveMember{"usr/share/doc/jingpin/" + p.name, p.data, p.mode})
	}
	size := 0
	var sums strings.Builder
	for _, f := range files {
		size += (len(f.data) + 1023) / 1024
		fmt.Fprintf(&sums, "%x  %s\n", md5.Sum(f.data), f.name)
	}
	version := r.number()
	if version == "0.0.0" {
		version = "0~git" + r.made.Format("20060102150405") + "." + r.commit[:8]
	}
	control := fmt.Sprintf(`Package: jingpin
Version: %s
Architecture: %s
Maintainer: jingpin <jingpin@localhost>
Installed-Size: %d
Section: misc
Priority: optional
Description: 收齐各部门的项目计划表，检查、汇总、出季度报告
 街道办公室收表、逐格检查、合并汇总、生成季度报告的工具。
 只在本机工作，不联网；页面只在本机能看。
`, version, t.arch, size)
	head, err := r.tarball([]archiveMember{{"control", []byte(control), 0o644}, {"md5sums", []byte(sums.String()), 0o644}})
	if err != nil {
		return err
	}
	body, err := r.tarball(files)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	out.WriteString("!<arch>\n")
	for _, m := range []archiveMember{{"debian-binary", []byte("2.0\n"), 0}, {"control.tar.gz", head, 0}, {"data.tar.gz", body, 0}} {
		fmt.Fprintf(&out, "%-16s%-12d%-6d%-6d%-8o%-10d`\n", m.name, r.made.Unix(), 0, 0, 0o100644, len(m.data))
		out.Write(m.data)
		if len(m.data)%2 == 1 {
			out.WriteByte('\n')
		}
	}
	return r.write("jingpin_"+version+"_"+t.arch+".deb", out.Bytes())
}

// tarball is files and the folders above them, all of them root's.
func (r *release) tarball(files []archiveMember) ([]byte, error) {
	var out bytes.Buffer
	packed, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	w := tar.NewWriter(packed)
	made := map[string]bool{}
	add := func(m archiveMember, kind byte) error {
		head := &tar.Header{
			Typeflag: kind, Name: m.name, Size: int64(len(m.data)), Mode: int64(m.mode), ModTime: r.made, Uname: "root", Gname: "root", Format: tar.FormatGNU,
		}
		if err := w.WriteHeader(head); err != nil {
			return err
		}
		_, err := w.Write(m.data)
		return err
	}
	var above func(dir string) error
	above = func(dir string) error {
		if made[dir] {
			return nil
		}
		made[dir] = true
		if dir == "." {
			return add(archiveMember{"./", nil, 0o755}, tar.TypeDir)
		}
		if err := above(path.Dir(dir)); err != nil {
			return err
		}
		return add(archiveMember{"./" + dir + "/", nil, 0o755}, tar.TypeDir)
	}
	for _, f := range files {
		if err := above(path.Dir(f.name)); err != nil {
			return nil, err
		}
		f.name = "./" + f.name
		if err := add(f, tar.TypeReg); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	err = packed.Close()
	return out.Bytes(), err
}
