"""The addresses in mails: always of this site as the settings name it, never as a request claims to have reached it."""

from urllib.parse import urlsplit

from django.conf import settings


def site_address() -> str:
    """The address of the site, without a slash at its end."""
    return str(settings.SITE_ADDRESS).rstrip("/")


def absolute(path: str) -> str:
    """A path of this site (or an address whose host somebody else chose) as an address of this site."""
    parts = urlsplit(path)
    return site_address() + parts.path + (f"?{parts.query}" if parts.query else "")
