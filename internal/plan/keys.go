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

// need is a column that code reads or shows, and the type it takes it for.
type need struct {
	key, kind string
	late      bool // the first definitions did not have it: a form may do without
}

// needs are all columns there can be: every one that is not late is in each
// definition, for rules, lights and reports go by it.
var needs = []need{
	{KeyID, TypeNumber, false}, {KeyNo, TypeText, false}, {KeyTrack, TypeChoice, false}, {KeyTask, TypeChoice, false},
	{KeyName, TypeText, false}, {KeySub, TypeText, false}, {KeyContent, TypeLong, false}, {KeyKind, TypeChoice, false},
	{KeyPriority, TypeChoice, false}, {YearColumn, TypeYear, false}, {KeyStart, TypeStart, false}, {KeyDeadline, TypeDeadline, false},
	{KeyLead, TypeUnit, false}, {KeyPartners, TypeUnits, false}, {KeyLeader, TypeText, false}, {KeyPerson, TypeText, false},
	{KeyTotal, TypeMoney, false}, {KeyCity, TypeMoney, false}, {KeyDistrict, TypeMoney, false}, {KeyStreet, TypeMoney, false},
	{KeySocial, TypeMoney, false}, {KeyFunding, TypeChoice, false}, {KeyStatus, TypeChoice, false}, {KeyProgress, TypePercent, false},
	{KeyRate, TypePercent, false}, {KeySelf, TypeChoice, false}, {KeyFinished, TypeDeadline, false}, {KeyDone, TypeLong, false},
	{KeyPaid, TypeMoney, false}, {KeyProblem, TypeLong, false}, {KeyExpected, TypeDeadline, true}, {KeyAsk, TypeLong, false},
	{KeyAnswerBy, TypeDeadline, true}, {KeyNext, TypeLong, false}, {KeyNextTarget, TypePercent, true}, {KeyNote, TypeLong, false},
	{KeyDue, TypeComputed, false}, {KeyLight, TypeComputed, false},
}

// lists are the words of a list that code goes by: a definition may add other
// ways of writing them, not do without them.
var lists = []struct {
	key, list string // the column, and the list it is chosen from
	words     []string
}{
	{KeyTrack, ListTracks, nil}, {KeyTask, ListTasks, nil}, {KeyLead, ListUnits, nil},
	{KeyStatus, ListStatus, []string{StatusNotStarted, StatusPrep, StatusUnderWay, StatusDone, StatusPaused, StatusCancelled}},
	{KeyKind, ListCategory, []string{KindWorks, KindService, KindMechanism}},
	{KeyPriority, "轻重缓急", nil},
	{KeyFunding, "资金落实", []string{"无需资金"}},
	{KeySelf, "自评", nil},
}

// The lists that are tables of their own.
const (
	ListTracks = "专项行动"
	ListTasks  = "重点任务"
	ListUnits  = "部门"
)
