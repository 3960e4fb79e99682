"""One key a purpose, derived from the installation's secret (HKDF, RFC 5869): knowing one tells nothing of another."""

from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


@lru_cache(maxsize=64)
def derived_key(secret: str, purpose: str) -> bytes:
    """The 32-byte key for `purpose` under `secret`."""
    info = b"centreline/" + purpose.encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret.encode())
