package auth0

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// tokenCache keeps a Management API access token in a file, for the processes
// that come after this one: Terraform starts the provider several times for one
// command, and Auth0 counts machine-to-machine tokens against a monthly quota.
// Several processes may use it at once: a file is replaced whole. What cannot be
// read, or is not for its owner alone, is as good as absent.
//
// https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens
type tokenCache struct{ file string } // empty for none

// cachedToken is a file's content. Its name stands for whom the token is for;
// neither holds what the application authenticates with.
type cachedToken struct {
	AccessToken string    `json:"access_token"`
	Expires     time.Time `json:"expires"`
}

func newTokenCache(config Config, host string) tokenCache {
	if config.TokenCache == "" || config.APIToken != "" {
		return tokenCache{}
	}
	way := "client secret"
	if config.PrivateKey != "" {
		way = "private key"
	}
	key := sha256.Sum256([]byte(strings.Join([]string{host, config.ClientID, config.Audience, way}, "\n")))
	return tokenCache{filepath.Join(config.TokenCache, hex.EncodeToString(key[:])+".json")}
}

// load returns a token that is still good, or none.
func (c tokenCache) load() (token string, expires time.Time) {
	info, err := os.Lstat(c.file)
	if err != nil || !info.Mode().IsRegular() || info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
		return "", time.Time{}
	}
	content, err := os.ReadFile(c.file)
	var t cachedToken
	if err != nil || json.Unmarshal(content, &t) != nil || !time.Now().Before(t.Expires) {
		return "", time.Time{}
	}
	return t.AccessToken, t.Expires
}

// store keeps a token; that it cannot be kept is no reason to fail.
func (c tokenCache) store(token string, expires time.Time) {
	if c.file == "" {
		return
	}
	content, err := json.Marshal(cachedToken{token, expires}) //nolint:gosec // to keep it is the point
	if err != nil || os.MkdirAll(filepath.Dir(c.file), 0o700) != nil {
		return
	}
	f, err := os.CreateTemp(filepath.Dir(c.file), ".token-*") // for its owner alone
	if err != nil {
		return
	}
	_, err = f.Write(content)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), c.file)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
}

// drop forgets a token that the tenant has refused, unless another process has replaced it.
func (c tokenCache) drop(token string) {
	if kept, _ := c.load(); kept == token {
		if err := os.Remove(c.file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			c.store("", time.Time{}) // expired
		}
	}
}
