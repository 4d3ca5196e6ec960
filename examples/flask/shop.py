"""A shop with its own accounts and sessions. All of Latchkey is in latchkey.py."""

import json
import os
import re
import secrets
from hmac import compare_digest
from urllib.parse import quote, urlsplit

from flask import Flask, redirect, render_template, request, session
from flask_wtf import CSRFProtect

import latchkey

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
AMOUNT = r"[0-9]{1,6}(\.[0-9]{2})?"
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
    return redirect(back if is_own(back) else "/", 303)


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
    if not re.fullmatch(r"[^\x00-\x1f]{1,60}", to) or not re.fullmatch(AMOUNT, amount):
        return render_template("transfer.html", wrong=True), 422
    # Everything that matters, as the text that is confirmed.
    number = secrets.token_hex(16)
    content = json.dumps({"number": number, "to": to, "amount": amount})
    answer = latchkey.confirm(
        action="transfer.create",
        content=content,
        summary=f"Send {amount} € to {to}",
        return_to=f"/transfer/confirmed?number={number}",
    )
    if answer is None:
        return render_template("closed.html"), 503
    if not answer["required"]:
        return carry_out(content)
    action = {"id": answer["id"], "action": "transfer.create", "content": content}
    session["pending"] = action
    return redirect(answer["location"], 303)


# The browser brings only the number: what is sent is the shop's own text, the one that
# was confirmed.
@app.get("/transfer/confirmed")
def confirmed():
    pending = session.get("pending")
    number = pending and json.loads(pending["content"])["number"]
    if not number or number != request.args.get("number"):
        return render_template("not_sent.html"), 409
    if not latchkey.is_confirmed(**pending):
        return render_template("not_sent.html"), 409
    return carry_out(pending["content"])


def carry_out(content):
    # A real shop has a table for it.
    session["sent"] = [json.loads(content), *session.get("sent", [])]
    session.pop("pending", None)
    return redirect("/transfer", 303)


def is_own(path):
    """Whether this is a path of the shop, and leads to no other host."""
    url = urlsplit(path)
    is_path = path.startswith("/") and not path.startswith(("//", "/\\"))
    return is_path and not url.scheme and not url.netloc
