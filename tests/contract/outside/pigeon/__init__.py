"""Pigeon Post, an invented helpdesk: what a stranger writes to add one."""
