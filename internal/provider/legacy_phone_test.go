package provider_test

import "testing"

// Twilio takes a number and a messaging service at once.
func TestTwilioWithANumberAndAMessagingService(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), lifecycle{typeName: "guardian_legacy_phone"})
	body := `
twilio = {
  from                  = "+15550100"
  messaging_service_sid = "MG1"
  sid                   = "AC1"
  auth_token_wo         = "` + twilioToken + `"
  auth_token_wo_version = 1
}
`
	if errs := validate(t, c.row.typeName, body, true); errs != "" {
		t.Error(errs)
	}
	c.must(body)
	c.settled(body, []string{"twilio", "AC1," + twilioToken + ",+15550100,MG1"})
}
