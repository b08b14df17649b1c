package consolidated

import (
	"time"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/report"
)

// properties sets what would otherwise change from run to run.
func (b *workbook) properties(r *report.Report) {
	if b.Err != nil {
		return
	}
	day := r.Meta.Date.Time().Format(time.RFC3339)
	b.Do(b.File.SetDocProps(&excelize.DocProperties{
		Title: r.Meta.Street + r.Meta.Quarter.Chinese() + "汇总表", Subject: r.Meta.Plan, Creator: r.Meta.Office,
		LastModifiedBy: r.Meta.Office, Created: day, Modified: day, Language: "zh-CN",
	}))
	b.Do(b.File.SetAppProps(&excelize.AppProperties{Application: "Microsoft Excel", Company: r.Meta.Street}))
}
