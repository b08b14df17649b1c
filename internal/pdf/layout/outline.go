package layout

import (
	"fmt"
	"strings"

	"jingpin/internal/pdf/object"
)

// A linkTarget is a place in the file that links and bookmarks lead to.
type linkTarget struct {
	page int // from 0
	y    float64
}

// destination is a target as PDF has it.
func (c *composer) destination(t linkTarget) string {
	return fmt.Sprintf("/Dest [%d 0 R /XYZ 0 %.2f null]", pageObject(t.page), pageHeight(c.pages[t.page])-t.y)
}

// targets are the places of all anchors.
func (c *composer) targets() map[string]linkTarget {
	targets := make(map[string]linkTarget, len(c.anchors))
	number := make(map[*page]int, len(c.pages))
	for i, p := range c.pages {
		number[p] = i
	}
	for name, at := range c.anchors {
		if n, drawn := number[at.page]; drawn {
			targets[name] = linkTarget{n, at.y}
		}
	}
	return targets
}

// An outlineItem is an entry of the outline.
type outlineItem struct {
	title       string
	destination string
	number      int
	kids        []*outlineItem
}

// outline is the tree of a document's bookmarks: an entry stands below the last
// one of a higher level, which may be more than one level higher.
func (c *composer) outline() *outlineItem {
	root := &outlineItem{}
	path, levels := []*outlineItem{root}, []int{-1}
	for i, p := range c.pages {
		for _, b := range p.bookmarks {
			for levels[len(levels)-1] >= b.Level {
				path, levels = path[:len(path)-1], levels[:len(levels)-1]
			}
			item := &outlineItem{title: b.Bookmark, destination: c.destination(linkTarget{i, b.y})}
			above := path[len(path)-1]
			above.kids = append(above.kids, item)
			path, levels = append(path, item), append(levels, b.Level)
		}
	}
	return root
}

// writeOutline adds the outline and returns its number, 0 for an empty one.
func writeOutline(f *object.PDF, root *outlineItem) int {
	if len(root.kids) == 0 {
		return 0
	}
	root.number = f.Reserve()
	all := writeItems(f, root)
	f.Put(root.number, fmt.Sprintf("<</Type /Outlines %s /Count %d>>", root.ends(), all))
	return root.number
}

// writeItems adds the entries below one and returns how many there are in all.
func writeItems(f *object.PDF, above *outlineItem) int {
	all := len(above.kids)
	for _, item := range above.kids {
		item.number = f.Reserve()
	}
	for i, item := range above.kids {
		var b strings.Builder
		fmt.Fprintf(&b, "<</Title %s /Parent %d 0 R %s", textString(item.title), above.number, item.destination)
		if i > 0 {
			fmt.Fprintf(&b, " /Prev %d 0 R", above.kids[i-1].number)
		}
		if i+1 < len(above.kids) {
			fmt.Fprintf(&b, " /Next %d 0 R", above.kids[i+1].number)
		}
		if len(item.kids) > 0 {
			below := writeItems(f, item)
			fmt.Fprintf(&b, " %s /Count %d", item.ends(), below)
			all += below
		}
		f.Put(item.number, b.String()+">>")
	}
	return all
}

// ends are the first and the last entry below one.
func (o *outlineItem) ends() string {
	return fmt.Sprintf("/First %d 0 R /Last %d 0 R", o.kids[0].number, o.kids[len(o.kids)-1].number)
}
