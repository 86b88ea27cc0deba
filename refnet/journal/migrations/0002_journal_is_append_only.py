"""An entry in the journal, once written, stays as it is: the database itself refuses to change or delete one."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [
        migrations.RunSQL(
            """
            create function refuse_rewriting() returns trigger language plpgsql as
            $$ begin raise exception '% is append-only', tg_table_name; end $$;
            create trigger append_only before update or delete on journal_entry
            for each statement execute function refuse_rewriting();
            """,
            "drop trigger append_only on journal_entry; drop function refuse_rewriting();",
        )
    ]
