package check

import (
	"regexp"
	"strings"

	"jingpin/internal/filing"
)

// Some rules ask for a reason rather than for another value: of lateness (Q08,
// Q09, Q10), of what moved backwards, too fast or not at all (H01, H02, H03, H06,
// H09, H11), of an amount as large as few are (M04), of a number that is another
// unit's (P05). Where the row gives it, there is nothing left to ask. 问题 is the
// place for reasons, so whatever stands there is one; 备注 holds anything, so a
// remark has to speak of what is asked. What stood there last quarter explains
// nothing new.

// The remarks that give a reason: of something that happened or did not; of an
// amount that is meant as it stands; of a project that came from another unit.
var (
	givesCause = regexp.MustCompile(`因|由于|原因|影响|致使|导致|等待|有待|待.{0,8}[后再定批复]|未能|未[通完到获取]|尚[未需无]|仍[未在需]|暂[停缓不]|推[迟后]|延[期后迟误缓]|滞后|停工|窝工|` +
		`调整|变更|提前|集中|加快|一次性|赶工|抢|核[减定销]|重新|更正|纠正|有误|误[填报]|[填报写]错|[漏多少重]报|[填报]早|早[了报]|退[回款库]|结余|扣|取消|合并|移交|划转|批复|不同意|征询|协商|` +
		`审[批图计减]|流标|招标|疫情|雨|台风|高温|协调|不足|不到位|缺|困难|难度|意见|投诉|纠纷|搬迁|腾退|口径|验收|竣工|完工|复工|上级|按.{1,8}(?:要求|通知|文件)`)
	confirmsAmount = regexp.MustCompile(`确实|属实|无误|没有?错|不是元|就是|单位.{0,4}万元|(?:批复|批准|概算|预算|总额|总价|合同价?).{0,16}[\d.][亿万]`)
	tellsTransfer  = regexp.MustCompile(`移交|移转|划转|划归|划入|转[来入由交至给]|接[手管办收]|承接|调整[为由到至]|改由|原.{0,12}(?:牵头|负责|项目|编号)|机构改革|职能`)
)

// givesReason reports a project that says why it is late.
func givesReason(p *filing.Project) bool {
	return p.Problem != "" || givesCause.MatchString(p.Note)
}

// explained reports a project that says, and did not say last quarter already,
// why its figures moved as they did.
func (c *Comparison) explained() bool {
	now, last := c.now, &c.last.Project
	fresh := func(now, last string) bool { return now != "" && !sameText(now, last) }
	return fresh(now.Problem, last.Problem) || fresh(now.Note, last.Note) && givesCause.MatchString(now.Note)
}

// confirms reports a project that says its amount is meant as it stands.
func confirms(p *filing.Project) bool { return confirmsAmount.MatchString(p.Note) }

// saysTransfer reports a project that says which unit it came from.
func saysTransfer(p *filing.Project) bool {
	return tellsTransfer.MatchString(strings.Join([]string{p.Note, p.Problem}, " "))
}
