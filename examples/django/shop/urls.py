from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import path

from shop import latchkey, views

urlpatterns = [
    path("login", views.SignIn.as_view()),
    path("logout", login_not_required(LogoutView.as_view())),
    path("latchkey/who", login_not_required(latchkey.who)),
    # From here on, LoginRequiredMiddleware and LatchkeyMiddleware guard every page.
    path("", views.home),
    path("orders", views.orders),
    path("transfer", views.transfer),
    path("transfer/confirmed", views.confirmed),
]
