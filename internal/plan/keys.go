package plan

// The keys of the form's columns, by which code, JSON and the 代号 of 栏目 name
// them. What a column is called, and in which order they stand, is data.
const (
	KeyID         = "id"
	KeyNo         = "no"
	KeyTrack      = "track"
	KeyTask       = "task"
	KeyName       = "name"
	KeySub        = "sub"
	KeyContent    = "content"
	KeyKind       = "kind"
	KeyPriority   = "priority"
	KeyStart      = "start"
	KeyDeadline   = "deadline"
	KeyLead       = "lead"
	KeyPartners   = "partners"
	KeyLeader     = "leader"
	KeyPerson     = "person"
	KeyTotal      = "total"
	KeyCity       = "city"
	KeyDistrict   = "district"
	KeyStreet     = "street"
	KeySocial     = "social"
	KeyFunding    = "funding"
	KeyStatus     = "status"
	KeyProgress   = "progress"
	KeyRate       = "rate"
	KeySelf       = "self"
	KeyExpected   = "expected" // when a late project will be done
	KeyFinished   = "finished"
	KeyDone       = "done"
	KeyPaid       = "paid"
	KeyProblem    = "problem"
	KeyAsk        = "ask"
	KeyAnswerBy   = "answer_by"   // by when what is asked has to be settled
	KeyNextTarget = "next_target" // progress promised for the next quarter's end
	KeyNext       = "next"
	KeyNote       = "note"
	KeyDue        = "due"   // computed: the form's own 应达进度
	KeyLight      = "light" // computed: the form's own 预判亮灯
)
