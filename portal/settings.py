"""Settings of the portal: one file, read from the environment, refusing bad values.

Nothing needs to be set for the embedded default (SQLite, files under ``var/``, Celery over
the file system). ``DATABASE_URL`` and ``REDIS_URL`` switch to PostgreSQL and Redis.
"""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import dj_database_url
from celery.schedules import crontab
from cryptography.fernet import Fernet
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


# --- Readers -------------------------------------------------------------------------------


def env(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def env_bool(name: str, *, default: bool = False) -> bool:
    value = env(name, "1" if default else "0").lower()
    if value not in {"0", "1", "true", "false"}:
        raise ImproperlyConfigured(f"{name} 只能是 1/0 或 true/false，现在是“{value}”。")
    return value in {"1", "true"}


def env_int(name: str, default: int) -> int:
    value = env(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name} 必须是非负整数，现在是“{value}”。")
    return int(value)


def env_list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


def env_secret(name: str, make: Callable[[], str]) -> str:
    """Return a secret from NAME, from the file named by NAME_FILE, or from ``var/keys``.

    The file under ``var/keys`` is made on first use only where one machine is all there is: several
    hosts that forgot their key must stop instead of inventing one each.
    """
    if value := env(name):
        return value
    if path := env(f"{name}_FILE"):
        return Path(path).read_text().strip()
    stored = VAR_DIR / "keys" / name.lower()
    if not stored.exists():
        if not ONE_MACHINE and not DEBUG:
            raise ImproperlyConfigured(f"请设置环境变量 {name} 或 {name}_FILE（生产环境不会自动生成密钥）。")
        stored.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = stored.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(make())
        try:
            os.link(fresh, stored)  # atomic and never overwrites: two processes starting at once agree on one key
        except FileExistsError:
            pass
        fresh.unlink()
    return stored.read_text().strip()


# --- Where things are ----------------------------------------------------------------------

DEBUG = env_bool("PORTAL_DEBUG")
VAR_DIR = Path(env("PORTAL_VAR") or BASE_DIR / "var").resolve()
VAR_DIR.mkdir(parents=True, exist_ok=True)
EMBEDDED = not env("DATABASE_URL")
# `make run` says so: everything runs on this machine, whatever database it uses.
ONE_MACHINE = EMBEDDED or env_bool("PORTAL_ONE_MACHINE")
REDIS_URL = env("REDIS_URL")

SECRET_KEY = env_secret("PORTAL_SECRET_KEY", lambda: secrets.token_urlsafe(50))
# Keys that encrypt applicants' personal data, newest first; old ones stay to read old rows.
DATA_KEYS = [key.strip() for key in env_secret("PORTAL_DATA_KEYS", lambda: Fernet.generate_key().decode()).split(",")]

# Path prefix of a column inside an existing site, "/zwgk" for example; empty at the root.
PORTAL_PREFIX = "/" + env("PORTAL_PREFIX").strip("/") if env("PORTAL_PREFIX").strip("/") else ""
FORCE_SCRIPT_NAME = PORTAL_PREFIX or None
# Scheme and host for addresses printed on paper (QR codes, feeds, e-mails).
SITE_ORIGIN = env("SITE_ORIGIN", f"http://localhost:{env('PORT', '8000')}").rstrip("/")

ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "*" if ONE_MACHINE else "")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS", SITE_ORIGIN)
BEHIND_TLS = SITE_ORIGIN.startswith("https://")
TRUST_PROXY = env_bool("TRUST_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUST_PROXY else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = PORTAL_PREFIX + "/"
SESSION_COOKIE_AGE = env_int("SESSION_HOURS", 8) * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

# --- Who we are (header, footer and the mandatory meta tags) ---------------------------------

SITE_IDENTITY = {
    "name": env("SITE_NAME", "云澜市人民政府"),
    "domain": env("SITE_DOMAIN", "www.yunlan.example"),
    "id_code": env("SITE_ID_CODE", "0000000000"),
    "icp": env("SITE_ICP", "某ICP备00000000号"),
    "police": env("SITE_POLICE", "某公网安备00000000000000号"),
    "organizer": env("SITE_ORGANIZER", "云澜市人民政府办公室"),
    "undertaker": env("SITE_UNDERTAKER", "云澜市政务数据中心"),
    "phone": env("SITE_PHONE", "0000-0000000"),
    "address": env("SITE_ADDRESS", "云澜市府前路1号"),
    "postcode": env("SITE_POSTCODE", "000000"),
    "report_errors_url": env("SITE_REPORT_ERRORS_URL", "https://zfwzgl.www.gov.cn/"),
}
# Printed in answers served over the internet (行政复议法 art 22(2)); empty = not offered.
RECONSIDERATION_URL = env("RECONSIDERATION_URL")

# --- Applications --------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "csp",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "portal.common",
    "portal.audit",
    "portal.workdays",
    "portal.organizations",
    "portal.accounts",
    "portal.notifications",
    "portal.search",
    "catalog",
    "disclosure",
    "applications",
    "portal.site",
    "portal.api",
    "portal.demo",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.site.middleware.DomainErrorPage",
]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "site:desk"
LOGOUT_REDIRECT_URL = "site:home"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.site.context.site",
            ]
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

# --- Data ----------------------------------------------------------------------------------

try:
    _database = dj_database_url.parse(env("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'portal.sqlite3'}", conn_max_age=60)
except ValueError:
    raise ImproperlyConfigured("DATABASE_URL 的写法不对，应为 postgres://用户:口令@主机:5432/库名。") from None
DATABASES = {"default": _database}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock at BEGIN, so that two writers wait instead of failing in mid-transaction.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": VAR_DIR / "cache"}
    )
}
MEDIA_ROOT = VAR_DIR / "media"
# Private files (identity papers, letters) are never reachable by address: views stream them after a check.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Pages name the hashed copies only, and nobody fetches source maps: compressing either would triple the first start.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("map", "png", "jpg", "ico", "webp", "gz", "br", "woff", "woff2")
STATIC_URL = f"{PORTAL_PREFIX}/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
UPLOAD_MAX_BYTES = env_int("UPLOAD_MAX_MB", 20) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

SEARCH = {"BACKEND": env("SEARCH_BACKEND", "portal.search.backends.whoosh.WhooshBackend"), "PATH": VAR_DIR / "search"}

# --- Accounts ------------------------------------------------------------------------------

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# --- Language and time ---------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
LOCAL_ZONE = ZoneInfo(TIME_ZONE)
USE_I18N = True
USE_TZ = True

# --- Jobs ----------------------------------------------------------------------------------

_queue = VAR_DIR / "celery"
_queue.mkdir(exist_ok=True)  # beat keeps its schedule here, whatever the broker
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost/"
if not REDIS_URL:
    for folder in ("queue", "processed", "control"):
        (_queue / folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_queue / "queue"),
        "data_folder_out": str(_queue / "queue"),
        "processed_folder": str(_queue / "processed"),
        "control_folder": str(_queue / "control"),
        "store_processed": False,
    }
else:
    # A request that sends a task must not wait for a dead broker: one try, two seconds. Workers reconnect by themselves.
    CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2, "socket_timeout": 2, "max_retries": 0}
# No result backend: a dead one would block web requests, and what is due is always a query.
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celery" / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "deliver-messages": {"task": "notifications.deliver_due", "schedule": 60},
    "flush-search-index": {"task": "search.flush", "schedule": 30},
    "remind-of-deadlines": {"task": "applications.send_due_reminders", "schedule": crontab(minute=5)},
    "switch-validity": {"task": "disclosure.switch_validity", "schedule": crontab(hour=0, minute=10)},
    "calendar-alarm": {"task": "notifications.calendar_alarm", "schedule": crontab(hour=8, minute=0)},
}

# --- Messages ------------------------------------------------------------------------------

EMAIL_BACKEND = env(
    "EMAIL_BACKEND",
    "django.core.mail.backends.smtp.EmailBackend" if env("EMAIL_HOST") else "portal.notifications.mail.FolderBackend",
)
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_HOST = env("EMAIL_HOST")
EMAIL_PORT = env_int("EMAIL_PORT", 25)
EMAIL_HOST_USER = env("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", "noreply@yunlan.example")
NOTIFICATION_WEBHOOK_URL = env("NOTIFICATION_WEBHOOK_URL")

# --- Deadlines -----------------------------------------------------------------------------

# Working days before an answer is due on which the people in charge are reminded.
REMINDER_WORKING_DAYS = (5, 3, 1)
# Calendar days to look ahead: longer than five working days around any holiday.
REMINDER_HORIZON_DAYS = 21
# Brakes of the public forms, per network address: applications an hour, status queries in 15 minutes.
SUBMISSIONS_PER_HOUR = env_int("SUBMISSIONS_PER_HOUR", 30)
STATUS_TRIES = env_int("STATUS_TRIES", 20)

# --- API -----------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_PAGINATION_CLASS": "portal.common.pagination.ApiPagination",
    "PAGE_SIZE": 20,
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "portal.common.api_errors.handle",
    "DEFAULT_THROTTLE_RATES": {"anon": "120/min"},
    "DEFAULT_VERSIONING_CLASS": None,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "政府信息公开平台开放接口",
    "DESCRIPTION": "主动公开文件、标准目录与检索的只读接口。",
    "VERSION": "1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVERS": [{"url": PORTAL_PREFIX or "/"}],
    # Reading needs no account, so the documentation offers no login.
    "AUTHENTICATION_WHITELIST": [],
    "SWAGGER_UI_SETTINGS": {"defaultModelsExpandDepth": 0, "deepLinking": True},
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "portal.api.schema.add_error_answers",
    ],
}

# --- Logs: no personal data; requests are logged by the web server --------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", "INFO")},
    # Both tell every step of laying out a page.
    "loggers": {name: {"level": "WARNING"} for name in ("weasyprint", "fontTools")},
}
