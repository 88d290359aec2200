package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
)

// Call is one request as a handler sees it; the world's lock is held.
type Call struct {
	request *http.Request
	Params  map[string]any // decoded body of the authentication API, or a validated object
	List    []any          // validated body that is an array
	Query   map[string]any // validated query
	Scopes  []string       // of a Management API token

	body []byte
}

// PathValue is a part of the path that the pattern names.
func (c *Call) PathValue(name string) string { return c.request.PathValue(name) }

// Header is one of the request's.
func (c *Call) Header(name string) string { return c.request.Header.Get(name) }

// BasicAuth reads the Authorization header.
func (c *Call) BasicAuth() (username, password string, ok bool) { return c.request.BasicAuth() }

const formType = "application/x-www-form-urlencoded"

var (
	errMediaType = errors.New("unsupported media type")
	errMalformed = errors.New("malformed body")
)

// decode reads the body by its content type: a JSON value, or url.Values.
func (c *Call) decode() (any, error) {
	mediaType, _, err := mime.ParseMediaType(c.request.Header.Get("Content-Type"))
	if err != nil {
		return nil, errMediaType
	}
	switch mediaType {
	case formType:
		values, err := url.ParseQuery(string(c.body))
		if err != nil {
			return nil, errMalformed
		}
		return values, nil
	case "application/json":
		return decodeJSON(c.body)
	}
	return nil, errMediaType
}

// decodeJSON keeps numbers as written, since 6 and 6.5 are different types to
// a schema; an empty body is null.
func decodeJSON(body []byte) (any, error) {
	if len(bytes.TrimSpace(body)) == 0 {
		return nil, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, errMalformed
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errMalformed
	}
	return value, nil
}

// readForm reads the body of an authentication endpoint, which may be a form
// or JSON; unknown parameters are ignored there.
func (c *Call) readForm() error {
	value, err := c.decode()
	if err != nil {
		return Refuse(http.StatusBadRequest, "invalid_request", "The request body could not be read.")
	}
	switch value := value.(type) {
	case url.Values:
		c.Params = map[string]any{}
		for name := range value {
			c.Params[name] = value.Get(name)
		}
	case map[string]any:
		c.Params = value
	default:
		return Refuse(http.StatusBadRequest, "invalid_request", "The request body must be an object.")
	}
	return nil
}

// Text returns a parameter that has to be a string; "" when it is absent.
func (c *Call) Text(name string) (string, error) {
	value, ok := c.Params[name]
	if !ok || value == nil {
		return "", nil
	}
	text, ok := value.(string)
	if !ok {
		return "", Refuse(http.StatusBadRequest, "invalid_request", "Parameter "+name+" must be a string")
	}
	return text, nil
}

// Need returns a parameter that must not be absent or empty.
func (c *Call) Need(name string) (string, error) {
	text, err := c.Text(name)
	if err == nil && text == "" {
		err = Missing(name)
	}
	return text, err
}
