"""
Django's settings, one set for demo, development and production.

What differs between them comes from the environment (environment.py; described in docs/operations.md).
"""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from helevejen.config.databases import postgres_database, sqlite_database
from helevejen.config.environment import read_environment
from helevejen.config.keys import make_missing_keys, read_keys
from helevejen.config.logs import configure_structlog, logging_settings
from helevejen.config.mail import mail_settings

_PACKAGE = Path(__file__).resolve().parent.parent
_environment = read_environment()

# --- The installation: where its data are, and how strict it is ---

DATA_FOLDER = _environment.data
DEMO = _environment.is_demo
PRODUCTION = _environment.is_production
DEBUG = _environment.is_debug and not PRODUCTION
MUNICIPALITY_NAME = _environment.municipality
SHOWS_STAFF_NAMES = _environment.shows_staff_names

DATA_FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)
if not PRODUCTION:
    make_missing_keys(DATA_FOLDER / "keys")
_keys = read_keys(DATA_FOLDER / "keys")

SECRET_KEY = _keys.session
ENCRYPTION_KEYS = _keys.fields  # key id (one byte) -> 32 bytes; the highest id encrypts, all decrypt
BLIND_INDEX_KEY = _keys.blind_index
SEAL_KEY = _keys.seal  # signs the ends of the sealed logs

DATABASES = {
    "default": postgres_database(_environment.database_url, is_web=_environment.is_web)
    if _environment.database_url
    else sqlite_database(DATA_FOLDER / "helevejen.sqlite3")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- What it is made of ---

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    # The "simple" configuration leaves TEMPLATES below as it is written.
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "csp",
    "django_tasks",
    "django_tasks_db",
    # Ours, before allauth, so that our templates win.
    "helevejen.config",
    "helevejen.web.shared",
    "helevejen.web.desk",
    "helevejen.web.lead",
    "helevejen.web.citizen",
    "helevejen.web.company",
    "helevejen.web.public",
    "helevejen.tasks",
    "helevejen.placements",
    "helevejen.caseload",
    "helevejen.waiting",
    "helevejen.inquiries",
    "helevejen.proposals",
    "helevejen.suggestions",
    "helevejen.recruitment",
    "helevejen.cases",
    "helevejen.profiles",
    "helevejen.citizens",
    "helevejen.companies",
    "helevejen.ledger",
    "helevejen.taxonomy",
    "helevejen.places",
    "helevejen.accounts",
    "helevejen.audit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "helevejen.config.roomy.roomy",
    "helevejen.config.logs.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "helevejen.config.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "helevejen.web.shared.middleware.NothingIsKept",
    "helevejen.web.shared.middleware.PersonOfToday",
    # A page is closed until it says otherwise.
    "helevejen.web.shared.sessions.SignedIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "helevejen.web.shared.sessions.SessionLimits",
    "helevejen.web.shared.sessions.SecondFactor",
    "django_htmx.middleware.HtmxMiddleware",
    "helevejen.web.shared.errors.WrongMethod",
]

ROOT_URLCONF = "helevejen.config.urls"
WSGI_APPLICATION = "helevejen.config.wsgi.application"

_template_loaders = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            # A developer's own machine reads templates anew for each page.
            "loaders": _template_loaders if DEBUG else [("django.template.loaders.cached.Loader", _template_loaders)],
            "builtins": ["django_cotton.templatetags.cotton", "django.templatetags.i18n", "django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "helevejen.web.shared.context.surroundings",
            ],
        },
    }
]
COTTON_DIR = "components"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

globals().update(mail_settings(_environment.mail_url, folder=DATA_FOLDER / "mail"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _environment.mail_from
INBOX_ADDRESS = _environment.inbox_address
INBOX_URL = _environment.inbox_url

configure_structlog()
LOGGING = logging_settings(level="INFO" if PRODUCTION else "WARNING")

# --- Language, time and numbers ---

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
LOCALE_PATHS = [_PACKAGE / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_I18N = True

# --- Static files ---

STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static" if PRODUCTION else None
# Production serves what `helevejen collectstatic` has collected, named by content and compressed;
# elsewhere the files are served from where they lie.
WHITENOISE_USE_FINDERS = not PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = DATA_FOLDER / "files"

# --- Sign-in ---

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "django.contrib.auth.backends.ModelBackend",  # names those who came by OpenID Connect or the demo's picker
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_validators = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": _validators + "UserAttributeSimilarityValidator"},
    {"NAME": _validators + "MinimumLengthValidator", "OPTIONS": {"min_length": 16}},
    {"NAME": _validators + "CommonPasswordValidator"},
    {"NAME": "helevejen.web.shared.password_check.NotMonotonous"},
]
LOGIN_URL = "public:front"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "helevejen.web.shared.staff_sign_in.StaffAccounts"
_forms = "helevejen.web.shared.staff_forms."
ACCOUNT_FORMS = {
    "login": _forms + "SignIn",
    "reauthenticate": _forms + "ShowPassword",
    "change_password": _forms + "NewPassword",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]  # nobody signs up; allauth's checks read it
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # seconds
# Tries in all and per name, counted in the shared cache. A name that is tried too often keeps its passkey's door.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
MFA_ADAPTER = "helevejen.web.shared.staff_sign_in.StaffFactors"
MFA_FORMS = {
    "authenticate": _forms + "ShowCode",
    "reauthenticate": _forms + "ShowCodeAgain",
    "activate_totp": _forms + "AddApp",
    "add_webauthn": _forms + "AddKey",
    "edit_webauthn": _forms + "RenameKey",
    "authenticate_webauthn": _forms + "ShowKey",
    "reauthenticate_webauthn": _forms + "ShowKeyAgain",
    "login_webauthn": _forms + "SignInByKey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # localhost without TLS
MFA_TOTP_ISSUER = "Hele Vejen"
MFA_RECOVERY_CODES_SHOW_ONCE = True

# Citizens and companies come by OpenID Connect; what is not set up has no door.
IDENTITY_PROVIDERS = _environment.identity

# --- The wall around it ---

TRUSTED_PROXIES = list(_environment.proxies)
ALLOWED_HOSTS = list(_environment.hosts) or ([] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in _environment.hosts if not host.startswith("*")]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_REDIRECT_EXEMPT = [r"^sundhed$"]  # the health page is asked from the machine itself
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0  # one year
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION

_cookie_prefix = "__Host-" if PRODUCTION else ""  # bound to this host, this path and TLS by the browser
SESSION_COOKIE_NAME = f"{_cookie_prefix}session"
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60  # seconds: a working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Of staff: a desk, a laptop, a telephone and a meeting room, and one to spare. More is somebody else, or forgotten.
SESSIONS_AT_ONCE = 5
CSRF_COOKIE_NAME = f"{_cookie_prefix}csrf"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True  # htmx takes the token from the page, not from the cookie
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "helevejen.web.shared.errors.csrf_failure"
LANGUAGE_COOKIE_SECURE = PRODUCTION

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes
