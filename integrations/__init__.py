"""Helpdesks the connector speaks to. This file stays a docstring."""
