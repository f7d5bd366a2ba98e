"""Django's settings, made of the environment."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from laras.base.crypto import keys
from laras.config import environment

ENV = environment.read()
LARAS_DATA = ENV.data
LARAS_KEY_FILE = ENV.key_file
LARAS_URL = ENV.url
LARAS_IDLE_SECONDS = 30 * 60

LARAS_DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
try:
    keys.prepare(LARAS_DATA, LARAS_KEY_FILE)
except keys.KeyMissing as missing:
    raise environment.WrongSetting(str(missing)) from missing

# Sessions and forms are signed with a key of their own, so that field keys never depend on it.
SECRET_KEY = keys.signing_key(LARAS_KEY_FILE)
DEBUG = ENV.debug
SECURE = ENV.url.startswith("https://")
_host = urlsplit(ENV.url).hostname
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *([_host] if _host else [])]
CSRF_TRUSTED_ORIGINS = [ENV.url] if ENV.url else []

STAGES = (
    *("people", "casework", "support", "measures", "evidence"),
    *("coding", "appraisal", "programmes", "outcomes", "reports"),
)
DOORS = ("desk", "api", "exchange", "offline", "demo")
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    *(f"laras.base.{name}" for name in ("store", "crypto", "access", "audit", "files", "jobs", "gate", "ui")),
    *(f"laras.stages.{name}" for name in STAGES),
    *(f"laras.doors.{name}" for name in DOORS),
]
MIDDLEWARE = [
    "laras.base.gate.middleware.headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "laras.base.gate.middleware.language",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "laras.base.gate.middleware.presence",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "laras.config.urls"
WSGI_APPLICATION = "laras.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.messages.context_processors.messages",
                "laras.base.gate.navigation.context",
            ],
            "builtins": ["django.templatetags.i18n", "laras.base.ui.templatetags.laras"],
        },
    }
]
DATABASES = {"default": environment.database(ENV)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "access.User"
PASSWORD_HASHERS = ["laras.base.access.passwords.SmallArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "name")},
    },
]
LOGIN_URL = "/masuk/"
LOGIN_REDIRECT_URL = "/"

LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LANGUAGE_CODE = ENV.language
LANGUAGE_COOKIE_NAME = "laras_language"
LOCALE_PATHS: list[Path] = []
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

STATIC_URL = "/static/"
STATIC_ROOT = None  # nothing is collected: whitenoise serves the files of each app where they are
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 3600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# `__Host-` and Secure need https; on loopback over plain http a browser would drop such cookies.
_prefix = "__Host-" if SECURE else ""
SESSION_ENGINE = "laras.base.crypto.sessions"
SESSION_COOKIE_NAME = f"{_prefix}laras_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = f"{_prefix}laras_csrf"
CSRF_FAILURE_VIEW = "laras.base.gate.failures.csrf"
MESSAGE_STORAGE = "laras.base.gate.toasts.SealedCookie"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
X_FRAME_OPTIONS = "DENY"

# Uploads stay in memory up to the limit of the guard: no plain text of a person in a temp file.
FILE_UPLOAD_HANDLERS = ["laras.base.files.uploads.MemoryOnly"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"laras": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
