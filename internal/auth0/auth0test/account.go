package auth0test

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// defaultConnection is the database of every new tenant, and its default directory.
const defaultConnection = "Username-Password-Authentication"

// User is a user of the tenant.
type User struct {
	ID, Email, Password    string
	EmailVerified, Blocked bool
	// Connection is by default "Username-Password-Authentication".
	Connection string
}

// account is a user with all that the tenant keeps about him.
type account struct {
	User

	profile map[string]any // further members, as POST /users was given them
	created time.Time
	devices []*device
	// implicit stands for the profile's own address, which Auth0 lists as an
	// authenticator once it is verified.
	implicit *device
	logins   int // wrong passwords in a row
	buckets  map[string]*bucket
}

// AddUser adds a user, or replaces that of the same ID. It fills in an ID and
// a random password when they are empty, and makes a mailbox for the address.
func (t *Tenant) AddUser(u User) User {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.addAccount(u).User
}

func (t *Tenant) addAccount(u User) *account {
	u.ID = cmp.Or(u.ID, "auth0|"+random(hexadecimal, 24))
	u.Password = cmp.Or(u.Password, random(alphanumeric, 20)+"-1a")
	u.Connection = cmp.Or(u.Connection, defaultConnection)
	t.secret(u.Password)
	user := &account{User: u, created: t.now(), buckets: map[string]*bucket{}}
	user.implicit = t.newDevice(kindEmail)
	user.implicit.email, user.implicit.confirmed = u.Email, true
	t.removeAccount(u.ID)
	t.accounts = append(t.accounts, user)
	if u.Email != "" {
		t.secret(t.mail.mailbox(u.Email).Password)
	}
	return user
}

func (t *Tenant) removeAccount(id string) {
	t.accounts = slices.DeleteFunc(t.accounts, func(a *account) bool { return a.ID == id })
}

func (t *Tenant) exists(user *account) bool { return slices.Contains(t.accounts, user) }

// account finds a user by id, or returns nil.
func (t *Tenant) account(id string) *account {
	for _, a := range t.accounts {
		if a.ID == id {
			return a
		}
	}
	return nil
}

// accountOf finds a user by the name that he logs in with, or returns nil.
func (t *Tenant) accountOf(connection, username string) *account {
	for _, a := range t.accounts {
		name, _ := a.profile["username"].(string)
		if a.Connection == connection && username != "" &&
			(strings.EqualFold(a.Email, username) || strings.EqualFold(name, username)) {
			return a
		}
	}
	return nil
}

// knownConnection reports whether a database connection exists: the default
// one, and those of the users that a test has added.
func (t *Tenant) knownConnection(name string) bool {
	return name == defaultConnection ||
		slices.ContainsFunc(t.accounts, func(a *account) bool { return a.Connection == name })
}
