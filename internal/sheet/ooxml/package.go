package ooxml

import (
	"cmp"
	"net/url"
	"path"
	"strings"

	"jingpin/internal/sheet"
)

// link is a relationship from one part to another.
type link struct {
	id       string
	kind     string // last element of its type, such as "worksheet"
	target   string // part name; as stored if external
	external bool
}

// mainPart finds the workbook part, or says what the archive is instead: those
// of other office programs look alike.
func (r *reader) mainPart() (string, *sheet.Fault) {
	links, fault := r.links("")
	if fault != nil {
		return "", fault
	}
	main := ""
	for _, l := range links {
		switch {
		case l.external:
		case l.kind == "officeDocument" && main == "":
			main = l.target
		case l.kind == "custom-properties" || l.kind == "customProperties":
			fault = r.wb.Overlook(r.readCustom(l.target))
		case l.kind == "thumbnail":
			fault = r.wb.Overlook(r.present(l.target))
		case l.kind == "core-properties":
			fault = r.wb.Overlook(r.readCore(l.target))
		}
		if fault != nil {
			return "", fault
		}
	}
	if main == "" {
		return "", sheet.Damage(linksOf(""), "没有指明工作簿在哪里")
	}
	contentType, fault := r.contentType(main)
	if fault != nil {
		return "", fault
	}
	return main, foreignType(contentType)
}

// foreignType returns a fault if a main part's content type is that of
// another program's file.
func foreignType(contentType string) *sheet.Fault {
	for _, t := range []struct{ mark, reason, advice string }{
		{"excel.sheet.binary", "是二进制工作簿(.xlsb)", ""},
		{"wordprocessingml", "是 Word 文档(.docx)", sheet.AdviceFill},
		{"ms-word", "是 Word 文档(.docm)", sheet.AdviceFill},
		{"presentationml", "是演示文稿(.pptx)", sheet.AdviceFill},
		{"ms-powerpoint", "是演示文稿(.pptm)", sheet.AdviceFill},
		{"visio", "是 Visio 绘图", sheet.AdviceFill},
		{"xps", "是 XPS 文档", sheet.AdviceFill},
	} {
		if strings.Contains(contentType, t.mark) {
			return sheet.Foreign(t.reason, t.advice)
		}
	}
	return nil
}

// contentType returns what a part is: by its own entry, else by its extension.
func (r *reader) contentType(part string) (string, *sheet.Fault) {
	s, fault := r.parse("[Content_Types].xml")
	if fault != nil {
		return "", fault
	}
	own, byExt := "", ""
	if s.root(spaceTypes, "Types") {
		for s.child(1) {
			switch string(s.local) {
			case "Default":
				if strings.EqualFold("."+string(s.attr("Extension")), path.Ext(part)) {
					byExt = string(s.attr("ContentType"))
				}
			case "Override":
				if strings.EqualFold(string(s.attr("PartName")), "/"+part) {
					own = string(s.attr("ContentType"))
				}
			}
		}
	}
	return cmp.Or(own, byExt), s.end()
}

// links reads the relationships of a part ("" for the package) in file order;
// none if it has no .rels part.
func (r *reader) links(part string) ([]link, *sheet.Fault) {
	name := linksOf(part)
	if part != "" && r.zip.Find(name) == nil {
		return nil, nil
	}
	s, fault := r.parse(name)
	if fault != nil {
		return nil, fault
	}
	var links []link
	if s.root(spaceLinks, "Relationships") {
		for s.child(1) && r.room(s, len(links), "部件之间的关系") {
			if string(s.local) == "Relationship" {
				l := newLink(s, path.Dir(part))
				l.target = r.written(l)
				links = append(links, l)
			}
		}
	}
	return links, s.end()
}

func newLink(s *scanner, dir string) link {
	kind := string(s.attr("Type"))
	l := link{
		id:       string(s.attr("Id")),
		kind:     kind[strings.LastIndexByte(kind, '/')+1:],
		target:   string(s.attr("Target")),
		external: string(s.attr("TargetMode")) == "External",
	}
	if !l.external {
		l.target = strings.ReplaceAll(l.target, `\`, "/")
		if !strings.HasPrefix(l.target, "/") {
			l.target = "/" + dir + "/" + l.target
		}
		l.target = path.Clean(l.target)[1:]
	}
	return l
}

// written returns the target of a link as the archive writes it: either may
// escape what is beyond ASCII, as in addresses.
func (r *reader) written(l link) string {
	if l.external || r.zip.Find(l.target) != nil {
		return l.target
	}
	if plain, err := url.PathUnescape(l.target); err == nil && r.zip.Find(plain) != nil {
		return plain
	}
	if escaped := (&url.URL{Path: l.target}).EscapedPath(); r.zip.Find(escaped) != nil {
		return escaped
	}
	return l.target
}

// linksOf returns the name of the part that holds a part's relationships.
func linksOf(part string) string {
	dir, base := path.Split(part)
	return dir + "_rels/" + base + ".rels"
}
