package quarter

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/output"
	"jingpin/internal/plan"
)

// Chase writes the messages that chase reports and corrections into a folder,
// and returns how many there are.
func (s *Status) Chase(dir string) (int, error) {
	units, office := s.Units, s.job.plan.Info.Office
	by := s.byWhen()
	missing := withState(units, StateMissing)
	var all strings.Builder
	fmt.Fprintf(&all, "各部门：\n%s项目计划表收集情况如下。\n", s.Quarter.Chinese())
	if len(missing) > 0 {
		fmt.Fprintf(&all, "还没有报送的（%d个）：%s。\n", len(missing), strings.Join(missing, "、"))
	}
	if documents := withState(units, StateDocuments); len(documents) > 0 {
		fmt.Fprintf(&all, "收到文档、没有收到表格的（%d个）：%s。\n", len(documents), strings.Join(documents, "、"))
	}
	var files []output.File
	var corrections []string
	for _, d := range units {
		switch d.State {
		case StateFaulty:
			corrections = append(corrections, fmt.Sprintf("%s（%d处）", d.Unit, d.Errors))
			files = append(files, output.File{Path: filepath.Join(dir, d.Unit+"-请改正.txt"), Data: []byte(correctionLetter(d, s.Quarter, by, office))})
		case StateDocuments:
			files = append(files, output.File{Path: filepath.Join(dir, d.Unit+"-请报送.txt"), Data: []byte(documentLetter(d, s.Quarter, by, office))})
		case StateMissing:
			files = append(files, output.File{Path: filepath.Join(dir, d.Unit+"-请报送.txt"), Data: []byte(reminderLetter(d, s.Quarter, by, office))})
		}
	}
	if len(corrections) > 0 {
		fmt.Fprintf(&all, "有需要改正的（%d个）：%s。\n", len(corrections), strings.Join(corrections, "、"))
	}
	stray := strays(units)
	if len(stray) > 0 {
		fmt.Fprintf(&all, "看不出是哪个部门报的（%d份）：%s。请报这份表的部门告诉我们。\n", len(stray), strings.Join(stray, "、"))
	}
	switch {
	case len(files) > 0:
		fmt.Fprintf(&all, "请%s报送或改正。没有牵头项目的，也请报一张零报告。\n", by)
	case len(stray) == 0:
		all.WriteString("都已报齐，没有需要改正的。谢谢！\n")
	}
	fmt.Fprintf(&all, "%s\n%s\n", office, s.job.Date.Chinese())
	files = append(files, output.File{Path: filepath.Join(dir, "催报-发全体.txt"), Data: []byte(all.String())})
	return len(files), s.job.write(files...)
}

// byWhen is until when a report is asked for: the quarter's reporting day or,
// once that has passed, as soon as can be.
func (s *Status) byWhen() string {
	day := s.job.plan.Info.Due(s.Quarter)
	if s.job.Date > day {
		return "尽快"
	}
	return "在" + day.Chinese() + "前"
}

func reminderLetter(d UnitLine, quarter plan.Quarter, by, office string) string {
	return fmt.Sprintf("%s：\n%s项目计划表还没有收到，请%s报送。没有牵头项目的，也请报一张零报告。\n%s\n",
		d.Unit, quarter.Chinese(), by, office)
}

func documentLetter(d UnitLine, quarter plan.Quarter, by, office string) string {
	return fmt.Sprintf("%s：\n%s的材料已经收到，但都是文档或扫描件，没有项目计划表。请%s把内容填进下发的表格，再报表格。\n%s\n",
		d.Unit, quarter.Chinese(), by, office)
}

func correctionLetter(d UnitLine, quarter plan.Quarter, by, office string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s：\n%s项目计划表收到，有%d处必须改正，请%s改好再报：\n", d.Unit, quarter.Chinese(), d.Errors, by)
	faults := slices.Clone(d.faults)
	filing.SortFindings(faults)
	for i, f := range faults {
		fmt.Fprintf(&b, "%d. ", i+1)
		if f.Row > 0 {
			fmt.Fprintf(&b, "第%d行", f.Row)
			if f.Project != "" {
				b.WriteString("“" + f.Project + "”")
			}
			if f.Cell != "" {
				b.WriteString("（" + f.Cell + "）")
			}
			b.WriteString("：")
		}
		b.WriteString(f.Message + f.Hint + "\n")
	}
	fmt.Fprintf(&b, "%s\n", office)
	return b.String()
}
