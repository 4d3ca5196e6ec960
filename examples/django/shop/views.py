import json
import re
import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from shop import latchkey
from shop.pages import closed

ORDERS = [
    ("1041", "Lantern, brass", "64.00 €"),
    ("1038", "Rope, 20 m", "31.50 €"),
    ("1022", "Tide tables", "12.00 €"),
]
AMOUNT = r"[0-9]{1,6}(\.[0-9]{2})?"


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
    if not re.fullmatch(r"[^\x00-\x1f]{1,60}", to) or not re.fullmatch(AMOUNT, amount):
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
    if answer is None:
        return closed(request, 503)
    if not answer["required"]:
        return carry_out(request, content)
    action = {"id": answer["id"], "action": "transfer.create", "content": content}
    request.session["pending"] = action
    return redirect(answer["location"])


# The browser brings only the number: what is sent is the shop's own text, the one that
# was confirmed.
@never_cache
def confirmed(request: HttpRequest) -> HttpResponse:
    pending = request.session.get("pending")
    number = pending and json.loads(pending["content"])["number"]
    if not number or number != request.GET.get("number"):
        return closed(request, 409)
    if not latchkey.is_confirmed(request, **pending):
        return closed(request, 409)
    return carry_out(request, pending["content"])


def carry_out(request: HttpRequest, content: str) -> HttpResponse:
    # A real shop has a table for it.
    request.session["sent"] = [json.loads(content), *request.session.get("sent", [])]
    request.session.pop("pending", None)
    return redirect("/transfer")
