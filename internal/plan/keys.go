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

// SourceKeys are the columns the total splits into, MoneyKeys all that hold
// amounts.
var (
	SourceKeys = []string{KeyCity, KeyDistrict, KeyStreet, KeySocial}
	MoneyKeys  = []string{KeyTotal, KeyCity, KeyDistrict, KeyStreet, KeySocial, KeyPaid}
)

// lateColumns are those that the first definitions did not have: a form may do
// without. Every other one of the built-in definition's is in each, for rules,
// lights and reports go by it.
var lateColumns = []string{KeyExpected, KeyAnswerBy, KeyNextTarget}

// fixedWords are the words of a list that code goes by: a definition may add other
// ways of writing them, not do without them.
var fixedWords = []struct {
	list  string
	words []string
}{
	{ListStatus, []string{StatusNotStarted, StatusPrep, StatusUnderWay, StatusDone, StatusPaused, StatusCancelled}},
	{ListCategory, []string{KindWorks, KindService, KindMechanism}},
	{ListFunding, []string{FundingNone}},
}

// The lists that are tables of their own.
const (
	ListTracks = "专项行动"
	ListTasks  = "重点任务"
	ListUnits  = "部门"
)
