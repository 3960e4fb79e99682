"""The product's settings, and this folder as an app: Viewflow keeps the address of the native flow."""

from config.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "bench"]  # noqa: F405
