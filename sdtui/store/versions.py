"""The revisions of the schema, oldest first: known without Alembic, which is slow to import."""

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009")
HEAD = REVISIONS[-1]
