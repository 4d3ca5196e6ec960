"""A shop with its own accounts and sessions. All of Latchkey is in latchkey.py."""

import json
import os
import secrets
from hmac import compare_digest
from urllib.parse import quote

from flask import Flask, redirect, render_template, request, session
from flask_wtf import CSRFProtect

import latchkey
from forms import is_amount, is_own_path, is_recipient

# AN EXAMPLE: people with passwords in the source.
PEOPLE = {
    "mira": {"id": "1", "name": "mira", "password": "example-harbour-9"},
    "tom": {"id": "2", "name": "tom", "password": "example-lantern-4"},
}
ORDERS = [
    ("1041", "Lantern, brass", "64.00 €"),
    ("1038", "Rope, 20 m", "31.50 €"),
    ("1022", "Tide tables", "12.00 €"),
]
# So many transfers are kept: a cookie has room for no more than 4 KB.
KEPT = 5
# Everything else is for people who are signed in and have proved their second factor.
OPEN = {"login", "sign_in", "logout", "latchkey.who"}

app = Flask(__name__, static_folder=None)
app.config.update(
    SECRET_KEY=os.environ["SECRET_KEY"],
    # With TLS, call it __Host-shop and set SESSION_COOKIE_SECURE.
    SESSION_COOKIE_NAME="shop",
    SESSION_COOKIE_SAMESITE="Lax",
)
app.register_blueprint(latchkey.blueprint)


@app.before_request
def guard():
    if request.endpoint in OPEN:
        return None
    path = request.full_path.removesuffix("?")
    if "user" not in session:
        return redirect("/login?next=" + quote(path, ""))
    return latchkey.gate(path)


# After the guard: who may not open a page isn't told anything about its forms.
CSRFProtect(app)


@app.after_request
def keep_private(response):
    response.headers["Cache-Control"] = "no-store"
    return response


@app.get("/login")
def login():
    return render_template("login.html", back=request.args.get("next", "/"))


@app.post("/login")
def sign_in():
    back = request.form.get("next", "/")
    person = PEOPLE.get(request.form.get("name"))
    password = request.form.get("password", "").encode()
    if not person or not compare_digest(password, person["password"].encode()):
        return render_template("login.html", back=back, wrong=True)
    latchkey.end_session()
    session.clear()
    session["user"] = {"id": person["id"], "name": person["name"]}
    # The cookie has all of the session in it: this value tells one from another.
    session["id"] = secrets.token_hex(32)
    return redirect(back if is_own_path(back) else "/", 303)


@app.post("/logout")
def logout():
    latchkey.end_session()
    session.clear()
    return redirect("/login", 303)


@app.get("/")
def home():
    return render_template("home.html")


@app.get("/orders")
def orders():
    return render_template("orders.html", orders=ORDERS)


@app.get("/transfer")
def transfer():
    return render_template("transfer.html")


@app.post("/transfer")
def send():
    to, amount = request.form.get("to", ""), request.form.get("amount", "")
    if not is_recipient(to) or not is_amount(amount):
        return render_template("transfer.html", wrong=True), 422
    # Everything that matters, as the text that is confirmed.
    number = secrets.token_hex(16)
    transfer = {"number": number, "to": to, "amount": amount}
    content = json.dumps(transfer, ensure_ascii=False)
    answer = latchkey.confirm(
        action="transfer.create",
        content=content,
        summary=f"Send {amount} € to {to}",
        return_to=f"/transfer/confirmed?number={number}",
    )
    if answer and answer.get("required") is False:
        return carry_out(content)
    if not answer or not answer.get("location"):
        return render_template("closed.html"), 503
    begun = {"number": number, "id": answer["id"], "content": content}
    session["pending"] = [*session.get("pending", []), begun][-KEPT:]
    return redirect(answer["location"], 303)


# The browser brings only the number: what is sent is the shop's own text, the one that
# was confirmed. Another tab may have begun another transfer meanwhile.
@app.get("/transfer/confirmed")
def confirmed():
    number = request.args.get("number")
    for begun in session.get("pending", []):
        action = {"id": begun["id"], "action": "transfer.create", "content": begun["content"]}
        if begun["number"] == number and latchkey.is_confirmed(**action):
            return carry_out(begun["content"])
    return render_template("not_sent.html"), 409


def carry_out(content):
    transfer = json.loads(content)
    # A real shop has a table for it.
    session["sent"] = [transfer, *session.get("sent", [])][:KEPT]
    others = [other for other in session.get("pending", []) if other["content"] != content]
    session["pending"] = others
    return redirect("/transfer", 303)
