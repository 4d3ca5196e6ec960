from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def closed(request: HttpRequest, status: int) -> HttpResponse:
    """Says why there is nothing: 403, 409 or 503."""
    return render(request, f"{status}.html", status=status)
