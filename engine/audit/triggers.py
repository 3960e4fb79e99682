"""The database itself refuses to change or remove a row of the trail. For a migration (`RunPython`) and for tests."""

from typing import Any

TABLES = ("audit_entry", "audit_seal")
REFUSAL = "rows of the audit trail are never changed or removed"

POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$
"""


def install_sql(vendor: str) -> list[str]:
    """The statements that put the triggers in place on "sqlite" or "postgresql"; none on another database."""
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            for table in TABLES
            for verb in ("update", "delete")
        ]
    if vendor == "postgresql":
        return [POSTGRESQL_FUNCTION] + [
            f"CREATE OR REPLACE TRIGGER {table}_{name} BEFORE {verbs} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION audit_refuse()"
            for table in TABLES
            for name, verbs, each in (
                ("no_change", "UPDATE OR DELETE", "ROW"),
                ("no_truncate", "TRUNCATE", "STATEMENT"),
            )
        ]
    return []


def remove_sql(vendor: str) -> list[str]:
    """The statements that take the triggers away again."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for table in TABLES for verb in ("update", "delete")]
    if vendor == "postgresql":
        return [
            f"DROP TRIGGER IF EXISTS {table}_{name} ON {table}"
            for table in TABLES
            for name in ("no_change", "no_truncate")
        ]
    return []


def install(connection: Any) -> None:
    """Puts the triggers in place; harmless when they are there."""
    _run(connection, install_sql(connection.vendor))


def remove(connection: Any) -> None:
    """Takes the triggers away; harmless when there are none."""
    _run(connection, remove_sql(connection.vendor))


def _run(connection: Any, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
