"""When a row was written, and by which transaction, is the database's own word: nobody can write a row as if it were old."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_journal_is_append_only")]
    operations = [
        migrations.AddField("entry", "recorded_at", models.DateTimeField(editable=False, null=True)),
        migrations.RunSQL(
            """
            create function note_recording() returns trigger language plpgsql set search_path = pg_catalog as
            $$ begin new.recorded_at := clock_timestamp(); return new; end $$;
            create function note_transaction() returns trigger language plpgsql set search_path = pg_catalog as
            $$ begin new.transaction := pg_current_xact_id(); return new; end $$;
            create trigger recorded before insert on journal_entry
            for each row execute function note_recording();
            create trigger written_now before insert on journal_entry
            for each row execute function note_transaction();
            """,
            """
            drop trigger written_now on journal_entry; drop trigger recorded on journal_entry;
            drop function note_transaction(); drop function note_recording();
            """,
        ),
    ]
