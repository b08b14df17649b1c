package intake

import "jingpin/internal/plan"

// money reads an amount; one merged over several rows belongs to the first,
// so that it is counted once.
func (r *reading) money(rec *record, key string) plan.Amount {
	f := rec.cells[key]
	if f.raw == "" || rec.bad[key] {
		return plan.Amount{}
	}
	m, ok := readMoney(r.lexicon(), f.cell, f.raw, rec.t.moneyUnit(key, rec.number))
	if !ok {
		r.faultAt(rec, key, "M01", saying{value: f.raw, expected: "数字（万元），不花钱的填0，还没定的填“待定”"})
		return plan.Amount{}
	}
	if f.filled == merge && !rec.isFirstFrom(f.row) {
		r.coerce(rec, key, "（与第"+plan.Count(f.row)+"行合并）", "0")
		return plan.Exactly(0)
	}
	if m.Note || f.stripped() {
		r.coerce(rec, key, f.shown(), m.Amount.String())
	}
	return m.Amount
}

// percent reads a share. A progress that cannot be one is an error; a rate is
// only left out.
func (r *reading) percent(rec *record, key string, fractions bool) *plan.Percent {
	f := rec.cells[key]
	if f.raw == "" || rec.bad[key] {
		return nil
	}
	v, ok := readPercent(f.cell, f.raw, fractions)
	switch {
	case r.lexicon().blank(f.raw):
		r.coerce(rec, key, f.raw, "")
		return nil
	case (!ok || v.Percent < 0 || v.Percent > plan.Full) && key == "progress":
		r.faultAt(rec, key, "Q03", saying{value: f.raw, expected: "0到100的数"})
		return nil
	case !ok || v.Percent < 0 || v.Percent > plan.Full:
		r.doubt(rec, key, f.raw, "")
		return nil
	case (v.Note || f.stripped()) && f.filled == own:
		r.coerce(rec, key, f.shown(), v.Percent.String())
	}
	return &v.Percent
}

// readDates reads start, deadline and finished; a period means its start for
// a start and its end for a deadline.
func (r *reading) readDates(rec *record) {
	p := rec.project
	if d, ok := r.date(rec, "start"); ok {
		if d.Open {
			r.coerce(rec, "start", rec.cells["start"].raw, "")
		} else {
			p.Start = d.Start
			r.coerceDate(rec, "start", d, p.Start)
		}
	}
	if d, ok := r.date(rec, "deadline"); ok {
		p.Deadline, p.OpenEnded = d.End, d.Open
		r.coerceDate(rec, "deadline", d, p.Deadline)
	}
	if d, ok := r.date(rec, "finished"); ok {
		if d.Open {
			r.coerce(rec, "finished", rec.cells["finished"].raw, "")
		} else {
			p.Finished = d.End
			r.coerceDate(rec, "finished", d, p.Finished)
		}
	}
}

// date reads a date cell; ok is false for a blank one and one in error.
func (r *reading) date(rec *record, key string) (period, bool) {
	f := rec.cells[key]
	if f.raw == "" || rec.bad[key] {
		return period{}, false
	}
	d, ok := r.lexicon().date(f.cell, f.raw, r.wb.Date1904)
	ok = ok && (!d.From || key == "start")
	if !ok && r.isUnsettled(rec, key, f.raw) {
		r.doubt(rec, key, f.raw, "")
		return period{}, false
	}
	if !ok {
		r.faultAt(rec, key, "T02", saying{value: f.raw, expected: "写明年份和月份，如2023年6月、2023-06-30"})
		return period{}, false
	}
	if d.Blank {
		r.coerce(rec, key, f.raw, "")
	}
	return d, !d.Blank
}

// isUnsettled reports what people write under a date they need not give: 待定
// for a start, and anything at all for the end of what has not ended.
func (r *reading) isUnsettled(rec *record, key, raw string) bool {
	_, pending := r.lexicon().word("待定金额", raw)
	return key == "start" && pending || key == "finished" && rec.project.Status != plan.StatusDone
}

func (r *reading) coerceDate(rec *record, key string, d period, read plan.Date) {
	if f := rec.cells[key]; (d.Note || f.stripped()) && f.filled == own {
		r.coerce(rec, key, f.shown(), read.String())
	}
}

// impliedProgress gives a blank progress the value the status implies.
func (r *reading) impliedProgress(rec *record) {
	p := rec.project
	if p.Progress != nil || rec.bad["progress"] {
		return
	}
	implied, ok := map[string]plan.Percent{plan.StatusNotStarted: 0, plan.StatusDone: plan.Full}[p.Status]
	if !ok {
		return
	}
	p.Progress = &implied
	if _, has := rec.t.columns["progress"]; has {
		r.coerce(rec, "progress", rec.cells["progress"].raw, implied.String())
	}
}
