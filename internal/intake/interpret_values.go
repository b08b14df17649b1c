package intake

import (
	"jingpin/internal/filing"
	"jingpin/internal/intake/tables"
	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
)

// moneyKeys are the columns that hold amounts. The total comes last: its
// sources may confirm it.
var moneyKeys = []string{"city", "district", "street", "social", "paid", "total"}

// readMoney reads all amounts of a row.
func (r *reading) readMoney(rec *rowRecord) {
	for _, key := range moneyKeys {
		*rec.project.Amount(key) = r.money(rec, key)
	}
	if _, has := rec.t.Columns["total"]; has && rec.project.Total.Kind == plan.Blank && !rec.bad["total"] && r.needsNoMoney(rec) {
		rec.project.Total = plan.Exactly(0)
		r.coerce(rec, "total", rec.cells.at("total").Raw, "0")
	}
}

// needsNoMoney reports a row whose funding says that it costs nothing: its
// total may be left blank.
func (r *reading) needsNoMoney(rec *rowRecord) bool {
	w, ok := r.words.Listed(plan.ListFunding, rec.cells.at("funding").Raw)
	return ok && w.Read == plan.FundingNone
}

// money reads an amount; one merged over several rows belongs to the first,
// so that it is counted once.
func (r *reading) money(rec *rowRecord, key string) plan.Amount {
	f := rec.cells.at(key)
	if f.Raw == "" || rec.bad[key] {
		return plan.Amount{}
	}
	m, refusal := r.words.Money(f.Cell, f.Shown(), rec.t.Money(key, rec.number), r.wb.Date1904)
	if refusal != nil && rec.confirms(refusal.Witness) {
		v, err := plan.ParseWan(refusal.Likely)
		if err == nil {
			m, refusal = values.AmountReading{Amount: plan.Exactly(v), Note: true}, nil
		}
	}
	if refusal != nil {
		r.unread(rec, key, "M01", refusal)
		return plan.Amount{}
	}
	if f.Filled == tables.Merge && !rec.isFirstFrom(f.Row) {
		r.coerce(rec, key, "（与第"+plan.Count(f.Row)+"行合并）", "0")
		return plan.Exactly(0)
	}
	switch {
	case m.Doubtful:
		r.doubt(rec, key, f.Shown(), m.Amount.String())
	case m.Note || f.Stripped():
		r.coerce(rec, key, f.Shown(), m.Amount.String())
	}
	return m.Amount
}

// confirms reports a witness that stands in the same row.
func (rec *rowRecord) confirms(w filing.Witness) bool {
	p := rec.project
	switch w.Kind {
	case filing.RowProgress:
		return p.Progress != nil && p.Progress.String() == w.Value
	case filing.SourceParts:
		for _, part := range w.Parts {
			if a := p.Amount(part.Key); a.Kind != plan.Known || a.Money != part.Amount {
				return false
			}
		}
		return len(w.Parts) > 0
	}
	return false
}

// readProgress reads status, progress and rate. The progress may confirm a
// status that has a figure beside it.
func (r *reading) readProgress(rec *rowRecord) {
	p := rec.project
	status, refusal := r.status(rec)
	p.Status = status.Word
	p.Progress = r.share(rec, "progress", rec.t.progress)
	p.Rate = r.share(rec, "rate", rec.t.rate)
	p.NextTarget = r.share(rec, plan.KeyNextTarget, rec.t.nextTarget)
	f := rec.cells.at("status")
	switch {
	case refusal != nil && rec.confirms(refusal.Witness):
		p.Status = refusal.Likely
		r.coerce(rec, "status", f.Shown(), p.Status)
	case refusal != nil:
		p.Status = ""
		r.unread(rec, "status", "Q02", refusal)
	case f.Filled != tables.Own:
	case status.Doubtful:
		r.doubt(rec, "status", f.Shown(), status.Word)
	case status.Note || f.Stripped():
		r.coerce(rec, "status", f.Shown(), status.Word)
	}
}

// status reads the project's status.
func (r *reading) status(rec *rowRecord) (values.StatusReading, *values.Refusal) {
	f := rec.cells.at("status")
	if f.Raw == "" || rec.bad["status"] {
		return values.StatusReading{}, nil
	}
	if s, ok := r.words.Status(f.Shown()); ok {
		return s, nil
	}
	return r.words.Statuses.Read(f.Shown())
}

// share reads a share in a column of others. A progress that cannot be one is
// an error; a rate is only left out.
func (r *reading) share(rec *rowRecord, key string, column values.Shares) *plan.Percent {
	f := rec.cells.at(key)
	if f.Raw == "" || rec.bad[key] {
		return nil
	}
	s, ok := r.words.Share(f.Cell, f.Shown())
	var refusal *values.Refusal
	if ok {
		s, refusal = column.Settle(s, key == "progress" && rec.project.Status == plan.StatusDone)
	} else {
		_, refusal = values.ReadShare(r.plan, f.Cell, f.Shown(), r.wb.Date1904)
	}
	switch {
	case refusal == nil && s.Blank:
		r.coerce(rec, key, f.Raw, "")
		return nil
	case refusal == nil && (s.Percent < 0 || s.Percent > plan.Full):
		refusal = &values.Refusal{First: f.Raw}
	}
	switch {
	case refusal != nil && key == "progress":
		r.unread(rec, key, "Q03", refusal)
		return nil
	case refusal != nil:
		r.doubt(rec, key, f.Raw, "")
		return nil
	case f.Filled != tables.Own:
	case s.Doubtful, s.Plain && s.Note && column.Lone():
		r.doubt(rec, key, f.Shown(), s.Percent.String())
	case s.Note || f.Stripped():
		r.coerce(rec, key, f.Shown(), s.Percent.String())
	}
	return &s.Percent
}

// readDates reads all dates; a period means its start for a start and its end
// for any other.
func (r *reading) readDates(rec *rowRecord) {
	p := rec.project
	if d, ok := r.date(rec, "start", values.Starts); ok && !d.Open {
		p.Start = d.Start
	}
	if d, ok := r.date(rec, "deadline", values.Ends); ok {
		p.Deadline, p.OpenEnded = d.End, d.Open
	}
	for _, key := range []string{plan.KeyFinished, plan.KeyExpected, plan.KeyAnswerBy} {
		if d, ok := r.date(rec, key, values.Ends); ok && !d.Open {
			*p.Field(key).(*plan.Date) = d.End
		}
	}
}

// date reads a date cell; ok is false for a blank one and one in error.
func (r *reading) date(rec *rowRecord, key string, use values.Use) (values.DateReading, bool) {
	f := rec.cells.at(key)
	if f.Raw == "" || rec.bad[key] {
		return values.DateReading{}, false
	}
	d, ok := r.words.Date(f.Cell, f.Shown(), use, r.wb.Date1904)
	switch {
	case !ok && r.isUnsettled(rec, key, f.Raw):
		r.doubt(rec, key, f.Raw, "")
		return d, false
	case !ok:
		_, refusal := values.ReadDate(r.plan, f.Cell, f.Shown(), use, r.asOf.Year(), r.wb.Date1904)
		r.unread(rec, key, "T02", refusal)
		return d, false
	case d.Blank, d.Open && key != "deadline":
		r.coerce(rec, key, f.Raw, "")
		return d, !d.Blank
	}
	read := d.End
	if use == values.Starts {
		read = d.Start
	}
	switch {
	case f.Filled != tables.Own:
	case d.Doubtful:
		r.doubt(rec, key, f.Shown(), read.String())
	case d.Note || f.Stripped():
		r.coerce(rec, key, f.Shown(), read.String())
	}
	return d, true
}

// isUnsettled reports what people write under a date they need not give: 待定
// for a start, and anything at all for the end of what has not ended and for
// what the form merely asks.
func (r *reading) isUnsettled(rec *rowRecord, key, raw string) bool {
	_, pending := r.words.Word("待定金额", raw)
	switch key {
	case plan.KeyStart:
		return pending
	case plan.KeyFinished:
		return rec.project.Status != plan.StatusDone
	}
	return key == plan.KeyExpected || key == plan.KeyAnswerBy
}

// impliedProgress gives a blank progress the value the status implies.
func (r *reading) impliedProgress(rec *rowRecord) {
	p := rec.project
	if p.Progress != nil || rec.bad["progress"] {
		return
	}
	implied, ok := map[string]plan.Percent{plan.StatusNotStarted: 0, plan.StatusDone: plan.Full}[p.Status]
	if !ok {
		return
	}
	p.Progress = &implied
	if _, has := rec.t.Columns["progress"]; has {
		r.coerce(rec, "progress", rec.cells.at("progress").Raw, implied.String())
	}
}
