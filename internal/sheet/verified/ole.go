package verified

import (
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/biff"
	"jingpin/internal/sheet/cfb"
	"jingpin/internal/sheet/crypt"
)

// openCompound opens what Office keeps in compound files: encrypted workbooks,
// and every format before 2007, which the streams at the top level tell apart.
func openCompound(data []byte, lim sheet.Limits) (*sheet.Workbook, *sheet.Fault) {
	file, err := cfb.Open(data)
	if err != nil {
		return nil, sheet.Tear("", "是旧版 Office 文件，而且不完整")
	}
	switch {
	case file.Has("EncryptedPackage"):
		return openEncrypted(file, lim)
	case file.Has("Workbook"):
		return openRecords(file, lim)
	case file.Has("Book"):
		return nil, sheet.Foreign(oldWorkbook, "")
	case file.Has("WordDocument"):
		return nil, sheet.Foreign("是旧版 .doc(或 .wps)文档", sheet.AdviceFill)
	case file.Has("PowerPoint Document"):
		return nil, sheet.Foreign("是旧版 .ppt(或 .dps)演示文稿", sheet.AdviceFill)
	case file.Has("__properties_version1.0"):
		return nil, sheet.Foreign("是邮件(.msg)", sheet.AdviceMail)
	}
	return nil, sheet.Foreign("是旧版 Office 文件，不是工作簿", "")
}

// openEncrypted opens a workbook that is encrypted with the password that Excel
// uses where nobody chose one.
func openEncrypted(file *cfb.Container, lim sheet.Limits) (*sheet.Workbook, *sheet.Fault) {
	if plain, ok := decrypted(file); ok {
		return openArchive(plain, lim)
	}
	return nil, &sheet.Fault{Kind: sheet.Encrypted, Reason: "设了打开密码"}
}

func decrypted(file *cfb.Container) ([]byte, bool) {
	info, err := file.Stream("EncryptionInfo")
	if err != nil {
		return nil, false
	}
	pkg, err := file.Stream("EncryptedPackage")
	if err != nil {
		return nil, false
	}
	plain, err := crypt.Package(info, pkg)
	return plain, err == nil
}

// Unsealed returns the workbook in one that is encrypted with Excel's own
// password, and any other file as it is.
func Unsealed(data []byte) []byte {
	if !hasPrefix(data, cfb.Magic) {
		return data
	}
	file, err := cfb.Open(data)
	if err != nil {
		return data
	}
	if plain, ok := decrypted(file); ok {
		return plain
	}
	return data
}

// openRecords opens a workbook of Excel 97 to 2003.
func openRecords(file *cfb.Container, lim sheet.Limits) (*sheet.Workbook, *sheet.Fault) {
	records, err := file.Stream("Workbook")
	if err != nil {
		return nil, sheet.Tear("", "内容不完整，多半是拷贝或传输时中断")
	}
	wb, fault := biff.Read(records, lim)
	if fault != nil {
		return nil, fault
	}
	wb.Macros = wb.Macros || file.Has("_VBA_PROJECT_CUR")
	wb.Saved, wb.Custom = file.Saved(), file.Custom()
	return wb, nil
}
