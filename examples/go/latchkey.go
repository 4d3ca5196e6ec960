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

// visitor says who is signed in. Never the session's id, which is the cookie: a hash of it.
func visitor(r *http.Request) map[string]string {
	if s := sessionOf(r); s != nil {
		return map[string]string{"id": s.user.id, "name": s.user.name, "session": digest(s.id)}
	}
	return nil
}

// who answers /latchkey/who: it tells Latchkey, and nobody else, who is signed in.
func who(w http.ResponseWriter, r *http.Request) {
	if sent := r.Header.Get("Latchkey-Key"); sent == "" || !isSame(sent, os.Getenv("WHO_KEY")) {
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
		isKnown := ask("sessions/verify", map[string]any{"cookie": r.Header.Get("Cookie"), "visitor": visitor(r)}, &answer)
		if isKnown && answer.Active {
			next.ServeHTTP(w, r)
		} else if isKnown && (r.Method == http.MethodGet || r.Method == http.MethodHead) {
			redirect(w, r, "/security/mfa?next="+url.QueryEscape(r.URL.RequestURI()))
		} else {
			notNow(w, r, isKnown)
		}
	}
}

// endSession ends Latchkey's session with that of the shop.
func endSession(r *http.Request) {
	ask("sessions/end", map[string]any{"session": visitor(r)["session"]}, nil)
}

// confirm asks whether an action has to be confirmed, and where.
func confirm(r *http.Request, about map[string]any, answer any) bool {
	about["cookie"], about["visitor"] = r.Header.Get("Cookie"), visitor(r)
	return ask("confirmations", about, answer)
}

// isConfirmed uses up the confirmation of an action with exactly this content, once: the visitor's own, and of this action. Any other answer isn't one.
func isConfirmed(r *http.Request, id, action, content string) bool {
	about, answer := map[string]any{"id": id, "action": action, "content": content, "cookie": r.Header.Get("Cookie"), "visitor": visitor(r)}, map[string]any{}
	return ask("confirmations/consume", about, &answer) && answer["action"] == action && answer["user_id"] == visitor(r)["id"]
}

// ask returns whether Latchkey has answered the question with 200 and JSON. An answer that leads elsewhere isn't followed.
func ask(path string, question map[string]any, answer any) bool {
	body, _ := json.Marshal(question)
	request, _ := http.NewRequest("POST", os.Getenv("LATCHKEY")+"/api/v1/"+path, bytes.NewReader(body))
	request.Header = http.Header{"Authorization": {"Bearer " + os.Getenv("APPLICATION_KEY")}, "Content-Type": {"application/json"}}
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	response, err := (&http.Client{Timeout: 5 * time.Second, CheckRedirect: stay}).Do(request)
	if err != nil {
		log.Print(err)
		return false
	}
	defer response.Body.Close()
	return response.StatusCode == 200 && json.NewDecoder(response.Body).Decode(answer) == nil
}
