package provider_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
)

// A rename without a moved block: Terraform destroys the old address and creates
// the new one at the same time, and the setting has to end as the new one says.
func TestARenameEndsWithTheFactorOn(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.Latency(50 * time.Millisecond)
	renamed := func(name string) string {
		return fmt.Sprintf("resource \"guardian_factor_email\" %q {\n  enabled = true\n  settings = { otp_length = 8, otp_expiration_time = 600 }\n}\n", name)
	}
	var steps []resource.TestStep
	for i := range 20 {
		steps = append(steps, resource.TestStep{
			Config: renamed(fmt.Sprintf("name%d", i)),
			Check:  tn.has("email", "true", "email settings", "8 digits, 600 s"),
		})
	}
	tn.apply(t, steps...)
}

// create_before_destroy creates the new one first; destroying the old one must not undo it.
func TestAReplacementEndsWithTheFactorOn(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.Latency(50 * time.Millisecond)
	config := "resource \"guardian_factor_email\" \"this\" {\n  enabled = true\n  settings = { otp_length = 8, otp_expiration_time = 600 }\n  lifecycle {\n    create_before_destroy = true\n  }\n}\n"
	steps := []resource.TestStep{{Config: config}}
	for range 20 {
		steps = append(steps, resource.TestStep{
			Taint: []string{email}, Config: config,
			Check: tn.has("email", "true", "email settings", "8 digits, 600 s"),
		})
	}
	tn.apply(t, steps...)
}

// What one type has written is no reason to leave another as it is.
func TestAnotherTypesWriteDoesNotStopADestroy(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	last := "resource \"guardian_factor_otp\" \"this\" {\n  enabled = true\n  lifecycle {\n    create_before_destroy = true\n  }\n  depends_on = [guardian_factor_email.this]\n}\n"
	w := tn.workspace(t, emailOn+last)
	run(t, w, "apply", "-auto-approve")
	write(t, w, emailSettings)
	run(t, w, "apply", "-auto-approve", "-parallelism=1") // email is written before otp is destroyed
	if err := tn.check("otp", "false", "email", "true"); err != nil {
		t.Error(err)
	}
}
