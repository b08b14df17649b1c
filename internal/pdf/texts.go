package pdf

import "iter"

// textsOf yields every text that a document draws.
func textsOf(doc Document) iter.Seq[string] {
	return func(yield func(string) bool) {
		yield(doc.Meta.Header + doc.Meta.Code + doc.Rest)
		for _, b := range doc.Blocks {
			for _, text := range b.texts() {
				if !yield(text) {
					return
				}
			}
		}
	}
}
