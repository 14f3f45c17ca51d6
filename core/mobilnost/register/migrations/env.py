"""Where Alembic finds the register: on the connection that it was given."""

from __future__ import annotations

from alembic import context

from mobilnost.register.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
