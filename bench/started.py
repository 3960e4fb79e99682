"""Sets Django up with the bench's settings: import this before anything that has models."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()
