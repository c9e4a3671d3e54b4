"""Zendesk Support: OAuth first, signed webhooks, one atomic conditional update per ticket."""
