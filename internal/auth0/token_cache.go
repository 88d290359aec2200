package auth0

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"
)

// tokenCache keeps a Management API access token in a file for later processes.
// Terraform starts the provider several times for one command, and Auth0 counts
// machine-to-machine tokens against a monthly quota. Several processes may use it
// at once, since a file is replaced as a whole. A file that cannot be read, that
// belongs to another user or that others can access is ignored.
//
// https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens
type tokenCache struct{ file string } // empty for none

// cachedToken is the content of a file. The file's name is a hash of the tenant, the
// application, the audience and the credentials, so that credentials that were
// changed, or are wrong, find no token.
type cachedToken struct {
	AccessToken string    `json:"access_token"`
	Expires     time.Time `json:"expires"`
}

func newTokenCache(config Config, host string) tokenCache {
	if config.TokenCache == "" || config.APIToken != "" {
		return tokenCache{}
	}
	identity := fmt.Sprintf("%q", []string{host, config.ClientID, config.Audience, config.ClientSecret, config.PrivateKey})
	key := sha256.Sum256([]byte(identity))
	return tokenCache{filepath.Join(config.TokenCache, hex.EncodeToString(key[:])+".json")}
}

// load returns a token that has not expired, or none.
func (c tokenCache) load() (token string, expires time.Time) {
	var t cachedToken
	if json.Unmarshal(c.read(), &t) != nil || !time.Now().Before(t.Expires) || strings.ContainsFunc(t.AccessToken, unicode.IsControl) {
		return "", time.Time{}
	}
	return t.AccessToken, t.Expires
}

// read returns the content of the file, or nothing if anybody else could have
// written or read it.
func (c tokenCache) read() []byte {
	named, err := os.Lstat(c.file)
	if err != nil || !named.Mode().IsRegular() {
		return nil
	}
	f, err := os.Open(c.file)
	if err != nil {
		return nil
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil || !os.SameFile(named, info) || !private(info) {
		return nil
	}
	content, _ := io.ReadAll(io.LimitReader(f, 1<<20)) // what is incomplete is no JSON
	return content
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
