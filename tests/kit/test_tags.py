"""The pieces of a page say what they are given, in the same markup everywhere."""

from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Template
from pytest_django.asserts import assertHTMLEqual

from refnet.access.decisions import Decision, Reason
from refnet.kit import times
from refnet.kit.pieces import Cell, Column, Fact, Pages, Step, StepState, Table, TimelineEntry, Tone, Waiting

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ALLOWED = Decision()
REFUSED = Decision((Reason("consent-missing", "There is no consent."), Reason("late", "It is too late.")))


@pytest.fixture(autouse=True)
def _in_vienna(settings):
    settings.TIME_ZONE = "Europe/Vienna"


def icon(name):
    href = Template("{% load static %}{% static 'kit/icons.svg' %}").render(Context())
    return f'<svg class="icon" aria-hidden="true" focusable="false"><use href="{href}#{name}"/></svg>'


def draw(markup, **context):
    return Template("{% load kit %}" + markup).render(Context({"at": NOW, **context}))


def test_an_allowed_act_is_a_button():
    html = draw("{% act decision %}Submit{% endact %}", decision=ALLOWED)

    assert html == '<button type="submit" class="ds-button" data-variant="primary">Submit</button>'


def test_an_act_among_several_sends_its_name():
    html = draw('{% act decision "danger" name="move" value="withdraw" %}Withdraw{% endact %}', decision=ALLOWED)

    assertHTMLEqual(
        html,
        '<button type="submit" class="ds-button" data-variant="danger" name="move" value="withdraw">Withdraw</button>',
    )


def test_a_refused_act_gives_every_reason_in_place_of_the_button():
    html = draw("{% act decision %}Submit{% endact %}", decision=REFUSED)

    assertHTMLEqual(
        html,
        f'<div class="refused"><p>{icon("lock")}<strong>Submit</strong><span class="refused-word">not possible now'
        "</span></p><ul><li>There is no consent.</li><li>It is too late.</li></ul></div>",
    )


def test_a_refused_act_can_be_folded_where_many_stand_together():
    html = draw("{% act decision fold=True %}Sign{% endact %}", decision=REFUSED)

    assertHTMLEqual(
        html,
        f'<details class="refused"><summary>{icon("lock")}<span>Sign</span><span class="refused-word">not possible now'
        "</span></summary><ul><li>There is no consent.</li><li>It is too late.</li></ul></details>",
    )


def test_what_people_typed_is_never_markup():
    assert "&lt;b&gt;" in draw("{% tag text %}", text="<b>")
    assert "&lt;b&gt;" in draw("{% facts rows %}", rows=[Fact("<b>", "<b>")])
    assert "&lt;b&gt;" in draw("{% panel heading %}{{ text }}{% endpanel %}", heading="<b>", text="<b>")
    assert "<b>" not in draw(
        "{% statement name %}{{ name }}{% endstatement %}{% timeline entries %}{% table table %}",
        name="<b>",
        entries=[TimelineEntry(NOW, "<b>", "<b>", "<b>")],
        table=Table("<b>", (Column("<b>"),), (("<b>",), (Cell("<b>", url="/", note="<b>"),))),
    )


def test_a_label_has_its_tone_and_its_word():
    assert draw('{% tag "Urgent" "urgent" %}') == '<span class="tag" data-tone="urgent">Urgent</span>'


def test_your_turn_says_since_when():
    html = draw("{% turn whose since yours=True %}", whose="Panel", since=NOW - timedelta(hours=20))

    assertHTMLEqual(
        html,
        f'<p class="turn" data-yours="yes">{icon("hand")}<span class="turn-whose">Your turn</span><span '
        'class="turn-since">for 20 hours · since <time datetime="2026-11-23T14:30:00+01:00">23 Nov 2026, 14:30 '
        '<span class="zone">CET</span></time></span></p>',
    )


def test_the_turn_of_another_says_whose():
    html = draw('{% turn whose act="laboratory values" %}', whose="Requesting centre")

    assertHTMLEqual(
        html,
        f'<p class="turn" data-yours="no">{icon("hourglass")}<span class="turn-whose">Turn: Requesting centre</span>'
        '<span class="turn-act">laboratory values</span></p>',
    )


@pytest.mark.parametrize(
    ("hours", "tone", "words"),
    [(40, "neutral", "40 hours left"), (5, "warning", "5 hours left"), (-3, "urgent", "3 hours late")],
)
def test_a_clock_says_what_is_left_and_turns_to_warning_in_its_last_quarter(hours, tone, words):
    html = draw("{% clock due started %}", due=NOW + timedelta(hours=hours), started=NOW - timedelta(hours=30))

    assert (f'class="clock" data-tone="{tone}"' in html, words in html) == (True, True)


def test_a_clock_that_stands_says_so():
    assert "the clock stands" in draw("{% clock %}")


def test_a_moment_is_told_in_the_readers_zone():
    html = draw("{% moment at %}")

    assert html == '<time datetime="2026-11-24T10:30:00+01:00">24 Nov 2026, 10:30 <span class="zone">CET</span></time>'


@pytest.mark.parametrize("tag", ["moment", "day", "since"])
def test_no_time_is_a_dash(tag):
    assert draw("{% " + tag + " nothing %}", nothing=None) == "–"


def test_the_strip_names_the_current_step():
    steps = [
        Step("Asked", StepState.DONE),
        Step("Discussed", StepState.CURRENT, "2 of 3"),
        Step("Signed", StepState.NEXT),
    ]

    assertHTMLEqual(
        draw("{% strip steps %}", steps=steps),
        '<div class="strip"><p class="strip-count">Step 2 of 3</p><ol aria-label="Progress">'
        f'<li data-state="done"><span class="strip-dot">{icon("check")}</span><span class="strip-label">Asked'
        '<span class="unseen">(done)</span></span></li>'
        '<li data-state="current" aria-current="step"><span class="strip-dot"></span><span '
        'class="strip-label">Discussed'
        '<span class="unseen"></span></span><span class="strip-note">2 of 3</span></li>'
        '<li data-state="next"><span class="strip-dot"></span><span class="strip-label">Signed'
        '<span class="unseen"></span></span></li></ol></div>',
    )


def test_the_timeline_tells_what_when_and_who():
    html = draw("{% timeline entries %}", entries=[TimelineEntry(NOW, "Chair One", "Signed.", tone=Tone.DONE)])

    assertHTMLEqual(
        html,
        '<ol class="timeline" aria-label="History"><li data-tone="done"><p class="timeline-sentence">Signed.</p><p '
        'class="timeline-by"><time datetime="2026-11-24T10:30:00+01:00">24 Nov 2026, 10:30 <span '
        'class="zone">CET</span>'
        "</time> · Chair One</p></li></ol>",
    )


def test_a_fact_that_is_not_known_gives_the_reason():
    html = draw(
        "{% facts rows %}", rows=[Fact("Stage", "IV", "day 6", "Condition.stage"), Fact("Site", missing="not sent")]
    )

    assertHTMLEqual(
        html,
        '<dl class="facts" data-columns="1"><div><dt>Stage</dt><dd><span class="facts-value">IV</span>'
        '<span class="facts-when">day 6</span><details class="facts-origin"><summary>Source<span class="unseen">: Stage'
        "</span></summary><span>Condition.stage</span></details></dd></div>"
        '<div><dt>Site</dt><dd><span class="facts-missing">Not known: not sent</span></dd></div></dl>',
    )


def test_each_cell_of_a_table_knows_its_column():
    content = Table("Doses", (Column("Drug"), Column("Dose", numeric=True)), ((Cell("Vincristine", "/v/"), "9 mg"),))

    assertHTMLEqual(
        draw("{% table content %}", content=content),
        '<table class="table" role="table"><caption>Doses</caption><thead role="rowgroup"><tr role="row">'
        '<th scope="col" role="columnheader">Drug</th><th scope="col" role="columnheader" '
        'class="numeric">Dose</th></tr>'
        '</thead><tbody role="rowgroup"><tr role="row"><td role="cell" data-label="Drug"><span class="table-cell">'
        '<a href="/v/">Vincristine</a></span></td><td role="cell" data-label="Dose" class="numeric"><span '
        'class="table-cell">9 mg</span></td></tr></tbody></table>',
    )


def test_a_row_that_does_not_fit_its_columns_is_a_fault():
    with pytest.raises(ValueError, match="zip"):
        draw("{% table content %}", content=Table("Doses", (Column("Drug"),), (("Vincristine", "9 mg"),)))


def test_a_line_of_the_desk_is_one_link_with_turn_and_clock():
    item = Waiting("/c/1/", "KX7-42M", "Wilms tumour", act="Give your opinion", yours=True, urgent=True, unread=2)
    html = draw("{% worklist items %}", items=[item])

    assertHTMLEqual(
        html,
        '<ul class="worklist"><li data-yours="yes" data-urgent="yes"><div class="worklist-what"><h3><a '
        'href="/c/1/">Wilms '
        'tumour</a></h3><p class="worklist-who"><span class="pseudonym">KX7-42M</span></p></div><div '
        'class="worklist-tags">'
        f'<span class="tag" data-tone="urgent">{icon("alert")}Urgent</span><span class="tag" '
        f'data-tone="info">{icon("chat")}'
        '2 new messages</span></div><div class="worklist-turn"><p class="worklist-act">Give your opinion</p></div>'
        '<div class="worklist-clock"></div></li></ul>',
    )


def test_a_list_on_one_page_has_no_pager():
    assert draw("{% pager pages %}", pages=Pages()) == ""


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=20), "less than a minute"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(days=2), "2 days"),
        (timedelta(days=100), "3 months"),
        (timedelta(days=800), "2 years"),
        (-timedelta(days=3), "3 days"),
    ],
)
def test_a_span_is_said_in_the_largest_unit_that_tells(length, words):
    assert times.span(length) == words


@pytest.mark.parametrize(("days", "words"), [(12, "12 days"), (31, "1 month"), (1000, "32 months"), (1096, "3 years")])
def test_an_age_is_said_in_months_below_three_years(days, words):
    assert draw("{% age days %}", days=days) == words
