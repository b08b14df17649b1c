// Command release makes what offices download, out of what is committed: for
// every system the program in an archive with its papers, for Debian's kin a
// package too, the papers for the officer who must allow it, and the digests of
// all. What flows in are the commit, the module cache and Go; what flows out is
// a folder whose bytes depend on nothing else, so that two who build the same
// commit with the same Go compare digests.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: .ci/release OUTDIR [OS-ARCH...]")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// A target is a system that the program is built for.
type target struct{ os, arch string }

func (t target) String() string { return t.os + "-" + t.arch }

// targets are all there are. Go's 386 and the old loongarch64 are not among them.
var targets = []target{{"windows", "amd64"}, {"windows", "arm64"}, {"linux", "amd64"}, {"linux", "arm64"}, {"linux", "loong64"}}

// A release is one commit on its way out.
type release struct {
	out    string
	source string // a clean copy of the commit
	tag    string // v1.2.0, or a commit's short name
	commit string
	made   time.Time // of the commit: every date in the release
	names  []string  // of what has been written, in order
	sums   map[string]string
}

// largest is the most that an archive may take: what an office's mail lets
// pass.
const largest = 35 << 20

// run writes the release for the targets named, or all.
func run(out string, named []string) error {
	for _, name := range named {
		if !slices.ContainsFunc(targets, func(t target) bool { return t.String() == name }) {
			return fmt.Errorf("%s is none of %v", name, targets)
		}
	}
	if entries, err := os.ReadDir(out); err == nil && len(entries) > 0 {
		return fmt.Errorf("%s is not empty", out)
	}
	r, err := checkOut(out)
	if err != nil {
		return err
	}
	defer os.RemoveAll(r.source)
	if err := r.writeResources(); err != nil {
		return err
	}
	guide, notes, err := r.papers()
	if err != nil {
		return err
	}
	parts := newParts(r)
	for _, t := range targets {
		if len(named) > 0 && !slices.Contains(named, t.String()) {
			continue
		}
		program, err := r.build(t)
		if err != nil {
			return fmt.Errorf("%s: %w", t, err)
		}
		if err := parts.add(program); err != nil {
			return err
		}
		safety, err := r.safety([][2]string{{t.program(), digest(program)}})
		if err != nil {
			return err
		}
		papers := []archiveMember{{"使用说明.pdf", guide, 0o644}, {"填报须知.pdf", notes, 0o644}, {"安全说明.pdf", safety, 0o644}}
		if err := r.archive(t, program, papers); err != nil {
			return err
		}
		if t.os == "linux" {
			if err := r.debian(t, program, papers); err != nil {
				return err
			}
		}
	}
	list, err := parts.encode()
	if err != nil {
		return err
	}
	if err := r.write("jingpin.cdx.json", list); err != nil {
		return err
	}
	var sums [][2]string
	for _, name := range r.names {
		sums = append(sums, [2]string{name, r.sums[name]})
	}
	safety, err := r.safety(sums)
	if err != nil {
		return err
	}
	if err := r.write("安全说明.pdf", safety); err != nil {
		return err
	}
	return r.writeSums()
}

// checkOut copies the commit at hand, without what is not committed.
func checkOut(out string) (*release, error) {
	git := func(args ...string) (string, error) {
		text, err := exec.Command("git", args...).Output()
		return strings.TrimSpace(string(text)), err
	}
	tag, errTag := git("describe", "--tags", "--always")
	commit, errCommit := git("rev-parse", "HEAD")
	stamp, errStamp := git("show", "-s", "--format=%cI", "HEAD")
	if err := errors.Join(errTag, errCommit, errStamp); err != nil {
		return nil, fmt.Errorf("git: %w", err)
	}
	made, err := time.Parse(time.RFC3339, stamp)
	if err != nil {
		return nil, err
	}
	if dirty, _ := git("status", "--porcelain"); dirty != "" {
		fmt.Fprintln(os.Stderr, "release: what is not committed is left out")
	}
	source, err := os.MkdirTemp("", "release")
	if err != nil {
		return nil, err
	}
	archive := filepath.Join(source, "source.tar")
	if _, err := git("archive", "-o", archive, "HEAD"); err != nil {
		return nil, fmt.Errorf("git archive: %w", err)
	}
	r := &release{out: out, source: filepath.Join(source, "source"), tag: tag, commit: commit, made: made.UTC(), sums: map[string]string{}}
	if err := unpack(archive, r.source); err != nil {
		return nil, err
	}
	r.source = filepath.Join(source, "source")
	return r, os.MkdirAll(out, 0o755)
}

// number is the version in plain numbers, 0.0.0 for a commit without a tag.
func (r *release) number() string {
	number, _, _ := strings.Cut(strings.TrimPrefix(r.tag, "v"), "-")
	if parts := strings.Split(number, "."); len(parts) == 3 && !strings.ContainsFunc(number, func(c rune) bool { return c != '.' && (c < '0' || c > '9') }) {
		return number
	}
	return "0.0.0"
}

// write puts a file into the folder and remembers its digest.
func (r *release) write(name string, data []byte) error {
	r.names, r.sums[name] = append(r.names, name), digest(data)
	fmt.Printf("%s %d bytes\n", name, len(data))
	if len(data) > largest {
		return fmt.Errorf("%s takes %d bytes, more than %d", name, len(data), largest)
	}
	return os.WriteFile(filepath.Join(r.out, name), data, 0o644)
}

// writeSums writes the digests as sha256sum --check reads them.
func (r *release) writeSums() error {
	names := slices.Sorted(slices.Values(r.names))
	var text strings.Builder
	for _, name := range names {
		fmt.Fprintf(&text, "%s  %s\n", r.sums[name], name)
	}
	return os.WriteFile(filepath.Join(r.out, "SHA256SUMS"), []byte(text.String()), 0o644)
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
