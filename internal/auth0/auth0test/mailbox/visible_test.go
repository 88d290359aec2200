package mailbox

import "testing"

func TestOnlyVisibleTextCounts(t *testing.T) {
	t.Parallel()
	message, err := parseMessage([]byte("From: a@example.com\r\nSubject: =?utf-8?q?C=C3=B3digo?=\r\nContent-Type: text/html; charset=iso-8859-1\r\n" +
		"Content-Transfer-Encoding: quoted-printable\r\n\r\n" +
		`<html><head><title>9999</title><style>p { color: 111111 }</style><script>var a =3D 2222;</script></head>` +
		`<body bgcolor=3D"333333"><!-- 4444 --><p>C=F3digo:<b>123456</b></p></body></html>`))
	if err != nil {
		t.Fatal(err)
	}
	code, err := message.Code()
	if err != nil || code != "123456" {
		t.Errorf("%q, %v in %q", code, err, message.Text)
	}
	if message.Subject != "Código" {
		t.Error(message.Subject)
	}
}
