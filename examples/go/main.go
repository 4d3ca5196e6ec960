// A shop with its own accounts and sessions. All of Latchkey is in latchkey.go.
package main

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"sync"
)

type user struct{ id, name, password string }

type transfer struct{ Number, To, Amount string }

// pending is a transfer that has to be confirmed, with the text that is.
type pending struct {
	confirmation, action, content string
	transfer                      transfer
}

// session is one browser's. What people sent would be in a table.
type session struct {
	id      string
	user    user
	sent    []transfer
	pending []pending
}

// kept is the number of transfers in a session.
const kept = 5

// AN EXAMPLE: people with passwords in the source, and sessions that end with the process.
var people = map[string]user{
	"mira": {"1", "mira", "example-harbour-9"},
	"tom":  {"2", "tom", "example-lantern-4"},
}

var orders = [][]string{
	{"1041", "Lantern, brass", "64.00 €"},
	{"1038", "Rope, 20 m", "31.50 €"},
	{"1022", "Tide tables", "12.00 €"},
}

var (
	lock     sync.Mutex
	sessions = map[string]*session{}
)

func main() {
	// The work of a reverse proxy: Latchkey's pages have the same origin as the shop.
	target, err := url.Parse(os.Getenv("LATCHKEY"))
	if err != nil {
		log.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(target)

	pages := http.NewServeMux()
	pages.HandleFunc("/", home)
	pages.HandleFunc("/orders", func(w http.ResponseWriter, r *http.Request) { page(w, r, "orders", orders) })
	pages.HandleFunc("/transfer", transfers)
	pages.HandleFunc("/transfer/confirmed", confirmed)

	shop := http.NewServeMux()
	shop.Handle("/static/", http.StripPrefix("/static/", http.FileServer(http.Dir("../static"))))
	shop.HandleFunc("/latchkey/who", who)
	shop.HandleFunc("/login", login)
	shop.HandleFunc("/logout", logout)
	// Everything else is for people who are signed in and have proved their second factor.
	shop.Handle("/", signedIn(gate(pages)))

	site := http.NewServeMux()
	site.Handle("/security/", proxy)
	site.Handle("/api/latchkey/", proxy)
	site.Handle("/", ownForms(shop))
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), site))
}

// ownForms refuses the forms of other sites. Browsers name the origin of every form that is posted.
func ownForms(next http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		if r.Method == http.MethodOptions {
			w.Header().Set("Allow", "GET, HEAD, OPTIONS, POST")
			w.WriteHeader(http.StatusNoContent)
		} else if r.Method != http.MethodGet && r.Method != http.MethodHead && r.Header.Get("Origin") != os.Getenv("ORIGIN") {
			closed(w, r, http.StatusBadRequest)
		} else {
			next.ServeHTTP(w, r)
		}
	}
}

func signedIn(next http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if sessionOf(r) == nil {
			redirect(w, r, "/login?next="+url.QueryEscape(r.URL.RequestURI()))
			return
		}
		next.ServeHTTP(w, r)
	}
}

func sessionOf(r *http.Request) *session {
	cookie, err := r.Cookie("shop")
	if err != nil {
		return nil
	}
	lock.Lock()
	defer lock.Unlock()
	return sessions[cookie.Value]
}

func login(w http.ResponseWriter, r *http.Request) {
	back := r.FormValue("next")
	if r.Method != http.MethodPost {
		page(w, r, "login", form{Back: back})
		return
	}
	found, isKnown := people[r.PostFormValue("name")]
	if !isKnown || !isSame(r.PostFormValue("password"), found.password) {
		page(w, r, "login", form{Back: back, IsWrong: true})
		return
	}
	end(r)
	s := &session{id: newID(), user: found}
	lock.Lock()
	sessions[s.id] = s
	lock.Unlock()
	// With TLS, call it __Host-shop and set Secure.
	http.SetCookie(w, &http.Cookie{Name: "shop", Value: s.id, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
	if !isOwnPath(back) {
		back = "/"
	}
	redirect(w, r, back)
}

func logout(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		closed(w, r, http.StatusMethodNotAllowed)
		return
	}
	end(r)
	http.SetCookie(w, &http.Cookie{Name: "shop", Path: "/", MaxAge: -1})
	redirect(w, r, "/login")
}

func end(r *http.Request) {
	s := sessionOf(r)
	if s == nil {
		return
	}
	endSession(r)
	lock.Lock()
	delete(sessions, s.id)
	lock.Unlock()
}

// isSame takes the same time wherever two texts differ.
func isSame(one, other string) bool {
	return subtle.ConstantTimeCompare([]byte(one), []byte(other)) == 1
}

// digest is the SHA-256 of a text, in hexadecimal.
func digest(text string) string {
	return fmt.Sprintf("%x", sha256.Sum256([]byte(text)))
}

func redirect(w http.ResponseWriter, r *http.Request, to string) {
	http.Redirect(w, r, to, http.StatusSeeOther)
}

func home(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/" {
		closed(w, r, http.StatusNotFound)
		return
	}
	page(w, r, "home", nil)
}

func transfers(w http.ResponseWriter, r *http.Request) {
	t := transfer{newID(), r.PostFormValue("to"), r.PostFormValue("amount")}
	if r.Method != http.MethodPost {
		page(w, r, "transfer", shown{sent(r), false})
		return
	} else if !isRecipient(t.To) || !isAmount(t.Amount) {
		w.WriteHeader(http.StatusUnprocessableEntity)
		page(w, r, "transfer", shown{sent(r), true})
		return
	}
	// Everything that matters, as the text that is confirmed.
	content, _ := json.Marshal(t)
	summary, back := "Send "+t.Amount+" € to "+t.To, "/transfer/confirmed?number="+t.Number
	var answer struct {
		Required     *bool
		ID, Location string
	}
	about := map[string]any{"action": "transfer.create", "content": string(content), "summary": summary, "return_to": back}
	isAnswered := confirm(r, about, &answer) && answer.Required != nil
	if isAnswered && !*answer.Required {
		carryOut(w, r, t)
	} else if !isAnswered || answer.Location == "" {
		closed(w, r, http.StatusServiceUnavailable)
	} else {
		begun := pending{answer.ID, "transfer.create", string(content), t}
		change(w, r, answer.Location, func(s *session) { s.pending = last(append(s.pending, begun)) })
	}
}

// confirmed carries out a transfer. The browser brings only its number: what is sent is the shop's own text, the one that was confirmed. Another tab may
// have begun another transfer meanwhile.
func confirmed(w http.ResponseWriter, r *http.Request) {
	p, isBegun := begun(r, r.FormValue("number"))
	if !isBegun || !isConfirmed(r, p.confirmation, p.action, p.content) {
		closed(w, r, http.StatusConflict)
		return
	}
	carryOut(w, r, p.transfer)
}

// sent returns what the visitor has sent, newest first.
func sent(r *http.Request) (newest []transfer) {
	s := sessionOf(r)
	if s == nil {
		return nil
	}
	lock.Lock()
	defer lock.Unlock()
	for i := len(s.sent) - 1; i >= 0; i-- {
		newest = append(newest, s.sent[i])
	}
	return newest
}

// begun returns the visitor's pending transfer with this number.
func begun(r *http.Request, number string) (pending, bool) {
	s := sessionOf(r)
	if s == nil {
		return pending{}, false
	}
	lock.Lock()
	defer lock.Unlock()
	for _, p := range s.pending {
		if p.transfer.Number == number {
			return p, true
		}
	}
	return pending{}, false
}

func carryOut(w http.ResponseWriter, r *http.Request, t transfer) {
	change(w, r, "/transfer", func(s *session) {
		s.sent = last(append(s.sent, t))
		var others []pending
		for _, p := range s.pending {
			if p.transfer.Number != t.Number {
				others = append(others, p)
			}
		}
		s.pending = others
	})
}

// change writes to the visitor's session and goes on to next, unless the visitor has signed out while Latchkey was asked.
func change(w http.ResponseWriter, r *http.Request, next string, write func(*session)) {
	s := sessionOf(r)
	if s == nil {
		redirect(w, r, "/login")
		return
	}
	lock.Lock()
	write(s)
	lock.Unlock()
	redirect(w, r, next)
}

// last returns the newest of a list, as many as are kept.
func last[T any](list []T) []T {
	if len(list) > kept {
		return list[len(list)-kept:]
	}
	return list
}

func newID() string {
	random := make([]byte, 32)
	if _, err := rand.Read(random); err != nil {
		log.Fatal(err)
	}
	return hex.EncodeToString(random)
}
