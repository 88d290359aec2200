package provider_test

import (
	"strings"
	"testing"
)

// Twilio takes a number and a messaging service at once.
func TestTwilioTakesTwoSenders(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), lifecycle{typeName: "guardian_legacy_phone"})
	body := strings.Replace(twilioBody, "sid =", "messaging_service_sid = \"MG1\"\n  sid =", 1)
	if errs := validate(t, c.row.typeName, body, true); errs != "" {
		t.Error(errs)
	}
	c.must(body)
	c.settled(body, []string{"twilio", "AC1," + twilioToken + ",+15550100,MG1"})
}
