package filing

import (
	"testing"

	"jingpin/internal/plan"

	"github.com/stretchr/testify/assert"
)

func TestUnread(t *testing.T) {
	note := Finding{Rule: UnreadRule, Severity: plan.Note, Value: "居民满意度、招标方式", Also: []string{"N3"}}
	asked := Finding{Rule: UnreadRule, Severity: plan.Warning, Value: "工作建议"}
	assert.Equal(t, "另有2列没有并入：居民满意度、招标方式。", Unread([]Finding{note, asked}))
	assert.Empty(t, Unread([]Finding{asked}))
}
