package main

import (
	"encoding/json"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
)

// address is the key that tfplugindocs looks for, whatever the provider's namespace.
const address = "registry.terraform.io/hashicorp/guardian"

// translate turns the protocol's answers into Terraform's JSON.
func translate(
	schemas *tfprotov6.GetProviderSchemaResponse, identities *tfprotov6.GetResourceIdentitySchemasResponse,
) (*tfjson.ProviderSchemas, error) {
	p := &tfjson.ProviderSchema{
		ResourceSchemas:     map[string]*tfjson.Schema{},
		DataSourceSchemas:   map[string]*tfjson.Schema{},
		ListResourceSchemas: map[string]*tfjson.Schema{},

		EphemeralResourceSchemas: map[string]*tfjson.Schema{},
		ActionSchemas:            map[string]*tfjson.ActionSchema{},
		ResourceIdentitySchemas:  map[string]*tfjson.IdentitySchema{},
	}
	var err error
	if p.ConfigSchema, err = schema(schemas.Provider); err != nil {
		return nil, err
	}
	for name, s := range schemas.ResourceSchemas {
		if p.ResourceSchemas[name], err = schema(s); err != nil {
			return nil, err
		}
	}
	for name, s := range schemas.DataSourceSchemas {
		if p.DataSourceSchemas[name], err = schema(s); err != nil {
			return nil, err
		}
	}
	for name, s := range schemas.EphemeralResourceSchemas {
		if p.EphemeralResourceSchemas[name], err = schema(s); err != nil {
			return nil, err
		}
	}
	for name, s := range schemas.ActionSchemas {
		whole, err := schema(s.Schema)
		if err != nil {
			return nil, err
		}
		p.ActionSchemas[name] = &tfjson.ActionSchema{Block: whole.Block}
	}
	for name, s := range schemas.ListResourceSchemas {
		if p.ListResourceSchemas[name], err = schema(s); err != nil {
			return nil, err
		}
	}
	for name, s := range identities.IdentitySchemas {
		if p.ResourceIdentitySchemas[name], err = identity(s); err != nil {
			return nil, err
		}
	}
	return &tfjson.ProviderSchemas{FormatVersion: "1.0", Schemas: map[string]*tfjson.ProviderSchema{address: p}}, nil
}

func schema(s *tfprotov6.Schema) (*tfjson.Schema, error) {
	attributes, err := attributes(s.Block.Attributes)
	return &tfjson.Schema{
		Version: uint64(s.Version), //nolint:gosec // a schema's version is never negative
		Block: &tfjson.SchemaBlock{
			Attributes:      attributes,
			Description:     s.Block.Description,
			DescriptionKind: kind(s.Block.DescriptionKind),
			Deprecated:      s.Block.Deprecated,
		},
	}, err
}

func attributes(list []*tfprotov6.SchemaAttribute) (map[string]*tfjson.SchemaAttribute, error) {
	all := map[string]*tfjson.SchemaAttribute{}
	for _, a := range list {
		out := &tfjson.SchemaAttribute{
			Description:     a.Description,
			DescriptionKind: kind(a.DescriptionKind),
			Deprecated:      a.Deprecated,
			Required:        a.Required,
			Optional:        a.Optional,
			Computed:        a.Computed,
			Sensitive:       a.Sensitive,
			WriteOnly:       a.WriteOnly,
		}
		var err error
		if a.NestedType == nil {
			out.AttributeType, err = ctyType(a.Type)
		} else {
			out.AttributeNestedType, err = nested(a.NestedType)
		}
		if err != nil {
			return nil, err
		}
		all[a.Name] = out
	}
	return all, nil
}

func nested(o *tfprotov6.SchemaObject) (*tfjson.SchemaNestedAttributeType, error) {
	modes := map[tfprotov6.SchemaObjectNestingMode]tfjson.SchemaNestingMode{
		tfprotov6.SchemaObjectNestingModeSingle: tfjson.SchemaNestingModeSingle,
		tfprotov6.SchemaObjectNestingModeList:   tfjson.SchemaNestingModeList,
		tfprotov6.SchemaObjectNestingModeSet:    tfjson.SchemaNestingModeSet,
		tfprotov6.SchemaObjectNestingModeMap:    tfjson.SchemaNestingModeMap,
	}
	inner, err := attributes(o.Attributes)
	return &tfjson.SchemaNestedAttributeType{Attributes: inner, NestingMode: modes[o.Nesting]}, err
}

func identity(s *tfprotov6.ResourceIdentitySchema) (*tfjson.IdentitySchema, error) {
	out := &tfjson.IdentitySchema{
		Version:    uint64(s.Version), //nolint:gosec // a schema's version is never negative
		Attributes: map[string]*tfjson.IdentityAttribute{},
	}
	for _, a := range s.IdentityAttributes {
		t, err := ctyType(a.Type)
		if err != nil {
			return nil, err
		}
		out.Attributes[a.Name] = &tfjson.IdentityAttribute{
			IdentityType:      t,
			Description:       a.Description,
			RequiredForImport: a.RequiredForImport,
			OptionalForImport: a.OptionalForImport,
		}
	}
	return out, nil
}

// ctyType goes through JSON, in which both libraries write types alike.
func ctyType(t tftypes.Type) (cty.Type, error) {
	var out cty.Type
	content, err := json.Marshal(t)
	if err == nil {
		err = json.Unmarshal(content, &out)
	}
	return out, err
}

func kind(k tfprotov6.StringKind) tfjson.SchemaDescriptionKind {
	if k == tfprotov6.StringKindMarkdown {
		return tfjson.SchemaDescriptionKindMarkdown
	}
	return tfjson.SchemaDescriptionKindPlain
}
