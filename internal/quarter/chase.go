package quarter

import (
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/output"
	"jingpin/internal/report"
)

// Chase writes the messages that remind of reports and corrections into a
// folder, and returns how many there are.
func (s *Status) Chase(dir string) (int, error) {
	c := report.Collection{Office: s.job.plan.Info.Office, Quarter: s.Quarter, Due: s.job.plan.Info.Due(s.Quarter), Date: s.job.Date}
	stand := report.Stand{Missing: withState(s.Units, StateMissing), Documents: withState(s.Units, StateDocuments), Unknown: strays(s.Units)}
	var files []output.File
	used := names{}
	add := func(name, text string) {
		files = append(files, output.File{Path: output.In(dir, used.of(name)+letterEnding), Data: letter(text)})
	}
	for _, d := range s.Units {
		switch d.State {
		case StateFaulty:
			stand.Faulty = append(stand.Faulty, report.Faulty{Unit: d.Unit, Errors: d.Errors})
			faults := slices.Clone(d.faults)
			filing.SortFindings(faults)
			add(d.Unit+"-请改正", c.AskToCorrect(d.Unit, faults))
		case StateMissing, StateDocuments:
			add(d.Unit+"-请报送", c.Remind(report.Owing{Unit: d.Unit, Projects: d.led, Received: d.received}))
		}
	}
	add("提醒报送-发全体", c.TellAll(stand))
	return len(files), s.job.write(files...)
}
