"""Freshdesk: automation rules ring the bell, REST API v2 is the truth, a private note carries the story."""
