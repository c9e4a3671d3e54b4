"""Tools offered to integrations: HTTP with typed errors, signatures, rendering of notes."""
