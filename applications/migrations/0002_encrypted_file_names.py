"""Names of uploaded files become encrypted: people name a scan after the person on it."""

from django.db import migrations, models

import portal.common.encryption


def encrypt(apps, schema_editor):
    """Plain names to tokens; the historical model still reads and writes plain text."""
    rows = apps.get_model("applications", "CaseFile").objects
    field = portal.common.encryption.EncryptedTextField()
    for pk, name in list(rows.values_list("pk", "name")):
        rows.filter(pk=pk).update(name=field.get_prep_value(name))


def decrypt(apps, schema_editor):
    rows = apps.get_model("applications", "CaseFile").objects
    field = portal.common.encryption.EncryptedTextField()
    for pk, name in list(rows.values_list("pk", "name")):
        rows.filter(pk=pk).update(name=field.from_db_value(name, None, None))


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_initial")]

    operations = [
        migrations.AlterField("casefile", "name", models.TextField("文件名")),
        migrations.RunPython(encrypt, decrypt),
        migrations.AlterField("casefile", "name", portal.common.encryption.EncryptedTextField("文件名")),
    ]
