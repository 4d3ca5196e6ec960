"""Everything of this shop that concerns Latchkey."""

import logging
import os
from hashlib import sha256
from urllib.parse import quote

import requests
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.deprecation import MiddlewareMixin

API = os.environ.get("LATCHKEY", "http://127.0.0.1:3000") + "/api/v1/"
HEADERS = {"Authorization": f"Bearer {os.environ['APPLICATION_KEY']}"}


# Who is signed in. Never the session's key, which is the cookie: a hash of it.
def visitor(request):
    if request.user.is_authenticated:
        key = sha256(request.session.session_key.encode()).hexdigest()
        return {"id": str(request.user.pk), "name": str(request.user), "session": key}


# GET /latchkey/who: tells Latchkey, and nobody else, who is signed in.
def who(request):
    sent, user = request.headers.get("Latchkey-Key", ""), visitor(request)
    if not constant_time_compare(sent, os.environ["WHO_KEY"]):
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
        status = 403 if answer else 503
        return render(request, f"{status}.html", status=status)


@receiver(user_logged_out)
def end_session(request, user, **_):
    if user:
        ask("sessions/end", session=visitor(request)["session"])


def asker(request):
    return {"cookie": request.headers.get("Cookie", ""), "visitor": visitor(request)}


# The answer, or None if there is none or Latchkey refuses.
def ask(path, **question):
    try:
        answer = requests.post(API + path, json=question, headers=HEADERS, timeout=5)
        answer.raise_for_status()
        return answer.json() if answer.content else {}
    except requests.RequestException as error:
        logging.error("Latchkey: %s", error)
