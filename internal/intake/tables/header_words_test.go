package tables

import (
	"strings"
	"testing"

	"jingpin/internal/plan"

	"github.com/stretchr/testify/assert"
)

// headerWords are ways of heading columns, as offices do, by the column a
// person takes them for in a table that bears it out.
var headerWords = map[string]string{
	"deadline": "计划完工日期 预计建成日期 拟投用时间 要求办结时限 计划验收时间 竣工验收时间 交付使用时间 整改完成时限 目标完成日期 最迟完成日期 建设周期 " +
		"项目实施周期 工程工期 计划交付时间 完成年月 建成投用时间 项目完成时间 任务完成时限 预计完工年月 计划完成节点 时间节点要求 预计竣工时间 建成时间 完成截止时间 计划开竣工时间",
	"start":    "预计开工日期 拟启动时间 计划动工时间 项目启动日期 开工年月 起始年月 动工日期 开建时间 实际开工时间 计划开工年月",
	"finished": "完成日期（实际） 实际完成日期 实际完工时间 实际竣工日期 已完工时间 实际办结时间 实际竣工时间",
	"lead": "牵头科室（部门） 主办科室 承办单位 项目责任部门 牵头主责单位 归口管理部门 牵头责任科室 落实单位 项目单位 业主单位 实施单位 主管单位 " +
		"责任单位（部门） 责任单位及责任人 所属科室 主体责任单位 建设单位 实施主体 责任单位(牵头)",
	"partners": "协办科室 参与科室 协同责任单位 配合科室（单位） 会办部门 支持单位 共同责任单位 参加部门 配合协作单位 相关部门 配合单位（部门） 责任单位(配合) 联办单位 配合单位及部门",
	"total":    "项目投资总额 总投资估算（万元） 预算总投资 批复总投资 计划投资总额 总投资金额 资金概算 所需资金（万元） 经费总额 总造价 投资总概算 计划投资（万元） 投资额 项目总额（万元） 总投资（计划）",
	"progress": "总体完成进度 形象进度（%） 工程完成率 任务完成率 当前完成比例 累计完成率（%） 建设进度 整体进度 实际完成进度 目前完成进度 实际进度% 完成进度 6月底形象进度 二季度末进度 累计完成工程量(%) 工程量完成比例 完成情况（%） 累计进度（实际）",
	"rate":     "年度目标完成率 本年度完成率 全年任务完成率 占年度计划百分比 本年目标完成进度",
	"paid":     "累计支付金额 已完成投资额 实际支出金额 累计投资完成额 累计拨付资金 截至目前累计支出 开累完成投资 自开工累计完成投资额 实际完成投资 截至6月底累计完成投资",
	"status":   "项目当前状态 工程状态 目前所处阶段 推进阶段 建设阶段 当前阶段 完成状态 所处状态 推进情况(已完成/推进中/未启动)",
	"problem":  "存在的主要问题 困难与问题 问题及原因分析 推进难点 堵点问题 未完成原因 未达进度原因 未达目标原因 滞后原因分析 存在困难及建议 目前存在的困难和问题 存在问题及需协调事项",
	"next":     "下一步工作思路 下步推进计划 下季度工作安排 下一步重点工作 三季度工作安排 第三季度计划 下半年工作安排 下月工作计划 后续工作打算 接下来工作计划 7-9月工作安排 7月工作计划",
	"y2023":    "2023年度计划目标 2023年工作计划 2023年主要任务 今年目标任务 本年度工作计划 年度任务目标 全年工作目标 当年目标 2023目标 23年计划 2023年形象进度",
	"done": "本季度进展情况（实际） 项目最新进展 推进落实情况 进度情况说明 二季度推进情况 截至6月底工作进展 半年进展情况 进展情况描述 完成情况(6月) 1-6月进展情况 " +
		"进展情况、存在问题及下一步打算 已完成工作内容 工作进展及成效",
	"content":  "项目建设内容 工程概况 主要工作内容 实施内容及规模 任务内容 改造内容 工作举措 项目概况 建设规模和内容 整治内容 活动内容",
	"funding":  "资金到位状态 经费落实状态 资金是否落实 资金保障情况 资金来源及落实情况 资金情况 经费情况",
	"name":     "项目名称（全称） 重点项目名称 项目（工程）名称 年度重点项目 民生项目 项目（任务）名称 具体项目名称 改造项目 事项名称 工作任务 重点工作 项目名称及地点",
	"task":     "对应重点任务 所属任务 重点任务名称 任务名称 主要任务",
	"track":    "所属行动 所属专项行动 工作板块 对应专项行动 六大行动",
	"leader":   "街道分管领导 包保领导 挂牌领导 分管主任 联系领导 分管负责人",
	"person":   "项目负责人 具体联系人 直接责任人 责任人姓名 项目联系人 联系人及电话",
	"ask":      "需协调解决事项 需街道协调解决的问题 需要支持的事项 需上级协调解决事项 需区级层面协调事项 诉求 需要协调解决的事项",
	"self":     "是否按计划推进 自评结果 进度评价 是否达到时序进度 推进情况评价",
	"street":   "街道财政资金 街道配套资金 街镇财力 街道承担",
	"city":     "市财政资金 市级补助资金 市级财政 其中：市级 其中市级资金",
	"district": "区级财政资金 区补助 区级配套",
	"social":   "社会投入资金 企业自筹 社会资本 居民自筹",
	"note":     "备注说明 其他需要说明的情况 补充说明 附注",
	// Known, or unknown, and none of ours.
	"": "满意度 居民满意度 受益户数 中标单位 施工单位 建设地点 项目代码 立项文号 招标方式 合同金额 上月进展 上季度累计进度 去年完成投资 年度计划投资 " +
		"2023年计划投资（万元） 2023年完成投资 本季度完成投资 1-6月完成投资 序时进度 计划进度 目标进度 是否滞后 是否超期 资金缺口 到位资金 年度计划（万元） " +
		"完成投资(%) 累计进度(计划) 累计进度(目标) 累计完成投资(计划) 一季度进展情况 四季度计划 2022年完成情况",
}

// What offices write over their columns is known by what it is put together
// from; some of it only where the table bears it out.
func TestHeaderWords(t *testing.T) {
	h := headersOf.Of(plan.Builtin())
	q2 := plan.Quarter{Year: 2023, N: 2}
	for key, words := range headerWords {
		for _, word := range strings.Fields(words) {
			m := h.find([]string{word}, q2)
			if key == "" {
				assert.Empty(t, meantAlone(m), word)
			} else {
				assert.True(t, includes(m, key), "%s is read as %q, not %s", word, meantAlone(m), key)
			}
		}
	}
}

// includes reports a column among those that a header may mean.
func includes(m meaning, key string) bool {
	for _, m := range m {
		if m.key == key && !m.Has(plan.WhenNever) {
			return true
		}
	}
	return false
}

// No header is two columns' but where a condition tells them apart: what is
// written in 栏目 is in no way of writing of another column's 栏目别名, and of
// these no two without a condition have a word in common.
func TestNoHeaderIsTwoColumns(t *testing.T) {
	p := plan.Builtin()
	h := headersOf.Of(p)
	for _, c := range p.Columns {
		for _, name := range append(c.Aliases, c.Header) {
			if c.Year != 0 {
				continue
			}
			m := h.names[plan.Key(name)]
			assert.Equal(t, c.Key, m.key, "%s belongs to %s, too", name, m.key)
		}
	}
	for i, f := range p.HeaderForms {
		if len(f.When) > 0 {
			continue
		}
		for _, word := range samples(f.Slots) {
			if _, named := h.names[word]; named {
				continue // 栏目 settles it
			}
			for _, other := range p.HeaderForms[i+1:] {
				if other.Column != f.Column && f.Column != "" && len(other.When) == 0 && other.Column != "" && fits(other.Slots, word) {
					t.Errorf("%s is both %s and %s", word, f.Column, other.Column)
				}
			}
		}
	}
}

// samples are some of the words that slots make: each word of each slot with
// the first of the others, with all that may be left out and without.
func samples(slots []plan.HeaderSlot) []string {
	var all []string
	for i := range slots {
		for _, w := range slots[i].Words {
			for _, full := range []bool{true, false} {
				word := ""
				for k, s := range slots {
					switch {
					case k == i:
						word += w
					case full || !s.Optional:
						word += s.Words[0]
					}
				}
				all = append(all, word)
			}
		}
	}
	return all
}
