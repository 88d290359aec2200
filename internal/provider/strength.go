package provider

import (
	"slices"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// A strength is how far a factor, or the policies, protect users.
type strength int

// A factor is off or full.
const (
	off    strength = iota
	byRisk          // of policies: a second factor is asked for where Auth0 rates a login as risky
	full
)

// thePolicies stand among the factors, which have names.
const thePolicies = auth0.FactorName("")

func ofSwitch(on bool) strength {
	if on {
		return full
	}
	return off
}

func ofPolicies(policies []string) strength {
	switch {
	case slices.Contains(policies, auth0.PolicyAllApplications):
		return full
	case len(policies) > 0:
		return byRisk
	}
	return off
}

// ways say who has a way to prove who they are where MFA is enforced.
type ways int

const (
	nobody    ways = iota
	verified       // users whose email is verified
	everybody      // by an independent factor
)

func wayOf(factor auth0.FactorName) ways {
	switch {
	case factor.Independent():
		return everybody
	case factor == auth0.FactorEmail:
		return verified
	}
	return nobody
}

// lockedOut says who has none.
func (w ways) lockedOut() string {
	if w == nobody {
		return "neither an independent factor nor email would be on: nobody can log in"
	}
	return "no independent factor would be on, and email alone does not do for users whose address is not verified: they cannot log in"
}
