package auth0

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
)

// loose is an answer of which Auth0 may leave out every member, as of what was
// never set. It is an object all the same, and one with nothing but other
// members is somebody else's.
type loose[T any] struct{ answer T }

// UnmarshalJSON decodes what is Auth0's.
func (l *loose[T]) UnmarshalJSON(content []byte) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(content, &members); err != nil {
		return err
	}
	if members == nil {
		return errors.New("it is null")
	}
	known := len(members) == 0
	for field := range reflect.TypeFor[T]().Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		_, has := members[name]
		known = known || has
	}
	if !known {
		return errors.New("it has none of the documented members")
	}
	return json.Unmarshal(content, &l.answer)
}
