"""The database itself refuses to change or delete audit entries, whoever asks."""

from django.db import migrations

SQLITE = [
    f"""
    CREATE TRIGGER audit_refuse_{verb.lower()} BEFORE {verb} ON audit_auditentry
    BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END
    """
    for verb in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    """
    CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'audit entries are append-only'; END $$
    """,
    """
    CREATE TRIGGER audit_refuse_change BEFORE UPDATE OR DELETE ON audit_auditentry
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()
    """,
]
UNDO = {
    "sqlite": ["DROP TRIGGER audit_refuse_update", "DROP TRIGGER audit_refuse_delete"],
    "postgresql": ["DROP TRIGGER audit_refuse_change ON audit_auditentry", "DROP FUNCTION audit_refuse_change()"],
}


def create(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
