package plan

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestParseDecimal(t *testing.T) {
	for _, c := range []struct {
		in   string
		unit Money
		want Money
	}{
		{"0", Wan, 0},
		{"1084.35", Wan, 1084_350_000},
		{"-3.5", Wan, -3_500_000},
		{"1.2E7", Yuan, 1_200_000_000},
		{"1.2", Yi, 12_000_000_000},
		{"0.000001", Wan, 1},
		{"0.0000005", Wan, 1},
		{"0.0000004", Wan, 0},
		{"0.28999999999999998", Wan, 290_000},
		{"6684.3500000000004", Wan, 6684_350_000},
		{"1500000", Yuan, 150_000_000},
		{".5", Wan, 500_000},
		{"5.", Wan, 5_000_000},
		{"000123", Wan, 123_000_000},
		{"1E-3", Wan, 1_000},
		{"1e-30", Wan, 0},
		{"999999999.99", Yuan, 99_999_999_999},
	} {
		got, err := ParseDecimal(c.in, c.unit)
		if assert.NoError(t, err, c.in) {
			assert.Equal(t, c.want, got, c.in)
		}
	}
	for _, bad := range []string{"", "-", ".", "1.2.3", "12a", "--1", "1e", "1e999", "99999999999999", "0x10", "1_000"} {
		_, err := ParseDecimal(bad, Wan)
		assert.Error(t, err, bad)
	}
}

func TestMoneyWords(t *testing.T) {
	for _, c := range []struct {
		in               Money
		wan, short, text string
	}{
		{0, "0", "0", "0万元"},
		{1084_350_000, "1084.35", "1084.35", "1084.35万元"},
		{1, "0.000001", "0", "0万元"},
		{-3_500_000, "-3.5", "-3.5", "-3.5万元"},
		{26_912_345_678, "26912.345678", "26912.3457", "2.69亿元"},
		{99_999_999_99, "9999.999999", "10000", "1亿元"},
		{99_999_499_99, "9999.949999", "9999.95", "9999.95万元"},
		{Yi, "10000", "10000", "1亿元"},
	} {
		assert.Equal(t, c.wan, c.in.Wan())
		assert.Equal(t, c.short, c.in.Short())
		assert.Equal(t, c.text, c.in.Text())
	}
}

func TestAmountRoundTrip(t *testing.T) {
	for _, a := range []Amount{{}, {Kind: Pending}, Exactly(0), Exactly(1084_350_001)} {
		b, err := a.MarshalText()
		assert.NoError(t, err)
		var back Amount
		assert.NoError(t, back.UnmarshalText(b))
		assert.Equal(t, a, back)
	}
}

func FuzzParseDecimal(f *testing.F) {
	for _, s := range []string{"1084.35", "1.2E7", "-0", "99999999999999999999", "1e-300"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, err := ParseWan(s)
		if err != nil {
			return
		}
		back, err := ParseWan(m.Wan())
		assert.NoError(t, err)
		assert.Equal(t, m, back)
	})
}
