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

// tokenCache keeps a Management API access token in a file for later processes.
// Terraform starts the provider several times for one command, and Auth0 counts
// machine-to-machine tokens against a monthly quota. Several processes may use it
// at once, since a file is replaced as a whole. A file that cannot be read, or that
// others than its owner can access, is ignored.
//
// https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens
type tokenCache struct{ file string } // empty for none

// cachedToken is the content of a file, whose name identifies the tenant, the
// application and the audience. Neither contains the application's credentials.
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

// load returns a token that has not expired, or none.
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

// store keeps a token. It ignores errors, because a token is not needed in the file.
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
