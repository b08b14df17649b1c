// Package docx draws the report's document as Word files for the approval
// chain: the text as one, the annexes as another. It reads an edited text back
// by the labels of its paragraphs, trusts nothing else in it, and tells what is
// otherwise in it than in the report.
//
// What flows in are the document that the PDF is drawn from, so both say the
// same, and edited files; what flows out is bytes, the same for the same
// document, and changes. Styles name the fonts of an official paper
// (方正小标宋简体, 黑体, 楷体_GB2312, 仿宋_GB2312) and leave the machine to have
// them. Numbers such as 一、 are typed, since automatic ones are lost on the way
// into an office system; the only fields are page numbers.
package docx
