package provider_test

import (
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A kind is what a provider can have types of, in Terraform's words: resource,
// data source, ephemeral resource, list resource, action, function.
type kind struct {
	name  string
	types map[string]string // all descriptions of each, those of its attributes too
}

// kinds are all that the protocol knows, so that one that is used for the first
// time is held like the others.
func kinds(t *testing.T) (all []kind) {
	t.Helper()
	_, schemas := newServer(t)
	answer := reflect.ValueOf(schemas).Elem()
	for field, value := range answer.Fields() {
		if field.Type.Kind() != reflect.Map {
			continue
		}
		words := strings.TrimSuffix(strings.TrimSuffix(field.Name, "Schemas"), "s")
		words = strings.ToLower(regexp.MustCompile("([a-z])([A-Z])").ReplaceAllString(words, "$1 $2"))
		k := kind{words, map[string]string{}}
		for _, name := range value.MapKeys() {
			k.types[name.String()] = strings.Join(descriptions(value.MapIndex(name)), "\n")
		}
		all = append(all, k)
	}
	return all
}

// descriptions are those of whatever the protocol describes a type with.
func descriptions(v reflect.Value) (all []string) {
	switch v.Kind() { // what else there is describes nothing
	case reflect.Pointer:
		if !v.IsNil() {
			all = descriptions(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			all = append(all, descriptions(v.Index(i))...)
		}
	case reflect.Struct:
		for field, value := range v.Fields() {
			if field.Name == "Description" {
				all = append(all, value.String())
			}
			all = append(all, descriptions(value)...)
		}
	}
	return all
}

// folder is where docs and examples have the kind, as tfplugindocs wants it.
func (k kind) folder() string { return strings.ReplaceAll(k.name, " ", "-") + "s" }

// example is the file that tfplugindocs shows.
func (k kind) example() string {
	name := strings.TrimSuffix(k.folder(), "s")
	if k.name == "list resource" {
		return name + ".tfquery.hcl"
	}
	return name + ".tf"
}

// title is what the changelog calls the kind.
func (k kind) title() string {
	words := strings.Fields(k.name)
	for i, word := range words {
		words[i] = strings.ToUpper(word[:1]) + word[1:]
	}
	return strings.Join(words, " ")
}

// Whatever the provider has is tested, shown and documented in every place that
// CONTRIBUTING.md lists under "A new type", and nothing else is. Each error is
// something to do. What is in an example is applied by TestExamplesApply, which
// with TestEveryTypeNeedsTheScopesThatItNames is the test of a data source.
func TestEveryTypeIsTestedAndDocumented(t *testing.T) {
	t.Parallel()
	for _, k := range kinds(t) {
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			if k.name == "resource" {
				k.are(t, "a row in lifecycles, settingsLifecycles or itemLifecycles, internal/provider/*_test.go", rowTypes())
				k.are(t, "a block in examples/complete/main.tf", k.used(t, "examples/complete/main.tf"))
				k.are(t, "examples/resources/<type>/import.sh", k.foldersWith(t, "import.sh"))
			}
			k.are(t, "examples/"+k.folder()+"/<type>/"+k.example()+", with the type in it", k.foldersWith(t, k.example()))
			k.are(t, "docs/"+k.folder()+"/<page>.md, by make generate", slices.Collect(maps.Keys(k.pages(t))))
			k.are(t, "an entry in the table of types, README.md", slices.Collect(maps.Keys(k.inTheReadme(t))))
			k.haveAnArea(t)
			k.are(t, "a line \"* **New "+k.title()+":** `<type>`\" in CHANGELOG.md", k.inTheChangelog(t))
			if k.name != "function" { // it is given all that it needs
				k.are(t, "a row in the table of scopes under \""+k.name+"\", templates/index.md.tmpl", slices.Collect(maps.Keys(k.scopes(t))))
				k.agree(t)
			}
		})
	}
}

// are states that what a place has is each type of the kind, and no other.
func (k kind) are(t *testing.T, place string, has []string) {
	t.Helper()
	of := func(name string) string {
		return strings.NewReplacer("<type>", name, "<page>", strings.TrimPrefix(name, "guardian_")).Replace(place)
	}
	for _, name := range slices.Sorted(maps.Keys(k.types)) {
		if !slices.Contains(has, name) {
			t.Errorf("%s lacks %s", name, of(name))
		}
	}
	for _, name := range slices.Compact(slices.Sorted(slices.Values(has))) {
		if _, ok := k.types[name]; !ok {
			t.Errorf("there is no %s %s, but %s", k.name, name, of(name))
		}
	}
}

// haveAnArea states that the registry lists each page where the README has its
// type, and describes it in plain words.
func (k kind) haveAnArea(t *testing.T) {
	t.Helper()
	areas := k.inTheReadme(t)
	for name, head := range k.pages(t) {
		if area := areas[name]; area == "" || !strings.Contains(head, "\nsubcategory: \""+area+"\"\n") {
			t.Errorf("%s %s: README.md has it in the area %q, and its page's head is\n%s\n(internal/providerschema/areas.go)", k.name, name, area, head)
		}
		if strings.Contains(head, "://") || strings.Contains(head, "](") {
			t.Errorf("%s %s: its page's description has a link, where the registry shows plain text:\n%s", k.name, name, head)
		}
	}
}

// agree states that a type's row has the scopes that its descriptions name.
func (k kind) agree(t *testing.T) {
	t.Helper()
	for name, row := range k.scopes(t) {
		slices.Sort(row)
		if named := scopesIn(k.types[name]); !slices.Equal(slices.Compact(row), named) {
			t.Errorf("%s: its row in templates/index.md.tmpl has the scopes %v, the descriptions in its schema have %v", name, row, named)
		}
	}
}

var scopeName = regexp.MustCompile("`((?:read|create|update|delete):[a-z_]+)`")

// scopesIn are the scopes that a text names.
func scopesIn(text string) []string {
	return slices.Compact(slices.Sorted(slices.Values(found(scopeName, text))))
}

// found is what the first group of an expression matches.
func found(re *regexp.Regexp, text string) (all []string) {
	for _, match := range re.FindAllStringSubmatch(text, -1) {
		all = append(all, match[1])
	}
	return all
}

func rowTypes() (types []string) {
	for _, row := range allRows() {
		types = append(types, row.typeName)
	}
	return types
}

// A setting that a tenant has once is made of documents, and the tests of
// everything at once read and write those that examples/complete declares.
// What a tenant can have several of is one document, whatever is declared.
func TestExamplesCompleteDeclaresEverySetting(t *testing.T) {
	t.Parallel()
	_, schemas := newServer(t)
	identities := newIdentities(t)
	declared := attributesIn(t, "examples/complete/main.tf")
	for name, schema := range schemas.ResourceSchemas {
		if len(identities[name].IdentityAttributes) > 1 {
			continue
		}
		for _, a := range schema.Block.Attributes {
			if (a.Required || a.Optional) && !slices.Contains(declared[name], a.Name) {
				t.Errorf("examples/complete/main.tf: no %s declares %s", name, a.Name)
			}
		}
	}
}

// Documents and comments name what there is, also after a type was renamed.
func TestNoTypeIsNamedThatDoesNotExist(t *testing.T) {
	t.Parallel()
	exists := map[string]bool{}
	for _, k := range kinds(t) {
		for name := range k.types {
			exists[name] = true
		}
	}
	mention := regexp.MustCompile(`(?m)(?:^|[^:\w])(guardian_[a-z][a-z0-9_]*)`) // behind a colon, it is a scope, and with a digit a release
	for _, file := range prose(t) {
		for _, name := range found(mention, content(t, file)) {
			if !exists[name] {
				t.Errorf("%s names %s, which is no type", file, name)
			}
		}
	}
}

// prose are the files that people read, from the repository's root.
func prose(t *testing.T) (files []string) {
	t.Helper()
	for _, pattern := range []string{"*.md", "docs/*.md", "docs/*/*.md", "templates/*", "templates/*/*", "examples/*/*.tf", "examples/*/*/*"} {
		matches, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range matches {
			if info, err := os.Stat(match); err == nil && !info.IsDir() {
				files = append(files, strings.TrimPrefix(match, root+"/"))
			}
		}
	}
	return files
}
