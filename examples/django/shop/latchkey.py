"""Everything of this shop that concerns Latchkey."""

import logging
from hashlib import sha256
from urllib.parse import quote

import requests
from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from django.utils.deprecation import MiddlewareMixin

from shop.pages import closed


# Who is signed in. Never the session's key, which is the cookie: a hash of it.
def visitor(request):
    if request.user.is_authenticated:
        key = sha256(request.session.session_key.encode()).hexdigest()
        return {"id": str(request.user.pk), "name": str(request.user), "session": key}


# GET /latchkey/who: tells Latchkey, and nobody else, who is signed in.
def who(request):
    sent, user = request.headers.get("Latchkey-Key", ""), visitor(request)
    if not sent or not constant_time_compare(sent, settings.LATCHKEY_WHO_KEY):
        return HttpResponse(status=403)
    return JsonResponse(user) if user else HttpResponse(status=204)


# Asks for the second factor wherever LoginRequiredMiddleware asks for a sign-in.
class LatchkeyMiddleware(MiddlewareMixin):
    def process_view(self, request, view, *_):
        if not getattr(view, "login_required", True):
            return None
        answer = ask("sessions/verify", **asker(request))
        if answer and answer.get("active") is True:
            return None
        if answer and request.method in ("GET", "HEAD"):
            return redirect("/security/mfa?next=" + quote(request.get_full_path(), ""))
        return closed(request, 403 if answer else 503)


@receiver(user_logged_out)
def end_session(request, **_):
    if user := visitor(request):
        ask("sessions/end", 204, session=user["session"])


# Asks whether an action has to be confirmed, and where.
def confirm(request, **about):
    return ask("confirmations", **about, **asker(request))


# Uses up the confirmation of an action with exactly this content, once. It has to be the
# visitor's own, and of this action: any other answer isn't one.
def is_confirmed(request, **about):
    answer = ask("confirmations/consume", **about, **asker(request)) or {}
    proved = answer.get("action"), answer.get("user_id")
    return proved == (about["action"], visitor(request)["id"])


def asker(request):
    return {"cookie": request.headers.get("Cookie", ""), "visitor": visitor(request)}


# The members of the answer, or None if there is none or it isn't the expected one.
def ask(path, status=200, **question):
    try:
        how = {"headers": settings.LATCHKEY_HEADERS, "timeout": 5, "allow_redirects": False}
        answer = requests.post(settings.LATCHKEY_API + path, json=question, **how)
        if answer.status_code == status:
            return dict(answer.json()) if status == 200 else {}
        logging.error("Latchkey: %s: %s %s", path, answer.status_code, answer.text)
    except (requests.RequestException, TypeError, ValueError) as error:
        logging.error("Latchkey: %s", error)
