"""Sets Django up, for scripts that run in a process of their own: import this before anything that has models."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()
