"""Tags that place components. Each draws one template of `templates/kit/`, whose head lists its arguments."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from refnet.access.decisions import Decision
from refnet.kit import times
from refnet.kit.pieces import Cell, Column, Fact, Pages, Step, StepState, Table, Text, TimelineEntry, Tone, Waiting

register = template.Library()


def _draw(component: str, **arguments: Any) -> SafeString:
    return SafeString(render_to_string(f"kit/{component}.html", arguments).strip())


def _now(context: Context) -> datetime | None:
    """The one moment of this request; without it, times are shown without what is left of them."""
    at = context.get("at") or getattr(context.get("request"), "at", None)
    return at if isinstance(at, datetime) else None


# Acts


@register.simple_block_tag(end_name="endact")
def act(
    content: str, decision: Decision, variant: str = "primary", name: str = "", value: str = "", fold: bool = False
) -> SafeString:
    """Draw the button for an act, or, where it is not allowed, the reasons why in its place."""
    return _draw("act", content=content, decision=decision, variant=variant, name=name, value=value, fold=fold)


@register.simple_block_tag(end_name="endgoto")
def goto(content: str, url: str, variant: str = "secondary") -> SafeString:
    """Draw a link that looks like a button. It goes somewhere and changes nothing."""
    return _draw("goto", content=content, url=url, variant=variant)


# Labels, turns and clocks


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw one picture of the sprite. It is decoration: words stand beside it."""
    return _draw("icon", name=name)


@register.simple_tag
def tag(text: Text, tone: str = Tone.NEUTRAL, sign: str = "") -> SafeString:
    """Draw a small label, such as a state."""
    return _draw("tag", text=text, tone=tone, sign=sign)


@register.simple_tag(takes_context=True)
def turn(
    context: Context, whose: Text, since: datetime | None = None, yours: bool = False, act: Text = ""
) -> SafeString:
    """Say whose turn it is, what is awaited, and since when."""
    now = _now(context)
    waited = times.span(now - since) if now and since else ""
    return _draw("turn", whose=whose, since=since, yours=yours, act=act, waited=waited)


@register.simple_tag(takes_context=True)
def clock(
    context: Context, due: datetime | None = None, started: datetime | None = None, label: Text = ""
) -> SafeString:
    """Show a deadline: how much is left or by how much it has passed. Without `due` the clock stands."""
    now = _now(context)
    left = due - now if due and now else None
    used = times.used(started, due, now) if started and due and now else None
    over = left is not None and left < timedelta()
    short = used is not None and used >= 75
    return _draw(
        "clock",
        due=due,
        left=times.span(left) if left is not None else "",
        over=over,
        used=used,
        tone=Tone.URGENT if over else Tone.WARNING if short else Tone.NEUTRAL,
        label=label,
    )


@register.simple_tag
def moment(value: datetime | None) -> SafeString:
    """Show a time in the reader's zone."""
    local = timezone.localtime(value) if value and timezone.is_aware(value) else value
    return _draw("moment", value=local, zone=local.tzname() if local else "")


@register.simple_tag
def day(value: date | None) -> SafeString:
    """Show a calendar day, with its month in words."""
    return _draw("day", value=value)


@register.simple_tag(takes_context=True)
def since(context: Context, value: datetime | None, waiting: bool = False) -> SafeString:
    """Show how long ago something was; the time itself is at hand for whoever asks."""
    now = _now(context)
    return _draw("since", value=value, waiting=waiting, waited=times.span(now - value) if now and value else "")


@register.simple_tag
def age(value: timedelta | int) -> str:
    """Say an age (days, or a span): in months below three years, in years after."""
    return times.age_in_words(value.days if isinstance(value, timedelta) else value)


# Facts, history, tables


@register.simple_tag
def strip(steps: Sequence[Step], label: Text = "") -> SafeString:
    """Show how far something has come: what is done, where it is, what is next."""
    current = next((number for number, step in enumerate(steps, 1) if step.state == StepState.CURRENT), 0)
    return _draw("strip", steps=steps, label=label, current=current, all=len(steps))


@register.simple_tag
def timeline(entries: Iterable[TimelineEntry], label: Text = "") -> SafeString:
    """Show what happened, when and by whom, in the order given."""
    return _draw("timeline", entries=entries, label=label)


@register.simple_tag
def facts(rows: Iterable[Fact], columns: int = 1) -> SafeString:
    """Show facts with when they were and where they come from; what is unknown says why."""
    return _draw("facts", rows=rows, columns=columns)


@register.simple_tag
def table(content: Table, empty: Text = "") -> SafeString:
    """Show a table that stacks on a phone, each value beside its column's name."""
    columns: list[Column] = list(content.columns)
    rows = [
        [(cell if isinstance(cell, Cell) else Cell(cell), column) for cell, column in zip(row, columns, strict=True)]
        for row in content.rows
    ]
    return _draw("table", caption=content.caption, columns=columns, rows=rows, empty=empty)


@register.simple_tag(takes_context=True)
def worklist(context: Context, items: Iterable[Waiting], level: int = 3) -> SafeString:
    """Show consultations that wait: whose turn, how long, until when."""
    return _draw("worklist", items=items, at=_now(context), level=level)


@register.simple_tag
def pager(pages: Pages) -> SafeString:
    """Link to the neighbouring pages of a long list."""
    return _draw("pager", pages=pages)


@register.simple_tag
def stat(value: Text | int | float, label: Text, note: Text = "") -> SafeString:
    """Show one figure with what it counts."""
    return _draw("stat", value=value, label=label, note=note)


# Boxes


@register.simple_block_tag(end_name="endpanel")
def panel(
    content: str, heading: Text = "", id: str = "", level: int = 2, tone: str = "", lead: Text = ""
) -> SafeString:
    """Draw a section with its heading."""
    return _draw("panel", content=content, heading=heading, id=id, level=level, tone=tone, lead=lead)


@register.simple_block_tag(end_name="endnotice")
def notice(content: str, tone: str = Tone.INFO, heading: Text = "") -> SafeString:
    """Draw a remark that the reader should not miss. `tone`: info, done, warning or urgent."""
    return _draw("notice", content=content, tone=tone, heading=heading)


@register.simple_block_tag(end_name="endempty")
def empty(content: str, heading: Text) -> SafeString:
    """Say that there is nothing here, and what could be done next."""
    return _draw("empty", content=content, heading=heading)


@register.simple_block_tag(end_name="endmore")
def more(content: str, summary: Text, open: bool = False) -> SafeString:
    """Draw something that opens on request; in print it is always open."""
    return _draw("more", content=content, summary=summary, open=open)


@register.simple_block_tag(end_name="endstatement")
def statement(
    content: str, who: str, role: Text = "", at: datetime | None = None, label: Text = "", tone: str = Tone.NEUTRAL
) -> SafeString:
    """Draw what one person said: an opinion, a message of the thread."""
    return _draw("statement", content=content, who=who, role=role, at=at, label=label, tone=tone)


@register.simple_block_tag(end_name="endrecommendation")
def recommendation(
    content: str, number: int, what: Text, haste: Text = "", tone: str = Tone.NEUTRAL, level: int = 3
) -> SafeString:
    """Draw one recommendation of an advice; inside come its reasons, evidence and the road if it is not feasible."""
    return _draw("recommendation", content=content, number=number, what=what, haste=haste, tone=tone, level=level)


# Forms


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """Draw one field of a form with its label, hint and error."""
    return bound.as_field_group()


@register.simple_tag
def errors(form: BaseForm) -> SafeString:
    """List what is wrong in a form, each fault linked to its field. Nothing where nothing is wrong."""
    faults = [_fault(form, name, str(text)) for name, texts in form.errors.items() for text in texts]
    return _draw("errors", faults=faults) if faults else SafeString("")


def _fault(form: BaseForm, name: str, text: str) -> tuple[str, str, str]:
    """Say where a fault is: the id of its input, its label, the sentence; a whole form has neither id nor label."""
    return ("", "", text) if name == "__all__" else (_first_input(form[name]), str(form[name].label), text)


def _first_input(bound: BoundField) -> str:
    """The id that a link to the field must name: of its first choice where it is a group."""
    return bound.id_for_label or f"{bound.auto_id}_0"
