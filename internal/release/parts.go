package main

import (
	"bytes"
	"cmp"
	"debug/buildinfo"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// parts is the list of what the program is made of, as CycloneDX has it: the
// modules that its builds name, Go's own library, and the fonts.
type parts struct {
	release *release
	known   map[string]component
}

type component struct {
	Type       string     `json:"type"`
	Name       string     `json:"name"`
	Version    string     `json:"version,omitempty"`
	PURL       string     `json:"purl,omitempty"`
	Ref        string     `json:"bom-ref,omitempty"`
	Licenses   []licence  `json:"licenses,omitempty"`
	Hashes     []hash     `json:"hashes,omitempty"`
	Properties []property `json:"properties,omitempty"`
}

type licence struct {
	License struct {
		ID string `json:"id"`
	} `json:"license"`
}

type hash struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

func newParts(r *release) *parts { return &parts{r, map[string]component{}} }

// add adds what a build of the program names.
func (p *parts) add(program []byte) error {
	info, err := buildinfo.Read(bytes.NewReader(program))
	if err != nil {
		return err
	}
	std := "pkg:golang/std@" + strings.TrimPrefix(info.GoVersion, "go")
	p.known[std] = component{Type: "library", Name: "std", Version: info.GoVersion, PURL: std, Ref: std}
	for _, m := range info.Deps {
		purl := "pkg:golang/" + m.Path + "@" + m.Version
		p.known[purl] = component{
			Type: "library", Name: m.Path, Version: m.Version, PURL: purl, Ref: purl, Properties: []property{{"go:sum", m.Sum}},
		}
	}
	return nil
}

// encode is the list.
func (p *parts) encode() ([]byte, error) {
	fonts, err := filepath.Glob(filepath.Join(p.release.source, "templates", "fonts", "*.tiers"))
	if err != nil {
		return nil, err
	}
	for _, f := range fonts {
		data, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		name, _, _ := strings.Cut(filepath.Base(f), ".")
		c := component{Type: "file", Name: name, Ref: "font:" + name, Licenses: make([]licence, 1), Hashes: []hash{{"SHA-256", digest(data)}}}
		c.Licenses[0].License.ID = "OFL-1.1"
		p.known[c.Ref] = c
	}
	var all []component
	for _, c := range p.known {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b component) int { return cmp.Compare(a.Ref, b.Ref) })
	id := digest([]byte(p.release.commit))
	list := struct {
		Format     string         `json:"bomFormat"`
		Spec       string         `json:"specVersion"`
		Serial     string         `json:"serialNumber"`
		Version    int            `json:"version"`
		Meta       map[string]any `json:"metadata"`
		Components []component    `json:"components"`
	}{
		"CycloneDX", "1.5", "urn:uuid:" + id[:8] + "-" + id[8:12] + "-5" + id[13:16] + "-8" + id[17:20] + "-" + id[20:32], 1,
		map[string]any{
			"timestamp": p.release.made.Format("2006-01-02T15:04:05Z"),
			"component": component{Type: "application", Name: "jingpin", Version: p.release.tag, Ref: "jingpin", Properties: []property{{"commit", p.release.commit}}},
		},
		all,
	}
	data, err := json.MarshalIndent(list, "", "  ")
	return append(data, '\n'), err
}
