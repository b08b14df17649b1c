package main

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// program is what the program is called on a system.
func (t target) program() string {
	if t.os == "windows" {
		return "jingpin.exe"
	}
	return "jingpin"
}

// build builds the program for a system. Nothing of this machine goes into it:
// neither its paths nor its C compiler, and of the repository only what -X says.
// A page on the machine itself has no use for HTTP/2.
func (r *release) build(t target) ([]byte, error) {
	path := filepath.Join(r.source, t.String())
	defer os.Remove(path)
	flags := fmt.Sprintf("-s -w -X main.tag=%s -X main.commit=%s", r.tag, r.commit)
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-tags", "nethttpomithttp2", "-ldflags", flags, "-o", path, "./cmd/jingpin")
	build.Dir = r.source
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+t.os, "GOARCH="+t.arch, "GOFLAGS=", "GOAMD64=v1", "GOARM64=v8.0", "GOWORK=off")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return nil, fmt.Errorf("go build: %w", err)
	}
	return os.ReadFile(path)
}

// unpack unpacks an archive that git made.
func unpack(archive, dir string) error {
	f, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer f.Close()
	for in := tar.NewReader(f); ; {
		head, err := in.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case head.Typeflag == tar.TypeReg:
			path := filepath.Join(dir, filepath.FromSlash(head.Name))
			data, err := io.ReadAll(in)
			if err != nil {
				return err
			}
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(path, data, 0o644); err != nil {
				return err
			}
		}
	}
}
