package mailbox

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	_ "github.com/emersion/go-message/charset" // real mail is not always in UTF-8
	"github.com/emersion/go-message/mail"
	"golang.org/x/net/html"
)

// Message is a mail.
type Message struct {
	From, To, Subject string
	// Text is the plain part, or else the visible text of the HTML part.
	Text string
	Raw  []byte
}

func parseMessage(raw []byte) (Message, error) {
	reader, err := mail.CreateReader(bytes.NewReader(raw))
	if err != nil {
		return Message{}, fmt.Errorf("auth0test: reading mail: %w", err)
	}
	m := Message{From: reader.Header.Get("From"), To: reader.Header.Get("To"), Raw: raw}
	if m.Subject, err = reader.Header.Subject(); err != nil {
		return Message{}, fmt.Errorf("auth0test: reading mail: %w", err)
	}
	plain, hypertext, err := texts(reader)
	if err != nil {
		return Message{}, fmt.Errorf("auth0test: reading mail: %w", err)
	}
	m.Text = plain
	if strings.TrimSpace(plain) == "" {
		m.Text, err = visibleText(hypertext)
	}
	return m, err
}

// texts returns the first part of either kind.
func texts(reader *mail.Reader) (plain, hypertext string, err error) {
	for {
		part, err := reader.NextPart()
		if errors.Is(err, io.EOF) {
			return plain, hypertext, nil
		}
		if err != nil {
			return "", "", err
		}
		header, ok := part.Header.(*mail.InlineHeader)
		if !ok {
			continue
		}
		contentType, _, err := header.ContentType()
		if err != nil {
			return "", "", err
		}
		body, err := io.ReadAll(part.Body)
		if err != nil {
			return "", "", err
		}
		switch {
		case contentType == "text/html" && hypertext == "":
			hypertext = string(body)
		case contentType == "text/plain" && plain == "":
			plain = string(body)
		}
	}
}

// visibleText drops markup and what a reader does not see: digits in colours,
// sizes and scripts are no codes.
func visibleText(hypertext string) (string, error) {
	var out strings.Builder
	hidden := ""
	for tokens := html.NewTokenizer(strings.NewReader(hypertext)); ; {
		switch tokens.Next() {
		case html.ErrorToken:
			if err := tokens.Err(); !errors.Is(err, io.EOF) {
				return "", fmt.Errorf("auth0test: reading mail: %w", err)
			}
			return out.String(), nil
		case html.StartTagToken:
			name, _ := tokens.TagName()
			if tag := string(name); hidden == "" && (tag == "style" || tag == "script" || tag == "title") {
				hidden = tag
			}
			out.WriteByte(' ')
		case html.EndTagToken:
			if name, _ := tokens.TagName(); string(name) == hidden {
				hidden = ""
			}
			out.WriteByte(' ')
		case html.TextToken:
			if hidden == "" {
				out.Write(tokens.Text())
			}
		}
	}
}

// codePattern finds digits that stand alone: not in a word, a colour or a number.
var codePattern = regexp.MustCompile(`(?:^|[^\pL\d#_&%./+-])(\d{4,10})(?:$|[^\pL\d_%/-])`)

// Code returns the single number of 4 to 10 digits in the text.
func (m Message) Code() (string, error) {
	code := ""
	for text := m.Text; ; {
		at := codePattern.FindStringSubmatchIndex(text)
		if at == nil {
			break
		}
		found := text[at[2]:at[3]]
		if code != "" && code != found {
			return "", errors.New("auth0test: the mail has several numbers that could be its code")
		}
		code = found
		text = text[at[3]:] // the character after one number may be the one before the next
	}
	if code == "" {
		return "", errors.New("auth0test: the mail has no code")
	}
	return code, nil
}
