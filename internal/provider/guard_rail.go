package provider

// A guardRail says what becomes of a plan in which users lose protection.
type guardRail struct {
	refuse  bool     // it is an error, and no warning
	allowed []string // but for resources of these types
}
