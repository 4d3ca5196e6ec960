from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

ORDERS = [
    ("1041", "Lantern, brass", "64.00 €"),
    ("1038", "Rope, 20 m", "31.50 €"),
    ("1022", "Tide tables", "12.00 €"),
]


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
    request.session["sent"] = [{"to": to, "amount": amount}] + sent(request)
    return redirect("/transfer")


def sent(request: HttpRequest) -> list[dict]:
    """Money that was sent in this session. A real shop has a table for it."""
    return request.session.get("sent", [])
