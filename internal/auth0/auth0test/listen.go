package auth0test

import (
	"fmt"
	"net"
)

// defaultAddr is a free port of the loopback interface.
const defaultAddr = "127.0.0.1:0"

// listenLoopback refuses every address that another machine could reach.
func listenLoopback(addr string) (net.Listener, error) {
	if addr == "" {
		addr = defaultAddr
	}
	tcp, err := net.ResolveTCPAddr("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("auth0test: %w", err)
	}
	if !tcp.IP.IsLoopback() {
		return nil, fmt.Errorf("auth0test: %s is not a loopback address", addr)
	}
	listener, err := net.ListenTCP("tcp", tcp)
	if err != nil {
		return nil, fmt.Errorf("auth0test: %w", err)
	}
	return listener, nil
}

// hostOf is what the tenant is called: as it was asked for, with the port that
// it got.
func hostOf(addr string, listener net.Listener) string {
	_, port, err := net.SplitHostPort(listener.Addr().String())
	name, _, given := net.SplitHostPort(addr)
	if err != nil || given != nil || name == "" || net.ParseIP(name) != nil {
		return listener.Addr().String()
	}
	return net.JoinHostPort(name, port)
}
