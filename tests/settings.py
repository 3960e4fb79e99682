"""The product's settings, with a fast hasher and mail that stays in memory."""

import os
import tempfile

os.environ.setdefault("CENTRELINE_VAR", tempfile.mkdtemp(prefix="centreline-tests-"))
os.environ.setdefault("SECRET_KEY", "tests only, never a secret")
os.environ.setdefault("STATICFILES_BACKEND", "django.contrib.staticfiles.storage.StaticFilesStorage")

from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
# WhiteNoise warns of a folder that collectstatic has not made yet.
STATIC_ROOT = tempfile.mkdtemp(prefix="centreline-static-")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
