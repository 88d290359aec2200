# Denies plans that take multi-factor authentication away from users, or that let
# a browser go without it for longer. Run it on every plan of a pipeline:
#
#   terraform plan -out=plan
#   terraform show -json plan > plan.json
#   opa eval --fail-defined --data guardian.rego --input plan.json 'data.guardian.deny[_]'
package guardian

# What a plan changes of this provider's resources.
changes contains change if {
	some change in input.resource_changes
	startswith(change.type, "guardian_")
	change.mode == "managed"
}

deny contains sprintf("%s: the factor is switched off", [c.address]) if {
	some c in changes
	startswith(c.type, "guardian_factor_")
	stays(c)
	c.change.before.enabled
	not c.change.after.enabled
	not c.change.after_unknown.enabled
}

deny contains sprintf("%s: whether the factor stays on is known only after apply", [c.address]) if {
	some c in changes
	startswith(c.type, "guardian_factor_")
	c.change.before.enabled
	c.change.after_unknown.enabled
}

# What the tenant has is not in such a plan: import the resource first.
deny contains sprintf("%s: the first apply would switch the factor off", [c.address]) if {
	some c in changes
	startswith(c.type, "guardian_factor_")
	c.change.actions == ["create"]
	c.change.after.enabled == false
}

deny contains sprintf("%s: MFA is no longer enforced at every login", [c.address]) if {
	some c in changes
	c.type == "guardian_policies"
	stays(c)
	"all-applications" in c.change.before.policies
	not "all-applications" in after_policies(c)
	not unknown_policies(c)
}

deny contains sprintf("%s: MFA is no longer asked for", [c.address]) if {
	some c in changes
	c.type == "guardian_policies"
	stays(c)
	count(c.change.before.policies) > 0
	count(after_policies(c)) == 0
	not unknown_policies(c)
}

deny contains sprintf("%s: whether MFA stays enforced is known only after apply", [c.address]) if {
	some c in changes
	c.type == "guardian_policies"
	count(c.change.before.policies) > 0
	unknown_policies(c)
}

deny contains sprintf("%s: the phone provider is disabled, and sends nothing", [c.address]) if {
	some c in changes
	c.type == "guardian_phone_provider"
	stays(c)
	not c.change.before.disabled
	c.change.after.disabled
}

deny contains sprintf("%s: it is destroyed", [c.address]) if {
	some c in changes
	c.change.actions == ["delete"]
}

deny contains sprintf("%s: it is replaced, and may be off in between", [c.address]) if {
	some c in changes
	"delete" in c.change.actions
	"create" in c.change.actions
}

deny contains sprintf("%s: it is forgotten, and nobody watches it any more", [c.address]) if {
	some c in changes
	"forget" in c.change.actions
}

# Auth0's defaults, in seconds, for what has not been in the state.
default_sessions := {"mfa_session_inactivity_timeout": 604800, "mfa_session_overall_timeout": 2592000}

deny contains sprintf("%s: %s grows from %d to %d seconds", [c.address, name, before, after]) if {
	some c in changes
	c.type == "guardian_settings"
	some name, fallback in default_sessions
	before := object.get(object_of(c.change.before), name, fallback)
	after := c.change.after[name]
	after > before
}

stays(c) if c.change.actions == ["update"]

after_policies(c) := object.get(object_of(c.change.after), "policies", [])

# object_of is an object also of null.
object_of(value) := value if is_object(value)

object_of(value) := {} if is_null(value)

# Of a set that is known, after_unknown has false for each element.
unknown_policies(c) if c.change.after_unknown.policies == true

unknown_policies(c) if true in c.change.after_unknown.policies
