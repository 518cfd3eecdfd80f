"""Runs the migrations on the connection that `ci_bot.store.schema` opened, in its transaction."""

from alembic import context

from ci_bot.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
