package provider_test

import (
	"net/http"
	"slices"
)

// everyBody are the statuses that come with every body.
var everyBody = []int{200, 201, 204, 302, 401, 403, 404, 409, 503}

// turns say whose turn it is.
type turns struct {
	row       int
	operation int // of all
	request   int // of all, more or less
	sender    int // of the same request in a row
	senders   int
}

// liesAbout are the lies about a request.
func liesAbout(q question, would []byte, turn turns) (list []lie) {
	every := everyBody
	if q.isToken() {
		turn.sender, turn.senders, every = turn.operation%tokenSenders, tokenSenders, everyTokenBody
	}
	for status := 200; status < 600; status++ {
		if http.StatusText(status) == "" && (status+turn.operation+7*turn.request)%16 != 0 {
			continue
		}
		mine, body := status%turn.senders == turn.sender, (status/turn.senders+turn.request)%len(hostileBodies)
		bodies := hostileBodies
		if status == http.StatusNoContent || status == http.StatusNotModified {
			bodies, body = bodies[:1], 0 // there is none
		}
		for i := range bodies {
			itsTurn := slices.Contains(every, status) && (status+i+turn.row)%turn.senders == turn.sender
			if itsTurn || mine && body == i {
				list = append(list, lie{at: q, status: status, body: bodies[i], would: would})
			}
		}
		if (status+turn.request)%200 == 0 && !q.isToken() {
			list = append(list, lie{at: q, status: status, body: hugeBody, would: would})
		}
	}
	return list
}

// tokenSenders is how many operations share the lies about a token.
const tokenSenders = 32

// everyTokenBody are the statuses that come with every body also where a token
// is asked for: of the resource itself, they would say that it is gone or not for everybody.
var everyTokenBody = []int{403, 404}
