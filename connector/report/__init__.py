"""The first report: what would have gone to whom, and why."""
