package auth0test_test

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain also proves that Close leaves nothing running.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
