// Everything of this shop that concerns Latchkey.
package main

import (
	"bytes"
	"encoding/json"
	"log"
	"net/http"
	"net/url"
	"os"
	"time"
)

var latchkey = &http.Client{Timeout: 5 * time.Second}

// visitor says who is signed in. Never the session's id, which is the cookie: a hash of it.
func visitor(r *http.Request) map[string]string {
	if s := sessionOf(r); s != nil {
		return map[string]string{"id": s.user.id, "name": s.user.name, "session": digest(s.id)}
	}
	return nil
}

// who answers /latchkey/who: it tells Latchkey, and nobody else, who is signed in.
func who(w http.ResponseWriter, r *http.Request) {
	if !isSame(r.Header.Get("Latchkey-Key"), os.Getenv("WHO_KEY")) {
		w.WriteHeader(http.StatusForbidden)
	} else if user := visitor(r); user == nil {
		w.WriteHeader(http.StatusNoContent)
	} else {
		json.NewEncoder(w).Encode(user)
	}
}

// gate lets those go on to next who have proved the second factor.
func gate(next http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var answer struct{ Active bool }
		switch isKnown := ask("sessions/verify", asker(r), &answer); {
		case isKnown && answer.Active:
			next.ServeHTTP(w, r)
		case isKnown && r.Method == http.MethodGet:
			redirect(w, r, "/security/mfa?next="+url.QueryEscape(r.URL.RequestURI()))
		case isKnown:
			closed(w, r, http.StatusForbidden)
		default:
			closed(w, r, http.StatusServiceUnavailable)
		}
	}
}

// endSession ends Latchkey's session with that of the shop.
func endSession(r *http.Request) {
	ask("sessions/end", map[string]any{"session": visitor(r)["session"]}, nil)
}

func asker(r *http.Request) map[string]any {
	return map[string]any{"cookie": r.Header.Get("Cookie"), "visitor": visitor(r)}
}

// ask returns whether Latchkey has answered the question.
func ask(path string, question map[string]any, answer any) bool {
	body, _ := json.Marshal(question)
	request, _ := http.NewRequest("POST", os.Getenv("LATCHKEY")+"/api/v1/"+path, bytes.NewReader(body))
	request.Header.Set("Authorization", "Bearer "+os.Getenv("APPLICATION_KEY"))
	request.Header.Set("Content-Type", "application/json")
	response, err := latchkey.Do(request)
	if err != nil {
		log.Print(err)
		return false
	}
	defer response.Body.Close()
	return response.StatusCode == 200 && json.NewDecoder(response.Body).Decode(answer) == nil
}
