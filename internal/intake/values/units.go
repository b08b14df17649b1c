package values

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"jingpin/internal/plan"

	"golang.org/x/text/unicode/norm"
)

// listSeparators stand between the names of a list, in either width.
const listSeparators = "、,，;；/／\n\t|｜+＋&＆·•・①②③④⑤⑥⑦⑧⑨⑩"

// Names takes a list of names apart at 、 , ; / and line breaks, never inside
// brackets, and at 和 及 与 会同 where both sides are bodies we know. Numbers
// before names, persons and what stands for no body in particular (等部门, 相关
// 单位) are left out; names are otherwise as typed.
func Names(p *plan.Plan, s string) []string {
	var names []string
	depth, start := 0, 0
	flush := func(end, next int) {
		// A remark in brackets by itself, 管理办 and below it (牵头), names nobody.
		if name := bareName(s[start:end]); name != "" && Outside(name) != "" {
			names = append(names, splitConjunction(p, name)...)
		}
		start = next
	}
	for i, r := range s {
		end := i + len(string(r))
		switch {
		case depth == 0 && strings.ContainsRune("(（", r) && countsNext(p, s, start, i):
			flush(i, i)
			depth++
		case strings.ContainsRune("([（［【", r):
			depth++
		case strings.ContainsRune(")]）］】", r):
			depth = max(0, depth-1)
		case depth > 0:
		case strings.ContainsRune(listSeparators, r):
			flush(i, end)
		case isDigit(r) && countsNext(p, s, start, i):
			flush(i, i)
		case isBlank(r) && KnownBody(p, bareName(s[start:i])):
			flush(i, end)
		}
	}
	flush(len(s), len(s))
	return slices.DeleteFunc(names, func(n string) bool { return !KnownBody(p, n) && !isBody(n) })
}

// countsNext reports a figure at i that counts the next name: 营商办2.平安办.
func countsNext(p *plan.Plan, s string, start, i int) bool {
	_, ok := RosterUnit(p, bareName(s[start:i]))
	return ok && counted.MatchString(s[i:])
}

// counted is a number before a name: 1. 2、 (3) ④.
var counted = regexp.MustCompile(`^(?:[(（]?[0-9０-９]{1,2}[)）.．、:：]+|[(（][一二三四五六七八九十]{1,2}[)）]|[①-⑳])\s*`)

// label is what may stand before a list: 配合部门:…
var label = regexp.MustCompile(`^(?:配合|协同|协办|协作|参与|牵头|主办|责任)?(?:部门|单位|科室)?[:：]`)

// bareName is a name without what stands around it.
func bareName(s string) string {
	name := strings.TrimFunc(s, func(r rune) bool { return isBlank(r) || r == '。' || r == '.' })
	name = name[len(counted.FindString(name)):]
	if strings.ContainsAny(name, ":：") {
		name = name[len(label.FindString(name)):]
	}
	return strings.TrimFunc(name, isBlank)
}

// Conjunctions join the names of a list.
var Conjunctions = []string{"会同", "以及", "和", "及", "与"}

// splitConjunction splits A和B only where both are known: 和 also stands in
// names.
func splitConjunction(p *plan.Plan, name string) []string {
	for _, word := range Conjunctions {
		if left, right, ok := strings.Cut(name, word+"各"); ok && KnownBody(p, left) {
			return []string{left, "各" + right} // 服务办及各居民区
		}
	}
	if KnownBody(p, name) {
		return []string{name}
	}
	for _, word := range Conjunctions {
		for at := 0; ; {
			i := strings.Index(name[at:], word)
			if i < 0 {
				break
			}
			left, right := strings.TrimSpace(name[:at+i]), strings.TrimSpace(name[at+i+len(word):])
			if left == "" {
				return splitConjunction(p, right)
			}
			if KnownBody(p, left) {
				if isGeneral(right) {
					return []string{left}
				}
				if parts := splitConjunction(p, right); allKnown(p, parts) {
					return append([]string{left}, parts...)
				}
			}
			at += i + len(word)
		}
	}
	name = withoutOthers(name)
	if rest, ok := strings.CutPrefix(name, "由"); ok && KnownBody(p, knownHead(p, rest)) {
		name = rest // 由营商办、平安办配合
	}
	return []string{knownHead(p, name)}
}

// others is what stands for further bodies that are not named: 等部门, 等3家单位.
var others = regexp.MustCompile(`等+(?:[0-9一二三四五六七八九十几多各有关相职能其他]*(?:家|个)?(?:有关|相关|职能|责任|成员)?(?:部门|单位|科室|街道|企业|人|方|机构)?)$`)

func withoutOthers(name string) string {
	if i := others.FindStringIndex(name); i != nil && i[0] > 0 {
		return strings.TrimSpace(name[:i[0]])
	}
	return name
}

// knownHead is a unit's name without the person or the remark behind it: 营商办
// 张三, 营商办（李四）.
func knownHead(p *plan.Plan, name string) string {
	if bare := strings.TrimSpace(Outside(name)); bare != name && KnownBody(p, bare) {
		return bare
	}
	for i := range name {
		if head := strings.TrimRightFunc(name[:i], isBlank); i > 0 && KnownBody(p, head) && (isPerson(strings.Trim(name[i:], " :：-—")) || slices.Contains(roles, strings.TrimLeft(name[i:], " :：")) || strings.Trim(name[i:], "0123456789") == "") {
			return head
		}
	}
	if inside, ok := insideOf(name); ok && isPerson(Outside(name)) && KnownBody(p, inside) {
		return inside // 张三（营商办）
	}
	return name
}

// insideOf is what stands in the only brackets of a name.
func insideOf(name string) (string, bool) {
	all := brackets.FindAllString(norm.NFKC.String(name), -1)
	if len(all) != 1 {
		return "", false
	}
	r := []rune(all[0])
	return string(r[1 : len(r)-1]), true
}

// roles are what a body may be said to do.
var roles = []string{"牵头", "配合", "协助", "负责", "参与", "主办", "协办", "支持", "具体负责"}

func allKnown(p *plan.Plan, names []string) bool {
	return len(names) > 0 && !slices.ContainsFunc(names, func(n string) bool { return !KnownBody(p, n) })
}

// KnownBody reports a unit of the roster or a neighbourhood.
func KnownBody(p *plan.Plan, name string) bool {
	if strings.TrimSpace(name) == "" {
		return false
	}
	if _, ok := RosterUnit(p, name); ok {
		return true
	}
	return plan.Neighbourhood(name) && !isGeneral(name)
}

// RosterUnit is the unit of the roster that a name means.
func RosterUnit(p *plan.Plan, name string) (plan.Unit, bool) {
	if IsStreet(plan.Key(name)) {
		return plan.Unit{}, false
	}
	return p.Unit(name)
}

// IsStreet reports the street's own office, which is none of its units though
// one of them may be written like it.
func IsStreet(name string) bool {
	return strings.HasSuffix(name, "街道办") || strings.HasSuffix(name, "街道办事处")
}

// Lead finds the one unit a lead cell names; a remark in brackets behind the
// name is left aside.
func Lead(p *plan.Plan, raw string) (plan.Unit, bool) {
	if u, ok := RosterUnit(p, raw); ok {
		return u, true
	}
	names := Names(p, raw)
	if len(names) != 1 {
		return plan.Unit{}, false
	}
	if u, ok := RosterUnit(p, names[0]); ok {
		return u, true
	}
	return RosterUnit(p, Outside(names[0]))
}

// Bodies are the bodies a list names, units by their roster names, each once.
func Bodies(p *plan.Plan, s string) []string {
	var bodies []string
	for _, name := range Names(p, s) {
		if u, ok := RosterUnit(p, name); ok {
			name = u.Name
		}
		if !slices.Contains(bodies, name) {
			bodies = append(bodies, name)
		}
	}
	return bodies
}

// isBody reports a name that may be an outside body's: no person, no number,
// nothing that stands for bodies in general.
func isBody(name string) bool {
	key := plan.Key(name)
	return strings.Trim(key, "0123456789一二三四五六七八九十等") != "" && !isGeneral(name) && !isPerson(Outside(name))
}

// general stands for bodies that are not named.
var general = regexp.MustCompile(`^(?:无|没有|暂无|配合|协办|各|街道|社区|机关|区|有关|相关|其他|其它|各相关|各有关|等|及|和|全体|职能|责任|成员|所有|[0-9一二三四五六七八九十几多两]+)*(?:家|个)?(?:有关|相关|职能|责任|成员|业务)*(?:部门|单位|科室|人员|人|方|机构|企业)$`)

func isGeneral(name string) bool {
	key := plan.Key(name)
	return general.MatchString(key) || strings.Trim(key, "0123456789家个项名人") == "" && key != "" || strings.HasPrefix(key, "相关居") || strings.HasPrefix(key, "有关居")
}

// surnames are those of nearly everybody; doubleSurnames have two characters.
const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋甘景薄单包司柏宁柯阮桂闵"

var doubleSurnames = []string{"欧阳", "上官", "司马", "诸葛", "皇甫", "司徒", "尉迟", "公孙", "东方", "夏侯", "慕容"}

// bodyMarks are characters that bodies have in their names and persons hardly.
const bodyMarks = "办局所委会队中站社司院校部处科室厅府联团区街道村镇企户业务工厂店馆园港组部门单位政协警网网点集公路线街坊物楼商管房建市县省国家银行电力水气公安消交城妇残青总监检税"

// titles stand behind a person's name.
var titles = []string{"主任", "副主任", "书记", "副书记", "科长", "副科长", "局长", "所长", "队长", "处长", "站长", "经理", "老师", "同志", "主席", "部长", "先生", "女士", "工"}

// isPerson reports a person's name, with a title or without.
func isPerson(name string) bool {
	name = strings.TrimFunc(strings.TrimSpace(norm.NFKC.String(name)), func(r rune) bool { return isBlank(r) || isDigit(r) || r == '-' || r == ':' })
	for _, t := range titles {
		if stem, ok := strings.CutSuffix(name, t); ok && t != "工" && utf8.RuneCountInString(stem) <= 3 && (stem == "" || startsLikePerson(stem)) {
			return true
		}
	}
	runes := []rune(strings.Map(func(r rune) rune {
		if isBlank(r) {
			return -1
		}
		return r
	}, name))
	if len(runes) < 2 || len(runes) > 4 {
		return false
	}
	most := 3
	if slices.ContainsFunc(doubleSurnames, func(d string) bool { return strings.HasPrefix(name, d) }) {
		most = 4
	}
	return len(runes) <= most && startsLikePerson(string(runes)) && !strings.ContainsAny(string(runes[1:]), bodyMarks)
}

func startsLikePerson(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune(surnames, first) || slices.ContainsFunc(doubleSurnames, func(d string) bool { return strings.HasPrefix(s, d) })
}

var brackets = regexp.MustCompile(`[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]`)

// Outside is a text without what stands in brackets.
func Outside(s string) string {
	if !strings.ContainsAny(s, "([（［【〔") {
		return s
	}
	return brackets.ReplaceAllString(norm.NFKC.String(s), "")
}
