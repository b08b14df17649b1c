package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// A archiveMember is a file of an archive or a package.
type archiveMember struct {
	name string
	data []byte
	mode fs.FileMode
}

// archive writes the archive of a system: the program, its papers and licences,
// and the samples.
func (r *release) archive(t target, program []byte, papers []archiveMember) error {
	members := append([]archiveMember{{t.program(), program, 0o755}}, papers...)
	licences, err := r.licences()
	if err != nil {
		return err
	}
	members = append(members, licences...)
	samples, err := r.samples()
	if err != nil {
		return err
	}
	folder := "jingpin-" + r.tag + "-" + t.String()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	for _, m := range append(members, samples...) {
		head := &zip.FileHeader{Name: path.Join(folder, m.name), Method: zip.Deflate, Modified: r.made}
		head.SetMode(m.mode)
		w, err := z.CreateHeader(head)
		if err != nil {
			return err
		}
		if _, err := w.Write(m.data); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	return r.write(folder+".zip", out.Bytes())
}

func (r *release) licences() ([]archiveMember, error) {
	var all []archiveMember
	for _, f := range [][2]string{{"LICENSE.txt", "LICENSE"}, {"NOTICE.txt", "templates/NOTICE.txt"}} {
		data, err := os.ReadFile(filepath.Join(r.source, filepath.FromSlash(f[1])))
		if err != nil {
			return nil, err
		}
		all = append(all, archiveMember{f[0], data, 0o644})
	}
	return all, nil
}

// leftOut are the folders of samples that an archive has no room for: the
// README's pictures, and of the other offices' year all but one quarter.
var leftOut = []string{"pictures", "2024Q1", "2024Q2", "2024Q4"}

// samples are the sample quarters, in order of their names.
func (r *release) samples() ([]archiveMember, error) {
	var all []archiveMember
	root := filepath.Join(r.source, "samples")
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if slices.Contains(leftOut, d.Name()) {
				return fs.SkipDir
			}
			return nil
		}
		rel, err := filepath.Rel(r.source, p)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(p)
		all = append(all, archiveMember{filepath.ToSlash(rel), data, 0o644})
		return err
	})
	return all, err
}
