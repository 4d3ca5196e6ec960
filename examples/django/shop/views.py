import json
import secrets

from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from shop import latchkey
from shop.forms import is_amount, is_own_path, is_recipient
from shop.pages import closed

ORDERS = [
    ("1041", "Lantern, brass", "64.00 €"),
    ("1038", "Rope, 20 m", "31.50 €"),
    ("1022", "Tide tables", "12.00 €"),
]
# So many transfers are kept in a session.
KEPT = 5


class SignIn(LoginView):
    template_name = "login.html"

    def get_redirect_url(self):
        path = super().get_redirect_url()
        return path if is_own_path(path) else ""

    def form_valid(self, form):
        # Another person may sign in without signing out in between.
        latchkey.end_session(self.request)
        return super().form_valid(form)


@never_cache
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html")


@never_cache
def orders(request: HttpRequest) -> HttpResponse:
    return render(request, "orders.html", {"orders": ORDERS})


@never_cache
def transfer(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "transfer.html")
    to, amount = request.POST.get("to", ""), request.POST.get("amount", "")
    if not is_recipient(to) or not is_amount(amount):
        return render(request, "transfer.html", {"wrong": True}, status=422)
    # Everything that matters, as the text that is confirmed.
    number = secrets.token_hex(16)
    content = json.dumps({"number": number, "to": to, "amount": amount})
    answer = latchkey.confirm(
        request,
        action="transfer.create",
        content=content,
        summary=f"Send {amount} € to {to}",
        return_to=f"/transfer/confirmed?number={number}",
    )
    if answer and answer.get("required") is False:
        return carry_out(request, content)
    if not answer or not answer.get("location"):
        return closed(request, 503)
    begun = {"number": number, "id": answer["id"], "content": content}
    request.session["pending"] = [*request.session.get("pending", []), begun][-KEPT:]
    return redirect(answer["location"])


# The browser brings only the number: what is sent is the shop's own text, the one that
# was confirmed. Another tab may have begun another transfer meanwhile.
@never_cache
def confirmed(request: HttpRequest) -> HttpResponse:
    number = request.GET.get("number")
    for begun in request.session.get("pending", []):
        action = {"id": begun["id"], "action": "transfer.create", "content": begun["content"]}
        if begun["number"] == number and latchkey.is_confirmed(request, **action):
            return carry_out(request, begun["content"])
    return closed(request, 409)


def carry_out(request: HttpRequest, content: str) -> HttpResponse:
    session, transfer = request.session, json.loads(content)
    # A real shop has a table for it.
    session["sent"] = [transfer, *session.get("sent", [])][:KEPT]
    others = [other for other in session.get("pending", []) if other["content"] != content]
    session["pending"] = others
    return redirect("/transfer")
