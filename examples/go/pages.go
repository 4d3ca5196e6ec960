package main

import (
	"embed"
	"html/template"
	"log"
	"net/http"
)

//go:embed templates
var files embed.FS

// form is that of the sign-in.
type form struct {
	Back    string
	IsWrong bool
}

// shown is the page of transfers.
type shown struct {
	Sent    []transfer
	IsWrong bool
}

var templates = map[string]*template.Template{}

func init() {
	for _, name := range []string{"closed", "home", "login", "orders", "transfer"} {
		templates[name] = template.Must(template.ParseFS(files, "templates/frame.html", "templates/"+name+".html"))
	}
}

// page shows a template in the frame.
func page(w http.ResponseWriter, r *http.Request, name string, content any) {
	shown := map[string]any{"User": "", "Content": content}
	if s := sessionOf(r); s != nil {
		shown["User"] = s.user.name
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if err := templates[name].Execute(w, shown); err != nil {
		log.Print(err)
	}
}

// notNow is for those whose second step is pending, and for everybody while nobody can tell.
func notNow(w http.ResponseWriter, r *http.Request, isKnown bool) {
	if isKnown {
		closed(w, r, http.StatusForbidden)
	} else {
		closed(w, r, http.StatusServiceUnavailable)
	}
}

// closed says why there is nothing.
func closed(w http.ResponseWriter, r *http.Request, status int) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	page(w, r, "closed", status)
}
