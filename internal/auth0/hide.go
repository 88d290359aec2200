package auth0

import (
	"html"
	"iter"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// hidden stands where a secret was.
const hidden = "(sensitive value)"

// leastRun is how many letters and digits in a row of a secret give it away.
const leastRun = 8

// Hide replaces secrets in a text that somebody else has written, in whatever
// form they are quoted there: escaped as in JSON (also within a string of JSON),
// in a URL or in HTML, cut short, or in other lines. A secret of less than eight
// letters and digits is replaced only where it stands alone, and not within words.
func Hide(text string, secrets ...string) string {
	said := decoded(text)
	saidLetters, hide := lettersOf(said), make([]bool, len(said))
	for _, secret := range secrets {
		whole := decoded(secret)
		switch letters := lettersOf(whole); {
		case len(letters) == 0 && len(whole) < leastRun: // a blank or the like keeps nothing secret
		case len(letters) < leastRun:
			hideWord(said, runesOf(whole), hide)
		default:
			hideRuns(saidLetters, letters, hide)
			hideBeginning(said, letters, hide)
		}
	}
	var b strings.Builder
	end := 0 // of what has been copied
	for i, c := range said {
		switch {
		case !hide[i]:
			continue
		case i == 0 || !hide[i-1]:
			b.WriteString(text[end:max(end, c.start)] + hidden)
		}
		end = c.end
	}
	return b.String() + text[end:]
}

// A character is one of a text whose escapes are resolved, and where the text has it.
type character struct {
	rune
	index      int // in the resolved text
	start, end int // in the text, in bytes
}

// escape matches a character, or several, in the forms in which texts are quoted.
var escape = regexp.MustCompile(`\\+u[0-9a-fA-F]{4}|\\+x[0-9a-fA-F]{2}|\\+[a-zA-Z]|(%[0-9a-fA-F]{2})+|&#?[0-9a-zA-Z]{1,8};`)

// decoded resolves the escapes of a text.
func decoded(text string) []character {
	var list []character
	add := func(part string, start, end int) {
		for i := 0; i < len(part); {
			r, size := utf8.DecodeRuneInString(part[i:])
			c := character{r, len(list), start, end}
			if end < 0 { // the text as it is
				c.start, c.end = start+i, start+i+size
			}
			list = append(list, c)
			i += size
		}
	}
	last := 0
	for _, at := range escape.FindAllStringIndex(text, -1) {
		add(text[last:at[0]], last, -1)
		add(resolved(text[at[0]:at[1]]), at[0], at[1])
		last = at[1]
	}
	add(text[last:], last, -1)
	return list
}

// resolved is what one escape stands for.
func resolved(escape string) string {
	switch digits := strings.TrimLeft(escape, `\`); {
	case escape[0] == '%':
		if s, err := url.PathUnescape(escape); err == nil {
			return s
		}
	case escape[0] == '&':
		return html.UnescapeString(escape)
	case len(digits) > 1:
		if n, err := strconv.ParseInt(digits[1:], 16, 32); err == nil {
			return string(rune(n))
		}
	}
	return " " // a line break or the like
}

func runesOf(text []character) []rune {
	list := make([]rune, 0, len(text))
	for _, c := range text {
		list = append(list, c.rune)
	}
	return list
}

// lettersOf leaves out whatever a quotation may have changed.
func lettersOf(text []character) []character {
	return slices.DeleteFunc(slices.Clone(text), func(c character) bool { return !isLetter(c.rune) })
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// hideRuns marks each run of letters that the text has in common with a secret.
func hideRuns(text, secret []character, hide []bool) {
	runs := map[string]bool{}
	for _, run := range runsOf(secret) {
		runs[run] = true
	}
	for i, run := range runsOf(text) {
		if !runs[run] {
			continue
		}
		for at := text[i].index; at <= text[i+leastRun-1].index; at++ {
			hide[at] = true
		}
	}
}

// runsOf are the runs of letters in a text, one from each letter on.
func runsOf(text []character) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		letters := string(runesOf(text))
		starts := make([]int, 0, len(text)+1)
		for start := range letters {
			starts = append(starts, start)
		}
		starts = append(starts, len(letters))
		for i := range len(text) - leastRun + 1 {
			if !yield(i, letters[starts[i]:starts[i+leastRun]]) {
				return
			}
		}
	}
}

// hideBeginning marks the beginning of a secret that a text was cut short in.
func hideBeginning(text, secret []character, hide []bool) {
	cut := len(text) - 1
	for cut >= 0 && text[cut].rune != '…' && !isLetter(text[cut].rune) {
		cut--
	}
	if cut < 0 || text[cut].rune != '…' {
		return
	}
	letters := lettersOf(text[:cut])
	for n := min(leastRun-1, len(letters)); n > 1; n-- {
		end := letters[len(letters)-n:]
		if !slices.Equal(runesOf(end), runesOf(secret[:n])) {
			continue
		}
		for at := end[0].index; at < cut; at++ {
			hide[at] = true
		}
		return
	}
}

// hideWord marks where a word stands alone in the text.
func hideWord(text []character, word []rune, hide []bool) {
	if len(word) == 0 {
		return
	}
	inWord := func(i int) bool { return i >= 0 && i < len(text) && isLetter(text[i].rune) }
	for i := range len(text) - len(word) + 1 {
		end := i + len(word)
		if inWord(i-1) && isLetter(word[0]) || inWord(end) && isLetter(word[len(word)-1]) || !slices.Equal(runesOf(text[i:end]), word) {
			continue
		}
		for at := i; at < end; at++ {
			hide[at] = true
		}
	}
}
