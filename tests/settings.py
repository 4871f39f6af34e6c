"""Settings of the test suite: the portal's own, with files in a temporary folder and a fast password hash."""

import os
import tempfile
from pathlib import Path

os.environ["PORTAL_VAR"] = tempfile.mkdtemp(prefix="portal-test-")
os.environ.setdefault("PORTAL_SECRET_KEY", "test-only-not-a-secret")
os.environ.setdefault("PORTAL_DATA_KEYS", "dGVzdC1vbmx5LW5vdC1hLXNlY3JldC0wMDAwMDAwMDA=")

from portal.settings import *  # noqa: F403  the folder must be named first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATICFILES_DIRS = [Path(__file__).resolve().parent.parent / "static"]
# Tasks run where they are sent; what needs a real worker starts one (see tests/portal/test_worker.py).
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  WhiteNoise warns when it is missing
