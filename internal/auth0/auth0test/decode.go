package auth0test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
)

const formType = "application/x-www-form-urlencoded"

var (
	errMediaType = errors.New("unsupported media type")
	errMalformed = errors.New("malformed body")
)

// decodeBody reads a body by its content type: a JSON value, or url.Values.
func decodeBody(c *call) (any, error) {
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

// decodeParams reads the body of an authentication endpoint, which may be a
// form or JSON; unknown parameters are ignored there.
func (t *Tenant) decodeParams(_ route, c *call) error {
	value, err := decodeBody(c)
	if err != nil {
		return refuse(http.StatusBadRequest, "invalid_request", "The request body could not be read.")
	}
	switch value := value.(type) {
	case url.Values:
		c.params = map[string]any{}
		for name := range value {
			c.params[name] = value.Get(name)
		}
	case map[string]any:
		c.params = value
	default:
		return refuse(http.StatusBadRequest, "invalid_request", "The request body must be an object.")
	}
	return nil
}

// text returns a parameter that has to be a string; "" when it is absent.
func (c *call) text(name string) (string, error) {
	value, ok := c.params[name]
	if !ok || value == nil {
		return "", nil
	}
	text, ok := value.(string)
	if !ok {
		return "", refuse(http.StatusBadRequest, "invalid_request", "Parameter "+name+" must be a string")
	}
	return text, nil
}

// need returns a parameter that must not be absent or empty.
func (c *call) need(name string) (string, error) {
	text, err := c.text(name)
	if err == nil && text == "" {
		err = missing(name)
	}
	return text, err
}
