package auth0test

import (
	"net/http"
	"strings"
)

// refusal is an error that the client is told about.
type refusal struct {
	status int
	body   map[string]any
	header map[string]string
}

// Error makes a refusal an error, so that every function on the way can return it.
func (r *refusal) Error() string {
	for _, key := range []string{"message", "error_description", "error"} {
		if text, ok := r.body[key].(string); ok {
			return text
		}
	}
	return http.StatusText(r.status)
}

// refuse is the error shape of the authentication API.
func refuse(status int, code, description string) *refusal {
	body := map[string]any{"error": code}
	if description != "" {
		body["error_description"] = description
	}
	return &refusal{status: status, body: body}
}

// boom is the error shape of the Management API, which is hapi's Boom.
func boom(status int, code, message string) *refusal {
	body := map[string]any{"statusCode": status, "error": http.StatusText(status), "message": message}
	if code != "" {
		body["errorCode"] = code
	}
	return &refusal{status: status, body: body}
}

func notFound() *refusal { return boom(http.StatusNotFound, "", "Not Found") }

// missing is the token endpoint's answer to an absent parameter.
func missing(parameter string) *refusal {
	return refuse(http.StatusBadRequest, "invalid_request", "Missing required parameter: "+parameter)
}

// usual is what Auth0 most often says with a status, for a fault that names
// only that.
func usual(status int, path string) map[string]any {
	if strings.HasPrefix(path, "/api/v2/") {
		return usualManagement(status).body
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
		return notFound().body
	case http.StatusTooManyRequests:
		body := refuse(status, "access_denied", "Global rate limit exceeded").body
		body["error_uri"] = "https://auth0.com/docs/policies/rate-limits"
		return body
	case http.StatusServiceUnavailable:
		code = "temporarily_unavailable"
	}
	return refuse(status, code, description).body
}

func usualManagement(status int) *refusal {
	switch status {
	case http.StatusUnauthorized:
		return boom(status, "", "Invalid token")
	case http.StatusForbidden:
		return boom(status, "insufficient_scope", "Insufficient scope")
	case http.StatusTooManyRequests:
		return boom(status, "too_many_requests", "Global limit has been reached")
	case http.StatusInternalServerError:
		return boom(status, "", "An internal server error occurred")
	}
	return boom(status, "", http.StatusText(status))
}
