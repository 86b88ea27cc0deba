"""A line in the ledger, once written, stays as it is: the database itself refuses to change or delete one."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("journal", "0002_journal_is_append_only")]
    operations = [
        migrations.RunSQL(
            """
            create trigger append_only before update or delete on access_ledgerline
            for each statement execute function refuse_rewriting();
            """,
            "drop trigger append_only on access_ledgerline;",
        )
    ]
