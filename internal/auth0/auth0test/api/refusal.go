package api

import (
	"net/http"
	"strings"
)

// ManagementPath is where the Management API begins.
const ManagementPath = "/api/v2/"

// Refusal is an error that the client is told about.
type Refusal struct {
	Status int
	Body   map[string]any
	Header map[string]string
}

// Error makes a refusal an error, so that every function on the way can return it.
func (r *Refusal) Error() string {
	for _, key := range []string{"message", "error_description", "error"} {
		if text, ok := r.Body[key].(string); ok {
			return text
		}
	}
	return http.StatusText(r.Status)
}

// Refuse is the error shape of the authentication API.
func Refuse(status int, code, description string) *Refusal {
	body := map[string]any{"error": code}
	if description != "" {
		body["error_description"] = description
	}
	return &Refusal{Status: status, Body: body}
}

// Boom is the error shape of the Management API, which is hapi's Boom.
func Boom(status int, code, message string) *Refusal {
	body := map[string]any{"statusCode": status, "error": http.StatusText(status), "message": message}
	if code != "" {
		body["errorCode"] = code
	}
	return &Refusal{Status: status, Body: body}
}

// NotFound is the answer where there is nothing.
func NotFound() *Refusal { return Boom(http.StatusNotFound, "", "Not Found") }

// Missing is the token endpoint's answer to an absent parameter.
func Missing(parameter string) *Refusal {
	return Refuse(http.StatusBadRequest, "invalid_request", "Missing required parameter: "+parameter)
}

// TooMany is the authentication API's answer to too many requests.
func TooMany() *Refusal {
	refused := Refuse(http.StatusTooManyRequests, "access_denied", "Global rate limit exceeded")
	refused.Body["error_uri"] = "https://auth0.com/docs/policies/rate-limits"
	return refused
}

// usual is what Auth0 most often says with a status, for a fault that names
// only that.
func usual(status int, path string) map[string]any {
	if strings.HasPrefix(path, ManagementPath) {
		return usualManagement(status).Body
	}
	code, description := "server_error", http.StatusText(status)
	switch status {
	case http.StatusBadRequest:
		code = "invalid_request"
	case http.StatusUnauthorized:
		code, description = "access_denied", "Unauthorized"
	case http.StatusForbidden:
		code, description = "access_denied", "Access denied."
	case http.StatusNotFound:
		return NotFound().Body
	case http.StatusTooManyRequests:
		return TooMany().Body
	case http.StatusServiceUnavailable:
		code = "temporarily_unavailable"
	}
	return Refuse(status, code, description).Body
}

func usualManagement(status int) *Refusal {
	switch status {
	case http.StatusUnauthorized:
		return Boom(status, "", "Invalid token")
	case http.StatusForbidden:
		return Boom(status, "insufficient_scope", "Insufficient scope")
	case http.StatusTooManyRequests:
		return Boom(status, "too_many_requests", "Global limit has been reached")
	case http.StatusInternalServerError:
		return Boom(status, "", "An internal server error occurred")
	}
	return Boom(status, "", http.StatusText(status))
}
