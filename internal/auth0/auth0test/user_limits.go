package auth0test

import (
	"net/http"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// bucket returns one of the user's.
func (a *account) bucket(name string, size int, refill time.Duration) *api.Bucket {
	if a.buckets[name] == nil {
		a.buckets[name] = api.NewBucket(size, refill)
	}
	return a.buckets[name]
}

// failures is the user's allowance of wrong codes: ten, and one more every six
// minutes. Recovery codes have one of their own.
func (a *account) failures(kind string) *api.Bucket {
	return a.bucket("failed "+kind, 10, 6*time.Minute)
}

// spendSend takes a message from the user's allowance. The words for texts are
// Auth0's, those for the others follow them.
func (a *account) spendSend(channel string, now time.Time) error {
	var b *api.Bucket
	what := "SMS"
	switch channel {
	case channelEmail:
		b, what = a.bucket(channelEmail, 20, time.Minute), "emails"
	case channelPush:
		b, what = a.bucket(channelPush, 5, 12*time.Second), "push notifications"
	default:
		b = a.bucket(channelSMS, 10, time.Hour)
	}
	if b.Empty(now) {
		return api.Refuse(http.StatusBadRequest, "invalid_request",
			"Too many "+what+" sent by the user. Wait for some minutes before retrying.")
	}
	b.Spend(now)
	return nil
}
