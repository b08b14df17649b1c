// Package slowtest marks tests that take long.
package slowtest

import "testing"

// Long leaves a test out of short runs, as with the race detector: it takes long,
// and nothing runs side by side in it that does not in shorter ones.
func Long(t testing.TB) {
	t.Helper()
	if testing.Short() {
		t.Skip("long: runs without -short")
	}
}
