package api

import (
	"encoding/json"
	"strconv"
	"time"
)

// typeOf names a decoded value's JSON type.
func typeOf(value any) string {
	switch value := value.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case string:
		return "string"
	case []any:
		return "array"
	case json.Number:
		if _, err := strconv.Atoi(value.String()); err == nil {
			return "integer"
		}
		return "number"
	}
	return "object"
}

// Integer reads a number that has passed its schema; 0 when it is absent.
func Integer(value any) int {
	number, ok := value.(json.Number)
	if !ok {
		return 0
	}
	n, err := strconv.Atoi(number.String())
	if err != nil {
		return 0
	}
	return n
}

// Timestamp is the Management API's form of a time.
func Timestamp(at time.Time) string { return at.UTC().Format("2006-01-02T15:04:05.000Z") }
