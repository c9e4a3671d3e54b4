"""The worker edge: the only place that knows Celery."""
