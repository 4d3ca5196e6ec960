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
        if answer and answer["active"]:
            return None
        if answer and request.method == "GET":
            return redirect("/security/mfa?next=" + quote(request.get_full_path(), ""))
        return closed(request, 403 if answer else 503)


@receiver(user_logged_out)
def end_session(request, user, **_):
    if user:
        ask("sessions/end", session=visitor(request)["session"])


# Asks whether an action has to be confirmed, and where.
def confirm(request, **about):
    return ask("confirmations", **about, **asker(request))


# Uses up the confirmation of an action with exactly this content, once.
def is_confirmed(request, **about):
    return ask("confirmations/consume", **about, **asker(request)) is not None


def asker(request):
    return {"cookie": request.headers.get("Cookie", ""), "visitor": visitor(request)}


# The answer, or None if there is none or Latchkey refuses.
def ask(path, **question):
    try:
        url, headers = settings.LATCHKEY_API + path, settings.LATCHKEY_HEADERS
        answer = requests.post(url, json=question, headers=headers, timeout=5)
        answer.raise_for_status()
        return answer.json() if answer.content else {}
    except requests.RequestException as error:
        logging.error("Latchkey: %s", error)
