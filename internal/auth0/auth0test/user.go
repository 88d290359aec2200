package auth0test

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
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
	buckets  map[string]*api.Bucket
}

// remove deletes a device and its twin.
func (a *account) remove(d *device) {
	a.devices = slices.DeleteFunc(a.devices, func(other *device) bool {
		return other == d || other.link != "" && other.link == d.key
	})
}

// passed notes that the user has just proved to have a device. The first time,
// that enrolls it, its twin and the recovery code that came with it.
func (a *account) passed(d *device, now time.Time) {
	d.lastAuth = now
	if d.confirmed {
		return // a challenge, not an enrollment
	}
	for _, other := range a.devices {
		if other == d || other.link != "" && other.link == d.key || other.kind == kindRecovery && !other.confirmed {
			other.confirmed, other.enrolled = true, now
		}
	}
}

// find returns the enrolled device of a kind and address, or nil.
func (a *account) find(kind, email, phone string) *device {
	for _, d := range a.devices {
		if d.kind == kind && d.email == email && d.phone == phone {
			return d
		}
	}
	return nil
}

// recovery returns the user's recovery code, or nil.
func (a *account) recovery() *device {
	for _, d := range a.devices {
		if d.kind == kindRecovery {
			return d
		}
	}
	return nil
}

// duplicate reports whether the user has the same address already.
func (a *account) duplicate(d *device) bool {
	return (d.kind == kindEmail || d.kind == kindPhone) && a.find(d.kind, d.email, d.phone) != nil
}

// users are those of the tenant.
type users struct {
	world    *api.World
	messages *messages
	all      []*account
}

// AddUser adds a user, or replaces that of the same ID. It fills in an ID and
// a random password when they are empty, and makes a mailbox for the address.
func (u *users) AddUser(given User) User {
	u.world.Lock()
	defer u.world.Unlock()
	return u.add(given).User
}

// RemoveUser deletes a user.
func (u *users) RemoveUser(id string) {
	u.world.Lock()
	defer u.world.Unlock()
	u.remove(id)
}

func (u *users) add(given User) *account {
	given.ID = cmp.Or(given.ID, "auth0|"+random(hexadecimal, 24))
	given.Password = cmp.Or(given.Password, random(alphanumeric, 20)+"-1a")
	given.Connection = cmp.Or(given.Connection, defaultConnection)
	u.world.Secret(given.Password)
	user := &account{User: given, created: u.world.Now(), buckets: map[string]*api.Bucket{}}
	user.implicit = newDevice(kindEmail, u.world.Now())
	user.implicit.email, user.implicit.confirmed = given.Email, true
	u.remove(given.ID)
	u.all = append(u.all, user)
	if given.Email != "" {
		u.messages.box(given.Email)
	}
	return user
}

func (u *users) remove(id string) {
	u.all = slices.DeleteFunc(u.all, func(a *account) bool { return a.ID == id })
}

func (u *users) has(user *account) bool { return slices.Contains(u.all, user) }

// find finds a user by id, or returns nil.
func (u *users) find(id string) *account {
	for _, a := range u.all {
		if a.ID == id {
			return a
		}
	}
	return nil
}

// named finds a user by the name that he logs in with, or returns nil.
func (u *users) named(connection, username string) *account {
	for _, a := range u.all {
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
func (u *users) knownConnection(name string) bool {
	return name == defaultConnection ||
		slices.ContainsFunc(u.all, func(a *account) bool { return a.Connection == name })
}
