"""When a line was written is the database's own word: nobody can write a line as if it were old."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0003_known_keys"), ("journal", "0003_recorded_at")]
    operations = [
        migrations.AddField("ledgerline", "recorded_at", models.DateTimeField(editable=False, null=True)),
        migrations.RunSQL(
            """
            create trigger recorded before insert on access_ledgerline
            for each row execute function note_recording();
            """,
            "drop trigger recorded on access_ledgerline;",
        ),
    ]
