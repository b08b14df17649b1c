// Package docx draws the report's document as Word files for the approval
// chain: the text as one, the annexes as another. It reads an edited text back
// by the labels of its paragraphs, and trusts nothing else in it.
//
// What flows in is the document that the PDF is drawn from, so both say the
// same; what flows out is bytes, the same for the same document. Styles name
// the fonts of an official paper (方正小标宋简体, 黑体, 楷体_GB2312,
// 仿宋_GB2312) and leave the machine to have them. Numbers such as 一、 are
// typed, since automatic ones are lost on the way into an office system; the
// only fields are page numbers.
package docx
