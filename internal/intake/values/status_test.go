package values

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// statusTexts are what offices write for a status, by what it is read as; those
// of the second half are read with a warning. ! are refused.
var statusTexts = map[string]string{
	"未启动": "尚未到开工节点 未建 没动 未到开工时间 未到启动节点 1.未启动 下阶段启动 四季度启动 未启动 未开工 尚未开工 未开始 未实施 未动工 未进场 未开展 暂未推进 未建设 没有启动 还未开始 待启动 待实施 计划启动 即将启动 拟实施 计划下半年启动 明年启动 未到启动时间 拟建 待建 尚未开展工作 ;",
	"前期": "还在审批 招标文件编制 土地征收 征地拆迁 已签订施工合同 已签合同 征求居民意见中 流标 重新招标 二次招标 方案调整中 研究中 酝酿 腾退 满足开工条件 在谈 前期 前期工作 前期工作有序推进 方案报批 方案设计中 方案已报批 可研阶段 初步设计阶段 施工图审查 施工图设计中 招标中 正在招标 完成招标 招标已完成 公开招标中 施工招标中 采购中 " +
		"政府采购 立项审批 完成立项 已完成立项批复 报批中 待审批 审批通过 合同已签订 已中标 挂网公示 财政评审中 居民意见征询中 调研阶段 筹备中 谋划阶段 手续办理中 办理施工许可证 " +
		"待开工 即将开工 准备进场 拟开工 开工准备 已批复 动迁中 准备 ;",
	"在建": "日常开展 管网铺设 管网施工中 3、在建 按计划 按序时 进展中 有进展 滞后于计划 基本正常 投入试运行 稳中有进 压茬推进 联调联试 在建 在建中 新开工 续建 施工中 正在施工 加快施工 全力推进 按序时推进 达到时间进度 有序推进中 进度正常 进展顺利 推进有序 良好 按期推进 分步实施 陆续开工 主体结构施工 主体已封顶 " +
		"主体完工 基础施工 装修施工 设备安装中 外立面改造 土建施工中 收尾 收尾阶段 进入收尾阶段 正在收尾 调试 试运行 施工过半 完成过半 已复工 恢复施工 正在改造 整治中 滞后 进度滞后 推进缓慢 " +
		"在建/推进中 已开工，正常推进 严重滞后 在建（滞后） 进行中(正常) 运行中 持续推进中 常态化开展 接近尾声 在办 ;" +
		"花坛砌筑中 廊架施工 年度任务已完成 基本完成 基本竣工 初步建成 部分建成 陆续完成 即将完工 验收中 待验收 竣工验收 竣工待验收 已启动 未完成 未竣工 延期 提前 在建（停工） 已完成50% 完成80%",
	"已完成": "质保期 缺陷责任期 揭牌运营 已竣工验收备案 已交付运营 已投产 已开园 已消项 闭环 已举办 创建完成 已完成 完成 建成 已建成 投入使用 已投用 建成投用 超额完成 提前完成 按时完成 如期完成 全面完工 全部完工 已通过竣工验收 竣工验收合格 验收合格 已竣工验收 完成验收 已交付使用 已移交 " +
		"已结项 已销号 办结 正式开放 已对外开放 已上线 投入运行 已完成，持续推进 已完成并长期坚持 已完成(持续推进) 已完工，待结算 done 建成并投用 已完成并通过验收 已竣工备案 ;100%",
	"暂缓": "暂时停工 已停 缓 暂缓 暂缓实施 暂停施工 停工 临时停工 停工整改 缓建 停滞 搁置 推迟实施 延后实施 受阻 停止推进 暂不实施 暂不启动 ;",
	"取消": "不做了 不搞了 调整取消 取消 取消实施 已终止 撤销 调出 不再实施 不再推进 作废 放弃 已剔除 ;",
	"!": "未见施工 √ × ● 是 否 待定 不详 见附件 同上 绿灯 一般 差不多了 推进困难 无法推进 验收不合格 抓紧完成 加快完成 尚未招标 合并 已调整 移交其他部门 一期完成 二期在建 完成设计，正在施工 " +
		"在建/未启动 前期、在建 已完成、在建 已完成，待验收 在建(80%) 在建① 第2阶段 2023年完成 已完成（一期） 已完成（部分） 已完工(主体) ;",
}

func TestStatuses(t *testing.T) {
	s := NewStatuses(plan.Builtin())
	for want, all := range statusTexts {
		sure, doubtful, _ := strings.Cut(all, ";")
		for i, words := range []string{sure, doubtful} {
			for typed := range strings.FieldsSeq(words) {
				read, refusal := s.Read(typed)
				if want == "!" {
					assert.NotNil(t, refusal, "%s: %s", typed, read.Word)
					continue
				}
				assert.Nil(t, refusal, typed)
				assert.Equal(t, want, read.Word, typed)
				assert.Equal(t, i == 1, read.Doubtful, typed)
				assert.Equal(t, typed != want, read.Note, typed)
			}
		}
	}
	for _, typed := range []string{"", "无", "——"} {
		read, refusal := s.Read(typed)
		assert.Nil(t, refusal, typed)
		assert.Equal(t, StatusReading{Blank: true}, read, typed)
	}
}

// TestRefusedStatuses proposes by meaning, never by letters: no proposal is
// better than a wrong one.
func TestRefusedStatuses(t *testing.T) {
	s := NewStatuses(plan.Builtin())
	for typed, want := range map[string]Refusal{
		"在建(80%)":    {TwoFacts, "在建", "80%", plan.StatusUnderWay, filing.Witness{Kind: filing.RowProgress, Value: "80"}},
		"在建（完成80%）":  {TwoFacts, "在建", "80%", plan.StatusUnderWay, filing.Witness{Kind: filing.RowProgress, Value: "80"}},
		"在建（装修80%）":  {Reason: TwoFacts, First: "在建", Second: "80%"},
		"已完成(100%)":  {TwoFacts, "已完成", "100%", plan.StatusDone, filing.Witness{Kind: filing.RowProgress, Value: "100"}},
		"前期(30%)":    {TwoFacts, "前期", "30%", plan.StatusPrep, filing.Witness{Kind: filing.RowProgress, Value: "30"}},
		"在建(2标段)":    {Reason: TwoFacts, First: "在建(2标段)"},
		"前期/在建":      {Reason: TwoFacts, First: "前期", Second: "在建"},
		"园区建成":       {Reason: Unclear, First: "园区建成"},
		"全区已建成":      {Reason: Unclear, First: "全区已建成", Likely: plan.StatusDone},
		"差不多了":       {Reason: Unclear, First: "差不多了"},
		"快完工了":       {Reason: Unclear, First: "快完工了"},
		"一期已完工":      {Reason: Unclear, First: "一期已完工"},
		"无法推进":       {Reason: Unclear, First: "无法推进"},
		"正在施工，安装电梯":  {Reason: Unclear, First: "正在施工，安装电梯", Likely: plan.StatusUnderWay},
		"第三方审价单位招标中": {Reason: Unclear, First: "第三方审价单位招标中"},
	} {
		_, r := s.Read(typed)
		if assert.NotNil(t, r, typed) {
			assert.Equal(t, want, *r, typed)
		}
	}
}

// TestOlderPlan reads words of parts by a plan that was written before there
// were any.
func TestOlderPlan(t *testing.T) {
	older := *plan.Builtin()
	older.Words = slices.DeleteFunc(slices.Clone(older.Words), func(w plan.Word) bool { return w.List == listParts })
	read, refusal := NewStatuses(&older).Read("主体结构施工")
	assert.Nil(t, refusal)
	assert.Equal(t, plan.StatusUnderWay, read.Word)
}

// TestStatusesOfOffices measures how many of the status words collected from
// offices' tables are read as a person takes them. It never fails.
func TestStatusesOfOffices(t *testing.T) {
	f, err := os.Open(filepath.Join("..", "..", "..", "..", "shared", "design", "words.tsv"))
	if err != nil {
		t.Skip("the collected words are not there")
	}
	defer f.Close()
	s := NewStatuses(plan.Builtin())
	asGiven, refused, otherwise := 0, 0, 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		columns := strings.Split(lines.Text(), "\t")
		if len(columns) < 3 || columns[0] != "status" {
			continue
		}
		read, refusal := s.Read(columns[2])
		switch {
		case refusal != nil:
			refused++
			t.Log("not read:", columns[1], columns[2])
		case read.Word == columns[1]:
			asGiven++
		default:
			otherwise++
			t.Log("otherwise:", columns[1], columns[2], "as", read.Word)
		}
	}
	t.Logf("%d as given, %d refused, %d otherwise", asGiven, refused, otherwise)
}
