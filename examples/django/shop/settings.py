import os
from pathlib import Path

SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = ["localhost"]
ROOT_URLCONF = "shop.urls"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "shop",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    # After Django's own: it asks for the second factor wherever a sign-in is needed.
    "shop.latchkey.LatchkeyMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ]
        },
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": Path(os.environ["DATA"]) / "shop.sqlite3",
    }
}

LATCHKEY_API = os.environ.get("LATCHKEY", "http://127.0.0.1:3000") + "/api/v1/"
LATCHKEY_HEADERS = {"Authorization": f"Bearer {os.environ['APPLICATION_KEY']}"}
LATCHKEY_WHO_KEY = os.environ["WHO_KEY"]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
LOGIN_URL = "/login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/login"
# With TLS, call it __Host-shop and set SESSION_COOKIE_SECURE and CSRF_COOKIE_SECURE.
SESSION_COOKIE_NAME = "shop"
USE_TZ = True
