package docx

import "strings"

// A paragraphStyle is a paragraph's style by its identifier.
type paragraphStyle string

// The styles of a report. Word knows Heading1 to Heading3 as its own.
const (
	styleText    paragraphStyle = "Normal"
	styleTitle   paragraphStyle = "Title"
	styleLabel   paragraphStyle = "AnnexLabel"
	styleAnnex   paragraphStyle = "AnnexTitle"
	styleOne     paragraphStyle = "Heading1"
	styleTwo     paragraphStyle = "Heading2"
	styleThree   paragraphStyle = "Heading3"
	styleCaption paragraphStyle = "Caption"
	styleNote    paragraphStyle = "TableNote"
	styleCell    paragraphStyle = "TableText"
	styleBand    paragraphStyle = "TableBand" // heads the rows below it
	styleGap     paragraphStyle = "TableGap"
	styleClosing paragraphStyle = "Closing"
	styleHeader  paragraphStyle = "Header"
	styleFooter  paragraphStyle = "Footer"
	styleTable   paragraphStyle = "TableGrid"
)

// The fonts of an official paper, by name: the machine that prints has them.
const (
	fontTitle = "方正小标宋简体"
	fontHei   = "黑体"
	fontKai   = "楷体_GB2312"
	fontText  = "仿宋_GB2312"
	fontSong  = "宋体"
	fontLatin = "Times New Roman"
)

// A paragraphLook is how a style sets its paragraphs. Sizes are in half points, pitches
// and whites in twips; a pitch of 0 is a single line.
type paragraphLook struct {
	id       paragraphStyle
	name     string // as Word lists it
	font     string
	size     int
	bold     bool
	pitch    int
	before   int
	after    int
	indent   bool // the first line by two characters
	align    string
	outline  int  // level in the outline, 0 for none
	keepNext bool // stays with what follows
}

// linePitch is 28 points, fixed.
const linePitch = 560

var styleLooks = []paragraphLook{
	{id: styleText, name: "Normal", font: fontText, size: 32, pitch: linePitch, indent: true, align: "both"},
	{id: styleTitle, name: "Title", font: fontTitle, size: 44, pitch: 660, after: 280, align: "center"},
	{id: styleLabel, name: "附件序号", font: fontHei, size: 32, pitch: linePitch, keepNext: true},
	{id: styleAnnex, name: "附件标题", font: fontTitle, size: 36, pitch: linePitch, after: 160, align: "center", outline: 1, keepNext: true},
	{id: styleOne, name: "heading 1", font: fontHei, size: 32, pitch: linePitch, indent: true, outline: 1, keepNext: true},
	{id: styleTwo, name: "heading 2", font: fontKai, size: 32, pitch: linePitch, indent: true, outline: 2, keepNext: true},
	{id: styleThree, name: "heading 3", font: fontText, size: 32, bold: true, pitch: linePitch, indent: true, outline: 3, keepNext: true},
	{id: styleCaption, name: "caption", font: fontHei, size: 21, before: 120, after: 60, keepNext: true},
	{id: styleNote, name: "表注", font: fontSong, size: 18, before: 60, after: 120, align: "both"},
	{id: styleCell, name: "表文", font: fontSong, size: 18},
	{id: styleBand, name: "表中标题", font: fontSong, size: 18, keepNext: true},
	{id: styleGap, name: "表后", font: fontSong, size: 12},
	{id: styleClosing, name: "落款", font: fontText, size: 32, pitch: linePitch, align: "right", keepNext: true},
	{id: styleHeader, name: "header", font: fontSong, size: 18, align: "right"},
	{id: styleFooter, name: "footer", font: fontSong, size: 28},
}

// styles is the part that declares them all.
func styles() string {
	var b strings.Builder
	b.WriteString(xmlHead + "<w:styles" + namespaces + "><w:docDefaults><w:rPrDefault><w:rPr>" + fonts(fontText) +
		`<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>` +
		"<w:pPrDefault/></w:docDefaults>")
	for _, l := range styleLooks {
		b.WriteString(l.xml())
	}
	b.WriteString(`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>` +
		`<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>` +
		`<w:bottom w:w="0" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>` +
		`<w:style w:type="table" w:styleId="` + string(styleTable) + `"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:jc w:val="center"/><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		b.WriteString(`<w:` + side + ` w:val="single" w:sz="4" w:space="0" w:color="969696"/>`)
	}
	b.WriteString("</w:tblBorders></w:tblPr></w:style></w:styles>")
	return b.String()
}

// fonts names a style's font, and the Latin one beside it.
func fonts(name string) string {
	return `<w:rFonts w:ascii="` + fontLatin + `" w:eastAsia="` + name + `" w:hAnsi="` + fontLatin + `" w:cs="` + fontLatin + `"/>`
}

// xml is the style's element; its children follow the order of the schema.
func (l paragraphLook) xml() string {
	var b strings.Builder
	b.WriteString(`<w:style w:type="paragraph"`)
	if l.id == styleText {
		b.WriteString(` w:default="1"`)
	}
	b.WriteString(` w:styleId="` + string(l.id) + `"><w:name w:val="` + l.name + `"/>`)
	if l.id != styleText {
		b.WriteString(`<w:basedOn w:val="` + string(styleText) + `"/>`)
		if l.outline > 0 {
			b.WriteString(`<w:next w:val="` + string(styleText) + `"/>`)
		}
	}
	b.WriteString("<w:qFormat/><w:pPr>")
	if l.keepNext {
		b.WriteString("<w:keepNext/>")
	}
	b.WriteString(`<w:overflowPunct w:val="0"/><w:snapToGrid w:val="0"/><w:spacing w:before="` + number(l.before) + `" w:after="` + number(l.after) + `" w:line="`)
	if l.pitch > 0 {
		b.WriteString(number(l.pitch) + `" w:lineRule="exact"/>`)
	} else {
		b.WriteString(`240" w:lineRule="auto"/>`)
	}
	first := 0
	if l.indent {
		first = 200
	}
	b.WriteString(`<w:ind w:firstLineChars="` + number(first) + `" w:firstLine="` + number(first*l.size/10) + `"/>`)
	if align := l.align; align != "" {
		b.WriteString(`<w:jc w:val="` + align + `"/>`)
	} else {
		b.WriteString(`<w:jc w:val="left"/>`)
	}
	if l.outline > 0 {
		b.WriteString(`<w:outlineLvl w:val="` + number(l.outline-1) + `"/>`)
	}
	b.WriteString("</w:pPr><w:rPr>" + fonts(l.font))
	if l.bold {
		b.WriteString("<w:b/>")
	}
	b.WriteString(`<w:sz w:val="` + number(l.size) + `"/><w:szCs w:val="` + number(l.size) + `"/></w:rPr></w:style>`)
	return b.String()
}

// fontTable says what to put in a font's place where it is missing.
func fontTable() string {
	var b strings.Builder
	b.WriteString(xmlHead + "<w:fonts" + namespaces + ">")
	for _, f := range []struct{ name, instead string }{
		{fontTitle, fontSong}, {fontHei, "SimHei"}, {fontKai, "楷体"}, {fontText, "仿宋"}, {fontSong, "SimSun"}, {fontLatin, ""},
	} {
		b.WriteString(`<w:font w:name="` + f.name + `">`)
		if f.instead != "" {
			b.WriteString(`<w:altName w:val="` + f.instead + `"/><w:charset w:val="86"/>`)
		}
		b.WriteString("</w:font>")
	}
	b.WriteString("</w:fonts>")
	return b.String()
}
