package provider_test

import (
	"regexp"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// dependsOn is of use only where several things happen at the same time.
var dependsOn = regexp.MustCompile(`(?m)^\s*depends_on\s*=.*$`)

// parse reads what a configuration declares.
func (s *steps) parse(config string) {
	s.t.Helper()
	file, diags := hclsyntax.ParseConfig([]byte(config), "main.tf", hcl.InitialPos)
	if diags.HasErrors() {
		s.t.Fatal(diags)
	}
	_, schemas := newServer(s.t)
	s.imports = map[string]string{}
	for _, b := range file.Body.(*hclsyntax.Body).Blocks { //nolint:forcetypeassert // ParseConfig says so
		body := config[b.OpenBraceRange.End.Byte:b.CloseBraceRange.Start.Byte]
		p := place{body: dependsOn.ReplaceAllString(body, "")}
		switch b.Type {
		case "resource":
			p.address = strings.Join(b.Labels, ".")
			p.core = newCore(s.t, s.tn, lifecycle{typeName: b.Labels[0]})
		case "data":
			p.address, p.data = "data."+strings.Join(b.Labels, "."), true
			schema := schemas.DataSourceSchemas[b.Labels[0]]
			value := tftypes.NewValue(schema.ValueType(), nil)
			p.core = core{s.t, s.tn, lifecycle{typeName: b.Labels[0]}, schema, &instance{value: value}}
		case "import":
			block := importBlocks.FindStringSubmatch(body)
			if block == nil {
				s.t.Fatalf("an import block with more than to and id: %s", body)
			}
			s.imports[block[1]] = block[2]
			continue
		default:
			s.t.Fatalf("only a CLI can do this: use apply: %s", b.Type)
		}
		s.config = append(s.config, p)
	}
}

var importBlocks = regexp.MustCompile(`^\s*to = (\S+)\s+id = "([^"]*)"\s*$`)
