"""Advice, once signed, stays as it was signed, and so does who stood behind it: the database itself refuses otherwise.

What becomes of it afterwards may be noted: its state, when and why it ended, and who has acknowledged it.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("consultations", "0002_age_when_asked_and_why_a_version")]
    operations = [
        migrations.RunSQL(
            """
            create function refuse_changing_signed_advice() returns trigger language plpgsql
            set search_path = pg_catalog, public, pg_temp as
            $$ declare
                may_change text[] := array['state', 'ended_at', 'reason', 'acknowledged_at', 'change_acknowledged_at'];
            begin
                if old.signed_at is null then
                    return case tg_op when 'DELETE' then old else new end;
                end if;
                if tg_op = 'DELETE' or to_jsonb(old) - may_change is distinct from to_jsonb(new) - may_change then
                    raise exception 'signed advice stays as it was signed';
                end if;
                return new;
            end $$;
            create trigger signed_stays before update or delete on consultations_advice
            for each row execute function refuse_changing_signed_advice();

            create function refuse_changing_who_signed() returns trigger language plpgsql
            set search_path = pg_catalog, public, pg_temp as
            $$ begin
                if exists (select 1 from consultations_advice where id = old.advice_id and signed_at is not null) then
                    raise exception 'who stands behind signed advice stays as it was signed';
                end if;
                return case tg_op when 'DELETE' then old else new end;
            end $$;
            create trigger signed_stays before update or delete on consultations_countersignature
            for each row execute function refuse_changing_who_signed();
            create trigger signed_stays before update or delete on consultations_dissent
            for each row execute function refuse_changing_who_signed();
            """,
            """
            drop trigger signed_stays on consultations_dissent;
            drop trigger signed_stays on consultations_countersignature;
            drop trigger signed_stays on consultations_advice;
            drop function refuse_changing_who_signed(); drop function refuse_changing_signed_advice();
            """,
        )
    ]
