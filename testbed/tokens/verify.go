// Verifies session tokens with go-jose 2, the version that Debian has.
//
//	verify ISSUER AUDIENCE
//
// The standard input has a token on each line. The keys are those that the issuer publishes. For each token there is a line with "accepted", or
// "refused" and the reason.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	"gopkg.in/square/go-jose.v2"
	"gopkg.in/square/go-jose.v2/jwt"
)

const tokenType = "latchkey-session+jwt"

func fetch(address string, into interface{}) {
	answer, err := http.Get(address)
	if err == nil {
		defer answer.Body.Close()
		err = json.NewDecoder(answer.Body).Decode(into)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func verify(token, issuer, audience string, keys jose.JSONWebKeySet) (string, error) {
	parsed, err := jwt.ParseSigned(token)
	if err != nil {
		return "", err
	}
	if len(parsed.Headers) != 1 {
		return "", errors.New("not one signature")
	}
	header := parsed.Headers[0]
	if header.Algorithm != string(jose.ES256) {
		return "", errors.New("alg")
	}
	if header.ExtraHeaders[jose.HeaderType] != tokenType {
		return "", errors.New("typ")
	}
	found := keys.Key(header.KeyID)
	if len(found) != 1 {
		return "", errors.New("kid")
	}
	var claims jwt.Claims
	if err := parsed.Claims(found[0].Key, &claims); err != nil {
		return "", err
	}
	expected := jwt.Expected{Issuer: issuer, Audience: jwt.Audience{audience}, Time: time.Now()}
	if err := claims.ValidateWithLeeway(expected, 5*time.Second); err != nil {
		return "", err
	}
	if claims.Expiry == nil || claims.Subject == "" {
		return "", errors.New("exp or sub is missing")
	}
	return claims.Subject, nil
}

func main() {
	issuer, audience := os.Args[1], os.Args[2]
	var metadata struct {
		Keys string `json:"jwks_uri"`
	}
	fetch(issuer+"/.well-known/oauth-authorization-server", &metadata)
	var keys jose.JSONWebKeySet
	fetch(metadata.Keys, &keys)
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		if subject, err := verify(lines.Text(), issuer, audience, keys); err == nil {
			fmt.Println("accepted", subject)
		} else {
			fmt.Println("refused", strings.Join(strings.Fields(err.Error()), " "))
		}
	}
}
