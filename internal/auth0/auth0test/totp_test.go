package auth0test_test

import (
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
)

// totpKey is a TOTP key as Auth0 hands them out.
const totpKey = "HJ6XM2DNERXDAVCUONGWKRTCMNTU6VDF"

// totpCode is the code of an authenticator app at a time.
func totpCode(t *testing.T, at time.Time) string {
	t.Helper()
	code, err := totp.GenerateCode(totpKey, at)
	if err != nil {
		t.Fatal(err)
	}
	return code
}
