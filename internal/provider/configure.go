package provider

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// maxRetries is the most that the attribute takes: ten attempts for one request.
const maxRetries = 9

// Configure prepares the client. It makes no request, so that a plan without
// resources of ours needs no tenant.
func (p *guardianProvider) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	s := newSettings(req.Config, &resp.Diagnostics)
	if s.unknown != nil {
		later := &session{unready: s.notYet(), tenant: s.tenant()}
		share(later, resp)
		return
	}
	config := auth0.Config{
		Domain:    s.value("domain"),
		Audience:  s.value("audience"),
		UserAgent: fmt.Sprintf("terraform-provider-guardian/%s Terraform/%s", p.version, req.TerraformVersion),
		Transport: logged{auth0.NewTransport()},
	}
	s.checkDomain()
	s.authenticate(&config)
	s.bounds(s.value, &config)
	s.cache(&config)
	rail := s.guardRail(p.typeNames(ctx))
	if resp.Diagnostics.HasError() {
		return
	}
	client, err := auth0.New(config)
	if err != nil {
		resp.Diagnostics.AddError("Could not configure the provider", sentence(err))
		return
	}
	shared := &session{client: client, rail: rail, folder: sync.OnceValues(p.folder)} // made when something is written
	share(shared, resp)
}

// share passes the session to every kind of type.
func share(s *session, resp *provider.ConfigureResponse) {
	resp.ResourceData, resp.DataSourceData, resp.ListResourceData = s, s, s
	resp.EphemeralResourceData, resp.ActionData = s, s
}

// ValidateConfig refuses what a configuration alone shows to be wrong; the
// environment, which Configure adds, may be another one by then.
func (p *guardianProvider) ValidateConfig(_ context.Context, req provider.ValidateConfigRequest, resp *provider.ValidateConfigResponse) {
	s := newSettings(req.Config, &resp.Diagnostics)
	fromConfig := func(attribute string) string { return s.configured[attribute] }
	s.refuseSeveral(s.ways(fromConfig))
	s.bounds(fromConfig, new(auth0.Config))
}

func (s *settings) checkDomain() {
	domain := s.value("domain")
	if slices.Contains(s.unknown, "domain") || s.diags.HasError() {
		return
	}
	if domain == "" {
		s.fail("domain", "No domain", "is not set. Set one of them to the domain of your tenant, such as example.eu.auth0.com.")
	} else if _, err := auth0.ParseDomain(domain); err != nil {
		s.fail("domain", "Not a tenant's domain", "is wrong: "+sentence(err))
	}
}

// bounds reads how often and how long a request may try.
func (s *settings) bounds(value func(string) string, config *auth0.Config) {
	if v := value("max_retries"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n < 0 || n > maxRetries {
			s.fail("max_retries", "Not a number of retries", fmt.Sprintf("is %q; it is a whole number from 0 to %d.", v, maxRetries))
		}
		config.Attempts = n + 1
	}
	if v := value("request_timeout"); v != "" {
		d, err := time.ParseDuration(v)
		if err != nil || d < 100*time.Millisecond || d > 10*time.Minute {
			s.fail("request_timeout", "Not a duration", fmt.Sprintf("is %q; it is a duration such as 30s or 1m30s, from 100ms to 10m.", v))
		}
		config.RequestTimeout = d
	}
}

// cache finds the folder that outlives the process, where tokens may be kept.
func (s *settings) cache(config *auth0.Config) {
	v := s.value("token_cache")
	if v == "" {
		return
	}
	keep, err := strconv.ParseBool(v)
	if err != nil {
		s.fail("token_cache", "Not a bool", fmt.Sprintf("is %q; it is true or false.", v))
	}
	dir, err := os.UserCacheDir()
	if keep && err == nil { // without a home there is nowhere to keep them
		config.TokenCache = filepath.Join(dir, "terraform-provider-guardian")
	}
}

// guardRail reads what becomes of a plan in which users lose protection, and for which types that is meant.
func (s *settings) guardRail(types []string) (rail guardRail) {
	switch v := s.value("protection_loss"); v {
	case "", "warn":
	case "refuse":
		rail.refuse = true
	default:
		s.fail("protection_loss", "Neither warn nor refuse", fmt.Sprintf("is %q; it is warn or refuse.", v))
	}
	for name := range strings.SplitSeq(s.value("protection_loss_allowed"), ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		if !slices.Contains(types, name) {
			s.fail("protection_loss_allowed", "Not a resource type", fmt.Sprintf(
				"has %q; it takes types of this provider's resources, such as guardian_factor_otp, and no addresses.", name))
		}
		rail.allowed = append(rail.allowed, name)
	}
	return rail
}

// typeNames are the types of all resources.
func (p *guardianProvider) typeNames(ctx context.Context) (names []string) {
	for _, fresh := range p.Resources(ctx) {
		var resp resource.MetadataResponse
		fresh().Metadata(ctx, resource.MetadataRequest{ProviderTypeName: "guardian"}, &resp)
		names = append(names, resp.TypeName)
	}
	return names
}
