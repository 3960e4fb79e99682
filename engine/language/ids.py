"""Identifiers: time-ordered, made by us before a row is saved."""

import uuid

import uuid_utils


def new_id() -> uuid.UUID:
    """A UUID version 7 (RFC 9562): sortable by the moment it was made."""
    return uuid.UUID(int=uuid_utils.uuid7().int)
