package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// winres writes Windows resources; it is no part of the program.
const winres = "github.com/tc-hib/go-winres@v0.3.3"

// manifest asks Windows for UTF-8 as the code page, long paths, sharp letters and no
// more rights than the user's.
const manifest = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <assemblyIdentity type="win32" name="jingpin" version="%s.0"/>
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3">
    <security><requestedPrivileges><requestedExecutionLevel level="asInvoker" uiAccess="false"/></requestedPrivileges></security>
  </trustInfo>
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1">
    <application><supportedOS Id="{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"/></application>
  </compatibility>
  <application xmlns="urn:schemas-microsoft-com:asm.v3">
    <windowsSettings>
      <activeCodePage xmlns="http://schemas.microsoft.com/SMI/2019/WindowsSettings">UTF-8</activeCodePage>
      <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
      <dpiAwareness xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">PerMonitorV2</dpiAwareness>
    </windowsSettings>
  </application>
</assembly>
`

// writeResources puts the icon, the version and the manifest beside the
// program's source, where Go links them into the Windows builds.
func (r *release) writeResources() error {
	dir := filepath.Join(r.source, "winres")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	var icons []string
	for _, size := range []int{256, 64, 48, 32, 16} {
		data, err := icon(size)
		if err != nil {
			return err
		}
		name := fmt.Sprintf("icon%d.png", size)
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return err
		}
		icons = append(icons, name)
	}
	number := r.number()
	if err := os.WriteFile(filepath.Join(dir, "jingpin.manifest"), fmt.Appendf(nil, manifest, number), 0o644); err != nil {
		return err
	}
	type object map[string]any
	resources, err := json.Marshal(object{
		"RT_GROUP_ICON": object{"APP": object{"0000": icons}},
		"RT_MANIFEST":   object{"#1": object{"0409": "jingpin.manifest"}},
		"RT_VERSION": object{"#1": object{"0000": object{
			"fixed": object{"file_version": number + ".0", "product_version": number + ".0"},
			"info": object{"0804": object{
				"ProductName": "精品 jingpin", "FileDescription": "精品：收表、检查、汇总、出报告", "OriginalFilename": "jingpin.exe",
				"InternalName": "jingpin", "FileVersion": r.tag, "ProductVersion": r.tag, "Comments": r.commit,
			}},
		}}},
	})
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "winres.json"), resources, 0o644); err != nil {
		return err
	}
	make := exec.Command("go", "run", winres, "make", "--in", filepath.Join(dir, "winres.json"),
		"--out", filepath.Join(r.source, "cmd", "jingpin", "rsrc"), "--arch", "amd64,arm64")
	make.Stderr = os.Stderr
	if err := make.Run(); err != nil {
		return fmt.Errorf("%s: %w", winres, err)
	}
	return nil
}
