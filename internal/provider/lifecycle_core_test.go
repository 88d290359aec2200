package provider_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// live goes through a row as lifecycle.run does.
func (c core) live() {
	c.t.Helper()
	for _, body := range []string{c.row.first, c.row.second} {
		if errs := validate(c.t, c.row.typeName, body, true); errs != "" {
			c.t.Fatal(errs)
		}
	}
	c.must(c.row.first)
	c.settled(c.row.first, c.row.hasFirst)
	c.tn.drift(c.t, c.row.drift)()
	if errs, changed := c.apply(c.row.first); errs != "" || !changed {
		c.t.Fatalf("after drift: changed %t: %s", changed, errs)
	}
	c.settled(c.row.first, c.row.hasFirst)
	c.comesIn()
	c.must(c.row.second)
	c.settled(c.row.second, c.row.hasSecond)
	c.must(c.row.first)
	c.settled(c.row.first, c.row.hasFirst)
	c.must("")
	if err := c.tn.check(c.row.fresh...); err != nil {
		c.t.Errorf("after destroy: %v", err)
	}
}

// comesIn imports by ID what is in state: it comes in with the same attributes,
// and the configuration has nothing to change but what no import can fill.
func (c core) comesIn() {
	c.t.Helper()
	id := "https://" + c.tn.domain() + "/" // as a browser shows it
	if c.row.keys != nil {
		var parts []string
		for _, key := range c.row.keys {
			parts = append(parts, as[string](c.attributes(c.value)[key]))
		}
		id = strings.Join(parts, "::")
	}
	server, other := c.process(), c.another()
	other.importState(server, tfprotov6.ImportResourceStateRequest{ID: id})
	if errs := other.refresh(server); errs != "" {
		c.t.Fatal(errs)
	}
	imported, ignored := flat(other.value), slices.Concat(c.row.unread, c.row.forgotten)
	for name, want := range flat(c.value) {
		leftOut := slices.ContainsFunc(ignored, func(i string) bool { return name == i || strings.HasPrefix(name, i+".") })
		if got := imported[name]; got != want && !leftOut {
			c.t.Errorf("imported with %s = %v, want %v", name, got, want)
		}
	}
	var planned tftypes.Value
	if plan := other.plan(server, c.row.first); failures(plan.Diagnostics) == "" {
		planned = c.undynamic(plan.PlannedState)
	}
	if changed := !planned.Equal(other.value); changed != (c.row.unread != nil) {
		c.t.Errorf("the first plan after the import: changed %t: %s", changed, other.said)
	}
}

// flat are all values of an object that there are, by their paths.
func flat(v tftypes.Value) map[string]string {
	values := map[string]string{}
	var add func(path string, value any)
	add = func(path string, value any) {
		switch value := value.(type) {
		case nil:
		case map[string]any:
			for name, member := range value {
				add(path+"."+name, member)
			}
		default:
			values[strings.TrimPrefix(path, ".")] = fmt.Sprint(value)
		}
	}
	add("", plain(v))
	return values
}
