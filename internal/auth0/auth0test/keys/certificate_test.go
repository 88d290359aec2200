package keys

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"testing"
)

// All CAs have one name, so that OpenSSL, and Node with it, goes by the key id
// when it knows several.
func TestACertificateNamesTheKeyOfItsCA(t *testing.T) {
	t.Parallel()
	served, caPEM, err := NewCertificate()
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(caPEM)
	ca, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(served.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	if len(ca.SubjectKeyId) == 0 || !bytes.Equal(leaf.AuthorityKeyId, ca.SubjectKeyId) {
		t.Errorf("the CA's key is %x, and the certificate names %x", ca.SubjectKeyId, leaf.AuthorityKeyId)
	}
}
