"""Moved to connector.kit.credentials."""

from connector.kit.credentials import MemoryCredentials

__all__ = ["MemoryCredentials"]
