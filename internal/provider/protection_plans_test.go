package provider_test

import "github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"

// A judged is a plan of one or several resources in one run, and what it says of each.
type judged struct {
	name         string
	on, policies string // what the tenant has when it is planned, whatever was applied
	steps        []planStep
	want         string // the kind of what is said of each step, "-" for nothing
	requests     int    // the one for a token included
	noRefresh    bool
	fault        *auth0test.Fault
}

// otherSettings are settings that are neither Auth0's nor those that are declared.
const otherSettings = "settings"

// asApplied leaves what the tenant has as the first bodies have made it.
const asApplied = "as applied"

// A planStep plans one resource: from a body that was applied, "" for none, to
// another, "" for a destroy, or to the same body again.
type planStep struct{ typeName, before, after string }

const replaced = "replaced"

const (
	fOn, fOff = "enabled = true", "enabled = false"
	pAll      = `policies = ["all-applications"]`
	pBoth     = `policies = ["all-applications", "confidence-score"]`
	pRisk     = `policies = ["confidence-score"]`
	pNone     = "policies = []"
)

func ofOTP(before, after string) planStep { return planStep{"guardian_factor_otp", before, after} }

func ofEmail(before, after string) planStep { return planStep{"guardian_factor_email", before, after} }

func ofPhone(before, after string) planStep { return planStep{"guardian_factor_phone", before, after} }

func ofThePolicies(before, after string) planStep {
	return planStep{"guardian_policies", before, after}
}

func ofSettings(before, after string) planStep { return planStep{"guardian_settings", before, after} }

var (
	noFactors   = forbidden("GET", "/api/v2/guardian/factors")
	noPolicies  = forbidden("GET", "/api/v2/guardian/policies")
	noCodes     = forbidden("GET", "/api/v2/guardian/factors/email/settings")
	brokenCodes = auth0test.Fault{Method: "GET", Path: "/api/v2/guardian/factors/email/settings", Status: 500}
)

// judgedPlans are what can happen to protection.
var judgedPlans = []judged{
	// Factors that change in place.
	{name: "otp off, nothing enforced", on: asApplied, policies: "", steps: []planStep{ofOTP(fOn, fOff)}, want: "loss", requests: 3},
	{name: "otp off, enforced elsewhere", on: asApplied, policies: "all-applications", steps: []planStep{ofOTP(fOn, fOff)}, want: "lockout", requests: 3},
	{name: "otp off, email left, enforced", on: "otp email", policies: "all-applications", steps: []planStep{ofOTP(fOn, fOff)}, want: "lockout", requests: 3},
	{name: "otp off, phone left, enforced", on: "otp sms", policies: "all-applications", steps: []planStep{ofOTP(fOn, fOff)}, want: "loss", requests: 2},
	{name: "otp off, by risk", on: asApplied, policies: "confidence-score", steps: []planStep{ofOTP(fOn, fOff)}, want: "loss", requests: 3},
	{name: "email off, otp left", on: "otp email", policies: "all-applications", steps: []planStep{ofEmail(fOn, fOff)}, want: "loss", requests: 2},
	{name: "email off, the last one", on: asApplied, policies: "all-applications", steps: []planStep{ofEmail(fOn, fOff)}, want: "lockout", requests: 3},
	{name: "otp off and phone on before", on: "otp", policies: "all-applications", steps: []planStep{ofPhone("", fOn), ofOTP(fOn, fOff)}, want: "- loss", requests: 2},
	{name: "otp on", on: asApplied, policies: "", steps: []planStep{ofOTP(fOff, fOn)}, want: "-", requests: 2},
	{name: "otp unchanged", on: asApplied, policies: "", steps: []planStep{ofOTP(fOn, fOn)}, want: "-", requests: 2},
	{name: "otp unknown", on: asApplied, policies: "all-applications", steps: []planStep{ofOTP(fOn, "enabled = later")}, want: "-", requests: 2},
	{name: "drift repaired: otp on again", on: "", policies: "all-applications", steps: []planStep{ofOTP(fOn, fOn)}, want: "-", requests: 2},
	{name: "drift undone: otp was switched on", on: "otp sms", policies: "", steps: []planStep{ofOTP(fOff, fOff)}, want: "loss", requests: 2},
	{name: "otp off, policies unreadable", on: asApplied, policies: "all-applications", steps: []planStep{ofOTP(fOn, fOff)}, want: "loss", requests: 3, fault: &noPolicies},
	{name: "otp off without refresh", on: asApplied, policies: "all-applications", steps: []planStep{ofOTP(fOn, fOff)}, want: "lockout", requests: 3, noRefresh: true},
	{name: "email unchanged without refresh", on: asApplied, policies: "all-applications", steps: []planStep{ofEmail(fOn, fOn)}, want: "-", requests: 0, noRefresh: true},
	// Policies that change in place.
	{name: "policies lifted", on: asApplied, policies: asApplied, steps: []planStep{ofThePolicies(pAll, pNone)}, want: "loss", requests: 2},
	{name: "policies by risk only", on: asApplied, policies: asApplied, steps: []planStep{ofThePolicies(pAll, pRisk)}, want: "loss", requests: 2},
	{name: "policies without risk", on: asApplied, policies: asApplied, steps: []planStep{ofThePolicies(pBoth, pAll)}, want: "-", requests: 2},
	{name: "policies by risk lifted", on: asApplied, policies: asApplied, steps: []planStep{ofThePolicies(pRisk, pNone)}, want: "loss", requests: 2},
	{name: "policies on, otp on", on: "otp", policies: asApplied, steps: []planStep{ofThePolicies(pRisk, pAll)}, want: "-", requests: 3},
	{name: "policies on, only email on", on: "email", policies: asApplied, steps: []planStep{ofThePolicies(pNone, pAll)}, want: "lockout", requests: 3},
	{name: "policies on, nothing on", on: "", policies: asApplied, steps: []planStep{ofThePolicies(pNone, pAll)}, want: "lockout", requests: 3},
	{name: "policies by risk, nothing on", on: "", policies: asApplied, steps: []planStep{ofThePolicies(pNone, pRisk)}, want: "-", requests: 2},
	{name: "policies unchanged, nothing on", on: "", policies: asApplied, steps: []planStep{ofThePolicies(pAll, pAll)}, want: "-", requests: 2},
	{name: "policies on, factors unreadable", on: "", policies: asApplied, steps: []planStep{ofThePolicies(pNone, pAll)}, want: "lockout", requests: 3, fault: &noFactors},
	{name: "policies unknown", on: "", policies: asApplied, steps: []planStep{ofThePolicies(pAll, "policies = later")}, want: "-", requests: 2},
	{name: "drift repaired: policies enforced again", on: "otp", policies: "", steps: []planStep{ofThePolicies(pAll, pAll)}, want: "-", requests: 3},
	// Both.
	{name: "factor and policies off in one apply", on: asApplied, policies: asApplied, steps: []planStep{ofOTP(fOn, fOff), ofThePolicies(pAll, pNone)}, want: "lockout loss", requests: 3},
	{name: "policies first, then the factor", on: asApplied, policies: asApplied, steps: []planStep{ofThePolicies(pAll, pNone), ofOTP(fOn, fOff)}, want: "loss loss", requests: 3},
	{name: "factor off, policies stay", on: asApplied, policies: asApplied, steps: []planStep{ofOTP(fOn, fOff), ofThePolicies(pAll, pAll)}, want: "lockout -", requests: 3},
	{name: "factor destroyed, policies stay", on: asApplied, policies: asApplied, steps: []planStep{ofOTP(fOn, ""), ofThePolicies(pAll, pAll)}, want: "loss lockout", requests: 3},
	{name: "policies stay, factor destroyed", on: asApplied, policies: asApplied, steps: []planStep{ofThePolicies(pAll, pAll), ofOTP(fOn, "")}, want: "- lockout", requests: 3},
	{name: "all destroyed", on: asApplied, policies: asApplied, steps: []planStep{ofThePolicies(pAll, ""), ofOTP(fOn, "")}, want: "loss loss", requests: 3},
	{name: "all destroyed, factor first", on: asApplied, policies: asApplied, steps: []planStep{ofOTP(fOn, ""), ofThePolicies(pAll, "")}, want: "loss loss", requests: 3},
	{name: "destroyed while off", on: asApplied, policies: asApplied, steps: []planStep{ofOTP(fOff, ""), ofThePolicies(pNone, "")}, want: "- -", requests: 3},
	{name: "two factors off, one after another", on: asApplied, policies: "all-applications", steps: []planStep{ofOTP(fOn, fOff), ofPhone(fOn, fOff)}, want: "loss lockout", requests: 3},
	{name: "factor off, policies on", on: asApplied, policies: asApplied, steps: []planStep{ofOTP(fOn, fOff), ofThePolicies(pNone, pAll)}, want: "loss lockout", requests: 3},
	{name: "factor unknown, policies on", on: asApplied, policies: asApplied, steps: []planStep{ofOTP(fOff, "enabled = later"), ofThePolicies(pNone, pAll)}, want: "- -", requests: 3},
	{name: "email destroyed alone", on: asApplied, policies: "all-applications", steps: []planStep{ofEmail(fOn, "")}, want: "loss", requests: 2},
	{name: "renamed, the new address first", on: asApplied, policies: asApplied, steps: []planStep{ofOTP("", fOn), ofOTP(fOn, ""), ofThePolicies(pAll, pAll)}, want: "- loss -", requests: 3},
	{name: "renamed, the old address first", on: asApplied, policies: asApplied, steps: []planStep{ofOTP(fOn, ""), ofOTP("", fOn), ofThePolicies(pAll, pAll)}, want: "loss loss -", requests: 3},
	// First applies.
	{name: "first: otp on", on: "", policies: "", steps: []planStep{ofOTP("", fOn)}, want: "-", requests: 0},
	{name: "first: otp on, on already", on: "otp", policies: "", steps: []planStep{ofOTP("", fOn)}, want: "-", requests: 0},
	{name: "first: otp off, off already", on: "", policies: "", steps: []planStep{ofOTP("", fOff)}, want: "-", requests: 2},
	{name: "first: otp off, on now", on: "otp", policies: "", steps: []planStep{ofOTP("", fOff)}, want: "loss", requests: 2},
	{name: "first: otp off, unreadable", on: "otp", policies: "", steps: []planStep{ofOTP("", fOff)}, want: "loss", requests: 2, fault: &noFactors},
	{name: "first: otp and policies", on: "", policies: "", steps: []planStep{ofOTP("", fOn), ofThePolicies("", pAll)}, want: "- -", requests: 3},
	{name: "first: policies before otp", on: "", policies: "", steps: []planStep{ofThePolicies("", pAll), ofOTP("", fOn)}, want: "lockout -", requests: 3},
	{name: "first: email and policies", on: "", policies: "", steps: []planStep{ofEmail("", fOn), ofThePolicies("", pAll)}, want: "- lockout", requests: 3},
	{name: "first: policies, enforced already", on: "otp", policies: "all-applications", steps: []planStep{ofThePolicies("", pAll)}, want: "adopt", requests: 2},
	{name: "first: policies, stronger than by risk", on: "otp", policies: "confidence-score", steps: []planStep{ofThePolicies("", pAll)}, want: "adopt", requests: 3},
	{name: "first: weaker policies", on: "otp", policies: "all-applications", steps: []planStep{ofThePolicies("", pRisk)}, want: "loss", requests: 2},
	{name: "first: no policies over some", on: "otp", policies: "confidence-score", steps: []planStep{ofThePolicies("", pNone)}, want: "loss", requests: 2},
	{name: "first: no policies over none", on: "", policies: "", steps: []planStep{ofThePolicies("", pNone)}, want: "-", requests: 2},
	{name: "first: policies unreadable", on: "otp", policies: "all-applications", steps: []planStep{ofThePolicies("", pRisk)}, want: "loss", requests: 2, fault: &noPolicies},
	{name: "first: policies unknown", on: "otp", policies: "all-applications", steps: []planStep{ofThePolicies("", "policies = later")}, want: "-", requests: 0},
	{name: "first: code settings, Auth0's now", on: "", policies: "", steps: []planStep{ofEmail("", fOn+"\nsettings = { otp_length = 8 }")}, want: "-", requests: 2},
	{name: "first: code settings, others now", on: otherSettings, policies: "", steps: []planStep{ofEmail("", fOn+"\nsettings = { otp_length = 8 }")}, want: "overwrite", requests: 2},
	{name: "first: code settings, the same now", on: otherSettings, policies: "", steps: []planStep{ofEmail("", fOn+"\nsettings = { otp_length = 10 }")}, want: "-", requests: 2},
	{name: "first: code settings, unknown", on: otherSettings, policies: "", steps: []planStep{ofEmail("", fOn+"\nsettings = { otp_length = later }")}, want: "-", requests: 0},
	{name: "first: code settings, kept back", on: otherSettings, policies: "", steps: []planStep{ofEmail("", fOn+"\nsettings = { otp_length = 8 }")}, want: "-", requests: 2, fault: &noCodes},
	{name: "first: code settings, unreadable", on: otherSettings, policies: "", steps: []planStep{ofEmail("", fOn+"\nsettings = { otp_length = 8 }"), ofSettings("", "mfa_session_overall_timeout = 7776000")}, want: "blind -", requests: 2, fault: &brokenCodes},
	{name: "first: session settings, others now", on: otherSettings, policies: "", steps: []planStep{ofSettings("", "")}, want: "-", requests: 0},
	{name: "first: session settings declared", on: otherSettings, policies: "", steps: []planStep{ofSettings("", "mfa_session_overall_timeout = 7776000")}, want: "overwrite", requests: 2},
	// Replacements.
	{name: "otp replaced", on: asApplied, policies: "", steps: []planStep{ofOTP(fOn, replaced)}, want: "loss", requests: 2},
	{name: "otp that is off replaced", on: asApplied, policies: "", steps: []planStep{ofOTP(fOff, replaced)}, want: "-", requests: 2},
	{name: "policies replaced", on: asApplied, policies: asApplied, steps: []planStep{ofThePolicies(pAll, replaced)}, want: "loss", requests: 2},
}
