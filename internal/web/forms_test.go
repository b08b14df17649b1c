package web

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"jingpin/internal/quarter"
	"jingpin/internal/slowtest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var (
	formOfUnit = regexp.MustCompile(`type="checkbox" name="unit" value="([^"]*)" checked`)
	formsShown = regexp.MustCompile(`name="list" value="([0-9a-f]{64})"`)
)

// formsOf looks at the list of forms and has those written whose unit is kept.
func (v visitor) formsOf(t *testing.T, which string, keep func(unit string) bool) {
	t.Helper()
	code, body := v.post(t, "do/forms", v.formsAsked(t, which, keep))
	require.Equal(t, http.StatusOK, code, body)
}

// formsAsked is the form below the list, filled in.
func (v visitor) formsAsked(t *testing.T, which string, keep func(unit string) bool) url.Values {
	t.Helper()
	list := v.get(t, "forms/"+which)
	asked := url.Values{"which": {which}, "list": {formsShown.FindStringSubmatch(list)[1]}}
	for _, unit := range formOfUnit.FindAllStringSubmatch(list, -1) {
		if keep(unit[1]) {
			asked.Add("unit", unit[1])
		}
	}
	return asked
}

// TestFormsAreLookedThroughFirst shows what each form of the next quarter would
// hold before anything is written, and writes those that were left checked, as
// the command does.
func TestFormsAreLookedThroughFirst(t *testing.T) {
	slowtest.Long(t)
	t.Parallel()
	v, folder, _ := reported(t)
	next := filepath.Join(filepath.Dir(folder), "2023Q3")
	list := v.get(t, "forms/next")
	for _, text := range []string{"2023年第三季度的填报表", "文件夹还没有，会建好", "管理办.xlsx", "福康路道路改造", "各居民区：由自治办汇总报送"} {
		holds(t, list, text)
	}
	assert.NoDirExists(t, next, "looking writes nothing")

	some := func(unit string) bool { return unit == "管理办" || unit == "服务办" }
	asked := v.formsAsked(t, "next", some)
	for name, form := range map[string]url.Values{
		"一个部门也没有选": {"which": {"next"}, "list": asked["list"]},
		"名单刚刚变了":   {"which": {"next"}, "list": {"0"}, "unit": {"管理办"}},
		"这一项已经变了":  {"which": {"../.."}, "unit": {"管理办"}},
	} {
		code, body := v.post(t, "do/forms", form)
		assert.Equal(t, http.StatusUnprocessableEntity, code, name)
		holds(t, body, name)
	}
	assert.NoDirExists(t, next)
	v.formsOf(t, "next", some)
	v.eventually(t, "", "已写出2023年第三季度的填报表")
	written := tree(t, next)
	assert.NotContains(t, written, "下发/党建办.xlsx")
	assert.Contains(t, written, "下发/管理办.xlsx")
	holds(t, v.get(t, "forms/next"), "有同名的表，会换成新的")
	on := regexp.MustCompile(`name="n" value="(\d+)"><button>打开2023年第三季度`).FindStringSubmatch(v.get(t, ""))
	require.NotNil(t, on, "the desk leads on to the next quarter's")
	_, body := v.post(t, "do/choose", url.Values{"n": {on[1]}})
	holds(t, body, "<title>2023年第三季度</title>")
	assert.NotContains(t, body, "打开2023年第四季度", "that is not laid out")

	desk := quarter.Open(quarter.Options{Date: sampleDay})
	require.NoError(t, os.Rename(next, next+"-页面"))
	_, _, err := desk.Found(context.Background(), next)
	require.NoError(t, err)
	order := quarter.FormsOrder{Dir: filepath.Join(next, quarter.DirSend), Units: asked["unit"], From: filepath.Join(folder, quarter.DirResult, quarter.ResultBook)}
	_, err = desk.Forms(context.Background(), order)
	require.NoError(t, err)
	assert.Equal(t, tree(t, next), written, "byte for byte the command's")
}
