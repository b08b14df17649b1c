package main

import (
	"bytes"

	"jingpin/internal/pdf/layout"
)

// safetyPoints are what an officer asks who must allow the program.
var safetyPoints = [][2]string{
	{"是什么", "一个可执行文件，收齐各部门的表格，检查、汇总、出报告。不用安装，不写注册表，不要管理员权限，没有服务、驱动和计划任务。删掉文件就卸载干净；.deb包没有安装脚本。"},
	{"读什么", "只读使用的人指定的文件夹和文件（表格、附件、方案）。表格里的宏和外部链接从不执行、从不打开。"},
	{"写什么", "只写季度文件夹里的下发、退回、成果和方案.xlsx；原来的表从不改动。出错时写一份“出错记录.txt”，里面没有表格的内容。"},
	{"联网", "不向外连接，不检查更新，不上传。页面（jingpin serve或双击）只在本机127.0.0.1上听一个随机端口，第一个地址带一次性的口令；只收本机浏览器的请求，跨站请求和别的主机名一律拒绝。"},
	{"处理的内容", "街道项目计划数据。文件读不全就拒绝；超过大小限制的、压缩炸弹、加密的文件点名说明，不读。单个文件有时间和内存上限。"},
	{"怎么做的", "全部用Go写成，不含C代码；测试和构建脚本都在源代码里。同一份源代码、同一个Go版本，谁来构建都得到相同的字节，可以自己构建后比对校验值。"},
	{"零件", "用到的开源软件包和字体见jingpin.cdx.json（CycloneDX 1.5），许可全文见NOTICE.txt，或运行jingpin licenses。"},
}

// safety is the page for the officer who must allow the program, with the
// digests of files.
func (r *release) safety(sums [][2]string) ([]byte, error) {
	points := layout.Table{Size: 10.5, Columns: []layout.Column{{Heads: []string{"事项"}}, {Heads: []string{"说明"}}}}
	for _, p := range safetyPoints {
		points.Rows = append(points.Rows, layout.Row{Cells: []layout.Cell{{Text: p[0], Strong: true}, {Text: p[1]}}})
	}
	digests := layout.Table{Size: 9, Columns: []layout.Column{{Heads: []string{"文件"}}, {Heads: []string{"SHA-256校验值"}}}}
	for _, s := range sums {
		digests.Rows = append(digests.Rows, layout.Row{Cells: []layout.Cell{{Text: s[0]}, {Text: s[1]}}})
	}
	doc := layout.Document{
		Meta: layout.Properties{Title: "精品 安全说明", Author: "jingpin", Subject: "安全说明", Keywords: "精品、安全说明", Date: r.made},
		Blocks: []layout.Block{
			layout.Title{Parts: []string{"安全说明"}}, points,
			layout.Caption{Text: "版本" + r.tag + "，源代码" + r.commit[:12]}, digests,
		},
	}
	var out bytes.Buffer
	err := layout.Draw(&out, doc, layout.BuiltInFaces())
	return out.Bytes(), err
}
