package provider_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// What an operator invokes is done, says so, leaves no resource behind, and shows
// no secret; a trigger does it after a create, and a failure ends the run.
func TestActionsInTerraform(t *testing.T) {
	t.Parallel()
	tn := withUser(t)
	tn.SetFactor("otp", true)
	w := tn.workspace(t, `
provider "guardian" {}

action "guardian_send_enrollment_ticket" "ada" {
  config {
    user_id = "`+breakGlass+`"
  }
}

action "guardian_reset_authenticators" "ada" {
  config {
    user_id = "`+breakGlass+`"
  }
}

action "guardian_reset_authenticators" "nobody" {
  config {
    user_id = "auth0|nobody"
  }
}

resource "guardian_policies" "this" {
  policies = ["all-applications"]

  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.guardian_send_enrollment_ticket.ada]
    }
  }
}
`)
	w.Env = append(w.Env, "TF_LOG=trace", "TF_LOG_PATH="+filepath.Join(w.Dir, "log"))
	said := run(t, w, "apply", "-auto-approve")
	if !strings.Contains(said, "Mailed the link to enroll to the user "+breakGlass) {
		t.Errorf("the trigger says nothing: %s", said)
	}
	out := run(t, w, "apply", "-auto-approve", "-invoke=action.guardian_reset_authenticators.ada")
	if len(tn.methods(t)) != 0 || !strings.Contains(out, "asked to enroll at the next login") {
		t.Errorf("left %v: %s", tn.methods(t), out)
	}
	failed := fails(t, w, "apply", "-auto-approve", "-invoke=action.guardian_reset_authenticators.nobody")
	if !strings.Contains(failed, "No such user: auth0|nobody") {
		t.Error(failed)
	}
	run(t, w, "plan", "-detailed-exitcode")
	search(t, said+out+failed+read(t, w, "log")+read(t, w, "terraform.tfstate"), tn.Secrets())
}

// The token of the run reaches another part of the configuration, and nothing else.
func TestAccessTokenIsKeptNowhere(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, `
provider "guardian" {}

ephemeral "guardian_access_token" "this" {}

resource "terraform_data" "script" {
  provisioner "local-exec" {
    command = "test -n \"$TOKEN\" && echo it has ${length(ephemeral.guardian_access_token.this.scopes)} scopes"
    environment = {
      TOKEN = ephemeral.guardian_access_token.this.access_token
    }
  }
}
`)
	w.Env = append(w.Env, "TF_LOG=trace", "TF_LOG_PATH="+filepath.Join(w.Dir, "log"))
	said := run(t, w, "plan", "-out=plan")
	shown := run(t, w, "show", "-json", "plan")
	said += run(t, w, "apply", "plan")
	search(t, said+shown+planned(t, filepath.Join(w.Dir, "plan"))+read(t, w, "terraform.tfstate")+read(t, w, "log"), tn.Secrets())
	if !strings.Contains(said, "Creation complete") {
		t.Error(said)
	}
}
