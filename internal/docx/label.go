package docx

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"jingpin/internal/pdf/layout"
)

// labelMark begins the names of our bookmarks. One that begins with _ is
// hidden in Word's own list.
const labelMark = "_jp"

// A labeller names the bookmarks of a document's paragraphs: by their label, or
// by their text where they have none, and by how many came before them alike.
type labeller map[string]int

// next is the name of the bookmark over the next paragraph of that label:
// letters and digits only, and short, since names of more than 40 are cut.
func (l labeller) next(label string) string {
	sum := sha256.Sum256([]byte(label))
	nth := l[label]
	l[label]++
	return labelMark + hex.EncodeToString(sum[:14]) + "_" + number(nth)
}

// labelsOf are the labels of the paragraphs of a document's text by their
// bookmarks.
func labelsOf(doc layout.Document) map[string]string {
	names, l := map[string]string{}, labeller{}
	for _, label := range Labels(doc) {
		names[l.next(label)] = label
	}
	return names
}

// Labels are the labels of the paragraphs of a document's text, in order; those
// of its annexes are in another file.
func Labels(doc layout.Document) []string {
	var labels []string
	text, _ := part(doc.Blocks)
	for _, b := range text {
		if p, ok := b.(layout.Paragraph); ok && p.Label != "" {
			labels = append(labels, p.Label)
		}
	}
	return labels
}

// isOurs reports a bookmark of ours, whatever it is over.
func isOurs(name string) bool { return strings.HasPrefix(name, labelMark) }
