// Package form is the contract of the workbooks the program writes and reads
// back: sheet names, where columns stand, the hidden identity, the signature
// of its marks and the keys of its rows. It does no I/O.
package form

import (
	"strconv"

	"jingpin/internal/plan"
)

// The sheets of a unit's form.
const (
	SheetForm     = "项目计划表"
	SheetGuide    = "填报说明"
	SheetLists    = "选项"
	SheetIdentity = "_标识" // hidden
)

// Identity says which form a workbook is, so that a pasted-over or
// wrong-department file is diagnosed. It stands both in the custom document
// properties and, because some programs drop those, in a hidden sheet.
type Identity struct {
	Template string // 模板版本
	Plan     string // plan.FormDigest
	Unit     string
	Quarter  plan.Quarter
	Round    int // how often it has been returned, 0 for a fresh form
}

// The names the identity's values are stored under.
const (
	nameTemplate = "精品填报模板版本"
	namePlan     = "精品填报方案"
	nameUnit     = "精品填报单位"
	nameQuarter  = "精品填报季度"
	nameRound    = "精品填报轮次"
)

// Property is one name and value, in a fixed order.
type Property struct{ Name, Value string }

// Properties are the identity's values to store.
func (id Identity) Properties() []Property {
	return []Property{
		{nameTemplate, id.Template},
		{namePlan, id.Plan},
		{nameUnit, id.Unit},
		{nameQuarter, id.Quarter.String()},
		{nameRound, strconv.Itoa(id.Round)},
	}
}

// ParseIdentity reads stored values back; ok is false when they hold none.
// Values that cannot be read are left zero: a damaged identity is no identity.
func ParseIdentity(values map[string]string) (id Identity, ok bool) {
	id.Template = values[nameTemplate]
	if id.Template == "" {
		return Identity{}, false
	}
	id.Plan, id.Unit = values[namePlan], values[nameUnit]
	id.Quarter, _ = plan.ParseQuarter(values[nameQuarter])
	id.Round = ParseRound(values)
	return id, true
}

// ParseRound is the round stamped in a workbook's properties, 0 without one.
// It is also stamped in workbooks that are no form of ours.
func ParseRound(values map[string]string) int { return number(values[nameRound]) }

// RoundProperty is the stamp of a round.
func RoundProperty(round int) Property { return Property{nameRound, strconv.Itoa(round)} }
