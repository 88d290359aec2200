package auth0test

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

const methodsPath = " /api/v2/users/{id}/authentication-methods"

// Method is an authentication method for AddMethod.
type Method struct {
	// Type is the Management API's: email, phone, totp, push, recovery-code,
	// webauthn-roaming, webauthn-platform.
	Type               string
	Name               string
	Email, PhoneNumber string
	// Secret is the base32 TOTP key, or the recovery code.
	Secret    string
	Confirmed bool
	// PreferredMethod of a phone is "sms" or "voice".
	PreferredMethod string
	// KeyID, PublicKey and RelyingPartyIdentifier are those of WebAuthn.
	KeyID, PublicKey, RelyingPartyIdentifier string
}

// authenticationMethods manages the users' authentication methods.
type authenticationMethods struct {
	world *api.World
	users *users
}

func (m *authenticationMethods) routes() []api.Route {
	read, update := []string{"read:authentication_methods"}, []string{"update:authentication_methods"}
	create, remove := []string{"create:authentication_methods"}, []string{"delete:authentication_methods"}
	one := methodPath()
	return []api.Route{
		{Pattern: "GET" + methodsPath, Scopes: read, Path: userPath(), Query: pageQuery(), Handle: m.listMethods},
		{Pattern: "POST" + methodsPath, Status: http.StatusCreated, Scopes: create, Path: userPath(), Body: newMethodBody(), Handle: m.createMethod},
		{Pattern: "PUT" + methodsPath, Scopes: update, Path: userPath(), Body: replacementBody(), Handle: m.replaceMethods},
		{Pattern: "DELETE" + methodsPath, Status: http.StatusNoContent, Scopes: remove, Path: userPath(), Handle: m.deleteMethods},
		{Pattern: "GET" + methodsPath + "/{authentication_method_id}", Scopes: read, Path: one, Handle: m.getMethod},
		{Pattern: "PATCH" + methodsPath + "/{authentication_method_id}", Scopes: update, Path: one, Body: changedMethodBody(), Handle: m.changeMethod},
		{Pattern: "DELETE" + methodsPath + "/{authentication_method_id}", Status: http.StatusNoContent, Scopes: remove, Path: one, Handle: m.deleteMethod},
	}
}

// find finds the method that the path names.
func (m *authenticationMethods) find(c *api.Call) (*account, *device, error) {
	user, err := m.users.of(c)
	if err != nil {
		return nil, nil, err
	}
	id := c.PathValue("authentication_method_id")
	i := slices.IndexFunc(user.devices, func(d *device) bool { return d.id() == id })
	if i < 0 {
		return nil, nil, api.Boom(http.StatusNotFound, "", "The authentication method could not be found.")
	}
	return user, user.devices[i], nil
}

// listMethods answers GET: with phones last, and without "total" when there is
// nothing to count (both recorded). The verified address is not listed here,
// nor does it matter whether a factor is enabled.
func (m *authenticationMethods) listMethods(c *api.Call) (any, error) {
	user, err := m.users.of(c)
	if err != nil {
		return nil, err
	}
	list := []map[string]any{}
	for _, phones := range []bool{false, true} {
		for _, d := range user.devices {
			if (d.kind == kindPhone) == phones {
				list = append(list, d.masked(true))
			}
		}
	}
	shown := pageOf(c, list)
	answer := shown.answer("authenticators")
	if object, ok := answer.(map[string]any); ok && shown.total == 0 {
		delete(object, "total")
	}
	return answer, nil
}

// createMethod answers POST. What it makes is confirmed, but only GET says so.
func (m *authenticationMethods) createMethod(c *api.Call) (any, error) {
	user, err := m.users.of(c)
	if err != nil {
		return nil, err
	}
	d, err := m.read(c.Params, "")
	if err != nil {
		return nil, err
	}
	if user.duplicate(d) {
		return nil, api.Boom(http.StatusConflict, "", "Authentication method already exists.")
	}
	user.devices = append(user.devices, d)
	body := d.masked(false)
	if _, given := c.Params["totp_secret"]; d.kind == kindTOTP && !given {
		body["totp_secret"] = d.secret
	}
	return body, nil
}

// replaceMethods answers PUT, the only one that shows addresses unmasked (recorded).
func (m *authenticationMethods) replaceMethods(c *api.Call) (any, error) {
	user, err := m.users.of(c)
	if err != nil {
		return nil, err
	}
	next := &account{}
	list := []map[string]any{}
	for i, item := range c.List {
		params, _ := item.(map[string]any)
		d, err := m.read(params, "["+strconv.Itoa(i)+"]")
		if err != nil {
			return nil, err
		}
		if next.duplicate(d) {
			return nil, api.Boom(http.StatusConflict, "", "Authentication method already exists.")
		}
		next.devices = append(next.devices, d)
		list = append(list, d.json())
	}
	user.devices = next.devices
	return list, nil
}

// deleteMethods answers DELETE of all.
func (m *authenticationMethods) deleteMethods(c *api.Call) (any, error) {
	user, err := m.users.of(c)
	if err != nil {
		return nil, err
	}
	user.devices = nil
	return nil, nil
}

// getMethod answers GET of one.
func (m *authenticationMethods) getMethod(c *api.Call) (any, error) {
	_, d, err := m.find(c)
	if err != nil {
		return nil, err
	}
	return d.masked(true), nil
}

// changeMethod answers PATCH of one.
func (m *authenticationMethods) changeMethod(c *api.Call) (any, error) {
	_, d, err := m.find(c)
	if err != nil {
		return nil, err
	}
	if name, ok := c.Params["name"].(string); ok {
		d.name = name
	}
	if preferred, ok := c.Params["preferred_authentication_method"].(string); ok && d.kind == kindPhone {
		d.preferred = preferred
	}
	return d.masked(false), nil
}

// deleteMethod answers DELETE of one, whose twin goes with it.
func (m *authenticationMethods) deleteMethod(c *api.Call) (any, error) {
	user, d, err := m.find(c)
	if err != nil {
		return nil, err
	}
	user.remove(d)
	return nil, nil
}

// read makes a device of a validated body.
func (m *authenticationMethods) read(params map[string]any, path string) (*device, error) {
	d, err := methodFrom(params, path, m.world.Now())
	if err == nil {
		m.world.Secret(d.secret)
	}
	return d, err
}

// AddMethod enrolls a user past the API and returns the method's id; "" when
// there is no such user.
func (m *authenticationMethods) AddMethod(userID string, given Method) string {
	m.world.Lock()
	defer m.world.Unlock()
	user := m.users.find(userID)
	if user == nil {
		return ""
	}
	d := newDevice(given.Type, m.world.Now())
	d.name, d.email, d.phone, d.secret = given.Name, given.Email, given.PhoneNumber, given.Secret
	d.preferred, d.confirmed = given.PreferredMethod, given.Confirmed
	d.keyID, d.publicKey, d.relyingParty = given.KeyID, given.PublicKey, given.RelyingPartyIdentifier
	if d.confirmed {
		d.enrolled = d.created
	}
	if d.kind == kindPhone && d.preferred == "" {
		d.preferred = channelSMS
	}
	if d.kind == kindTOTP && d.secret == "" {
		d.secret = random(base32, 32)
	}
	if d.kind == kindRecovery && d.secret == "" {
		d.secret = random(recoveryAlphabet, 24)
	}
	m.world.Secret(d.secret)
	user.devices = append(user.devices, d)
	return d.id()
}
