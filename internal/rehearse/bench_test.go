package rehearse

import "testing"

func BenchmarkWorkbook(b *testing.B) {
	c, err := NewCampaign(Options{Units: 1000, Rows: 60, Mess: 0.3, Seed: 1, Quarter: q2})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, _, err := c.workbook(i % 1000); err != nil {
			b.Fatal(err)
		}
	}
}
