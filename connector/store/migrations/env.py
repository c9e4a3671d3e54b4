"""Alembic's environment: always online, always on the connection it is handed."""

from alembic import context

from connector.store.tables import METADATA

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
context.run_migrations()
