package auth0test

import (
	"net/http"
	"slices"
	"strconv"
)

const methodsPath = " /api/v2/users/{id}/authentication-methods"

// methodRoutes manage the users' authentication methods.
func methodRoutes() []route {
	read, update := []string{"read:authentication_methods"}, []string{"update:authentication_methods"}
	create, remove := []string{"create:authentication_methods"}, []string{"delete:authentication_methods"}
	one := methodPath()
	return []route{
		{pattern: "GET" + methodsPath, scopes: read, path: userPath(), query: pageQuery(), handle: (*Tenant).listMethods},
		{pattern: "POST" + methodsPath, status: http.StatusCreated, scopes: create, path: userPath(), body: newMethodBody(), handle: (*Tenant).createMethod},
		{pattern: "PUT" + methodsPath, scopes: update, path: userPath(), body: replacementBody(), handle: (*Tenant).replaceMethods},
		{pattern: "DELETE" + methodsPath, status: http.StatusNoContent, scopes: remove, path: userPath(), handle: (*Tenant).deleteMethods},
		{pattern: "GET" + methodsPath + "/{authentication_method_id}", scopes: read, path: one, handle: (*Tenant).getMethod},
		{pattern: "PATCH" + methodsPath + "/{authentication_method_id}", scopes: update, path: one, body: changedMethodBody(), handle: (*Tenant).changeMethod},
		{pattern: "DELETE" + methodsPath + "/{authentication_method_id}", status: http.StatusNoContent, scopes: remove, path: one, handle: (*Tenant).deleteMethod},
	}
}

// userOf finds the user that the path names.
func (t *Tenant) userOf(c *call) (*account, error) {
	user := t.account(c.request.PathValue("id"))
	if user == nil {
		return nil, boom(http.StatusNotFound, "inexistent_user", "The user does not exist.")
	}
	return user, nil
}

// methodOf finds the method that the path names.
func (t *Tenant) methodOf(c *call) (*account, *device, error) {
	user, err := t.userOf(c)
	if err != nil {
		return nil, nil, err
	}
	id := c.request.PathValue("authentication_method_id")
	i := slices.IndexFunc(user.devices, func(d *device) bool { return d.id() == id })
	if i < 0 {
		return nil, nil, boom(http.StatusNotFound, "", "The authentication method could not be found.")
	}
	return user, user.devices[i], nil
}

// listMethods answers GET: with phones last, and without "total" when there is
// nothing to count (both recorded). The verified address is not listed here,
// nor does it matter whether a factor is enabled.
func (t *Tenant) listMethods(c *call) (any, error) {
	user, err := t.userOf(c)
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
	size := 50
	if _, ok := c.query["per_page"]; ok {
		size = integer(c.query["per_page"])
	}
	total, start := len(list), integer(c.query["page"])*size
	list = list[min(start, total):min(start+size, total)]
	if c.query["include_totals"] != true {
		return list, nil
	}
	body := map[string]any{"authenticators": list, "start": start, "limit": size}
	if total > 0 {
		body["total"] = total
	}
	return body, nil
}

// createMethod answers POST. What it makes is confirmed, but only GET says so.
func (t *Tenant) createMethod(c *call) (any, error) {
	user, err := t.userOf(c)
	if err != nil {
		return nil, err
	}
	d, err := t.methodFrom(c.params, "")
	if err != nil {
		return nil, err
	}
	if user.duplicate(d) {
		return nil, boom(http.StatusConflict, "", "Authentication method already exists.")
	}
	user.devices = append(user.devices, d)
	body := d.masked(false)
	if _, given := c.params["totp_secret"]; d.kind == kindTOTP && !given {
		body["totp_secret"] = d.secret
	}
	return body, nil
}

// replaceMethods answers PUT, the only one that shows addresses unmasked (recorded).
func (t *Tenant) replaceMethods(c *call) (any, error) {
	user, err := t.userOf(c)
	if err != nil {
		return nil, err
	}
	next := &account{}
	list := []map[string]any{}
	for i, item := range c.list {
		params, _ := item.(map[string]any)
		d, err := t.methodFrom(params, "["+strconv.Itoa(i)+"]")
		if err != nil {
			return nil, err
		}
		if next.duplicate(d) {
			return nil, boom(http.StatusConflict, "", "Authentication method already exists.")
		}
		next.devices = append(next.devices, d)
		list = append(list, d.json())
	}
	user.devices = next.devices
	return list, nil
}

// deleteMethods answers DELETE of all.
func (t *Tenant) deleteMethods(c *call) (any, error) {
	user, err := t.userOf(c)
	if err != nil {
		return nil, err
	}
	user.devices = nil
	return nil, nil
}

// getMethod answers GET of one.
func (t *Tenant) getMethod(c *call) (any, error) {
	_, d, err := t.methodOf(c)
	if err != nil {
		return nil, err
	}
	return d.masked(true), nil
}

// changeMethod answers PATCH of one.
func (t *Tenant) changeMethod(c *call) (any, error) {
	_, d, err := t.methodOf(c)
	if err != nil {
		return nil, err
	}
	if name, ok := c.params["name"].(string); ok {
		d.name = name
	}
	if preferred, ok := c.params["preferred_authentication_method"].(string); ok && d.kind == kindPhone {
		d.preferred = preferred
	}
	return d.masked(false), nil
}

// deleteMethod answers DELETE of one, whose twin goes with it.
func (t *Tenant) deleteMethod(c *call) (any, error) {
	user, d, err := t.methodOf(c)
	if err != nil {
		return nil, err
	}
	user.remove(d)
	return nil, nil
}
