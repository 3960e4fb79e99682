"""Sealing: keyed hashes and masks. Values in, values out."""

from engine.sealing.hashes import canonical, keyed_hash, same_hash
from engine.sealing.masks import mask_email, mask_identity, mask_name, mask_tail

__all__ = ["canonical", "keyed_hash", "mask_email", "mask_identity", "mask_name", "mask_tail", "same_hash"]
