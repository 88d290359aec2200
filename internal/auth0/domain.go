package auth0

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strings"
)

// defaultPorts are removed from domains, so that a tenant has only one.
var defaultPorts = map[string]string{"https": ":443", "http": ":80"}

var hostPattern = regexp.MustCompile(`^(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*)(:[0-9]{1,5})?$`)

// ParseDomain returns the base address of a tenant's APIs for its domain, with or
// without https:// and a trailing slash. It refuses http:// except for loopback
// addresses, since every request carries credentials.
func ParseDomain(domain string) (*url.URL, error) {
	scheme, host, found := strings.Cut(strings.ToLower(domain), "://")
	if !found {
		scheme, host = "https", scheme
	}
	host = strings.TrimSuffix(strings.TrimSuffix(host, "/"), defaultPorts[scheme])
	u := &url.URL{Scheme: scheme, Host: host}
	switch name := u.Hostname(); {
	case host == "":
		return nil, errors.New("the domain is empty; it looks like example.eu.auth0.com")
	case !hostPattern.MatchString(host):
		return nil, fmt.Errorf("%q is not a domain; it looks like example.eu.auth0.com", domain)
	case !loopback(name) && !strings.ContainsAny(name, ".:"):
		return nil, fmt.Errorf("%q is not a whole domain; it looks like example.eu.auth0.com", domain)
	case scheme == "http" && !loopback(name):
		return nil, fmt.Errorf("%q would send credentials unencrypted; use https://", domain)
	case scheme != "http" && scheme != "https":
		return nil, fmt.Errorf("%q has a scheme other than https://; use https://", domain)
	}
	return u, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// pathElement escapes an identifier such as "email|dev_…" for use in a path. It
// refuses one that is empty, or that a server would take as a step in the path.
func pathElement(id string) (string, error) {
	if id == "" || id == "." || id == ".." {
		return "", fmt.Errorf("%q is not an identifier", id)
	}
	return url.PathEscape(id), nil
}
