"""Everything of this shop that concerns Latchkey."""

import logging
import os
from hmac import compare_digest
from urllib.parse import quote

import requests
from flask import Blueprint, redirect, render_template, request, session

API = os.environ.get("LATCHKEY", "http://127.0.0.1:3000") + "/api/v1/"
HEADERS = {"Authorization": f"Bearer {os.environ['APPLICATION_KEY']}"}
blueprint = Blueprint("latchkey", __name__)


# Who is signed in. Its session is a random value that was put in at the sign-in.
def visitor():
    if "user" in session:
        return {**session["user"], "session": session["id"]}


# Tells Latchkey, and nobody else, who is signed in.
@blueprint.get("/latchkey/who")
def who():
    sent = request.headers.get("Latchkey-Key", "").encode()
    if not sent or not compare_digest(sent, os.environ["WHO_KEY"].encode()):
        return "", 403
    return visitor() or ("", 204)


# Answers in place of a page unless the visitor has proved the second factor.
def gate(path):
    answer = ask("sessions/verify", **asker())
    if answer and answer.get("active") is True:
        return None
    if answer and request.method in ("GET", "HEAD"):
        return redirect("/security/mfa?next=" + quote(path, ""), 303)
    return render_template("closed.html", known=answer), 403 if answer else 503


def end_session():
    if user := visitor():
        ask("sessions/end", 204, session=user["session"])


# Asks whether an action has to be confirmed, and where.
def confirm(**about):
    return ask("confirmations", **about, **asker())


# Uses up the confirmation of an action with exactly this content, once. It has to be the
# visitor's own, and of this action: any other answer isn't one.
def is_confirmed(**about):
    answer = ask("confirmations/consume", **about, **asker()) or {}
    proved = answer.get("action"), answer.get("user_id")
    return proved == (about["action"], visitor()["id"])


def asker():
    return {"cookie": request.headers.get("Cookie", ""), "visitor": visitor()}


# The members of the answer, or None if there is none or it isn't the expected one.
def ask(path, status=200, **question):
    try:
        how = {"headers": HEADERS, "timeout": 5, "allow_redirects": False}
        answer = requests.post(API + path, json=question, **how)
        if answer.status_code == status:
            return dict(answer.json()) if status == 200 else {}
        logging.error("Latchkey: %s: %s %s", path, answer.status_code, answer.text)
    except (requests.RequestException, TypeError, ValueError) as error:
        logging.error("Latchkey: %s", error)
