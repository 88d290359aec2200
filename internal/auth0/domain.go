package auth0

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strings"
)

// defaultPorts are left out of the domain, so that one tenant has one domain.
var defaultPorts = map[string]string{"https": ":443", "http": ":80"}

var hostPattern = regexp.MustCompile(`^(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*)(:[0-9]{1,5})?$`)

// ParseDomain turns a tenant's domain, with or without https:// and a slash at
// the end, into the address of its APIs. http:// is refused except for loopback
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
		return nil, fmt.Errorf("%q has a scheme other than https://", domain)
	}
	return u, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// pathElement escapes an identifier such as "email|dev_…" for use in a path. It
// refuses those that a server would take as a step in the path.
func pathElement(id string) (string, error) {
	if id == "" || id == "." || id == ".." {
		return "", fmt.Errorf("%q is not an identifier", id)
	}
	return url.PathEscape(id), nil
}
