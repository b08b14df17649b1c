// Package layout sets documents in the manner of Chinese offices (GB/T
// 9704-2012): A4 with a type area of 156 by 225 mm, 22 lines of 28 characters,
// 黑体 and 楷体 headings, page numbers at the outer edge. In flows a Document, a
// list of blocks that are already worded, sorted and summed; out flow the bytes
// of a PDF. It knows no report.
//
// Drawing has three steps: each block is measured (its texts shaped and broken
// into lines), the pieces are composed into pages of marks, and the marks are
// drawn with gofpdf, which gets of each font only the characters that occur.
// gofpdf's own line breaking loses characters and is not used. What a mark is part
// of (a heading, a paragraph, a cell of a table) is kept while it is placed, so
// that the PDF can be read aloud; outline, links, properties and that structure are
// written by a pass of our own over gofpdf's file (finish).
//
// Every character of a text is drawn, by the first font of its role's chain
// that has it, or as 〓; Faces.Unsupported tells before which those are. Fonts
// are unpacked when a text first needs them. The same document and fonts give
// the same bytes.
package layout
