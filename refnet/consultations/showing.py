"""Consultations as their pages show them: pictures put into the kit's pieces."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from refnet.access.actors import STEERING, Actor, Role
from refnet.cases.pictures import Text
from refnet.centres.phrases import SPECIALTIES
from refnet.centres.ranking import RankedBoard
from refnet.centres.terms import Match, Specialty
from refnet.consultations.lifecycle import ADVISED
from refnet.consultations.phrases import ADVICE_STATES, AGREEMENTS, AWAITED, CONFIDENCES, EVIDENCE, PARTIES, STATES
from refnet.consultations.pictures import (
    AdviceLine,
    AdvicePage,
    ConsultationLine,
    ConsultationPage,
    HistoryLine,
    OpinionView,
    SeatView,
    VersionLine,
)
from refnet.consultations.terms import AdviceState, Agreement, Feasibility, Haste, Party, Standing, State, Urgency
from refnet.kit.pieces import Fact, TimelineEntry, Tone, Waiting
from refnet.vocabulary.iccc3 import of_code

HASTE_TONES = {Haste.TODAY: Tone.URGENT, Haste.THIS_WEEK: Tone.WARNING, Haste.PLANNED: Tone.NEUTRAL}
AGREEMENT_TONES = {
    Agreement.AGREE: Tone.DONE,
    Agreement.PARTLY: Tone.WARNING,
    Agreement.DISAGREE: Tone.URGENT,
    Agreement.CANNOT_JUDGE: Tone.NEUTRAL,
}
ADVICE_TONES = {
    AdviceState.DRAFT: Tone.NEUTRAL,
    AdviceState.IN_REVIEW: Tone.WAITING,
    AdviceState.SIGNED: Tone.DONE,
    AdviceState.SUPERSEDED: Tone.WARNING,
    AdviceState.RETRACTED: Tone.URGENT,
}
SHELVES = {
    Feasibility.YES: _("What can be done where the child is"),
    Feasibility.NO: _("What cannot be done there, and the way instead"),
    Feasibility.UNKNOWN: _("Not known yet whether it can be done there"),
}
CHANGES = {
    AdviceState.DRAFT: _("finish the new version"),
    AdviceState.IN_REVIEW: _("sign the new version once it is countersigned"),
    AdviceState.SIGNED: _("read the new version and acknowledge it"),
    AdviceState.SUPERSEDED: _("this advice was replaced: read the new version"),
    AdviceState.RETRACTED: _("this advice was retracted: do not act on it"),
}
OF_CHAIR = {State.IN_DISCUSSION: _("begin the advice"), State.IN_REVIEW: _("sign the advice")}
"""What is awaited once the panel has done its part."""
FITTING = (Match.SUBGROUP, Match.GROUP)


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is, as the page's head says it."""

    whose: Text
    yours: bool
    act: Text


@dataclass(frozen=True, slots=True)
class OpinionShown:
    """One opinion with its codes in words."""

    one: OpinionView
    role: Text
    label: Text
    tone: Tone
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class SeatShown:
    """One expert on the panel, and what is still owed."""

    seat: SeatView
    specialty: Text
    said: Text
    tone: Tone


@dataclass(frozen=True, slots=True)
class VersionShown:
    """One version of the advice in the list of versions."""

    line: VersionLine
    state: Text
    tone: Tone


def turn_of(actor: Actor, page: ConsultationPage) -> Turn | None:
    """Say whose turn it is; nothing where the consultation has ended."""
    if page.turn is None:
        return None
    steers = actor.sits(page.board_id, *STEERING)
    seat = next((seat for seat in page.panel if seat.person.id == actor.id), None)
    yours = {
        Party.REQUESTER: page.own_centre,
        Party.DISPATCHER: steers,
        Party.CHAIR: actor.sits(page.board_id, Role.CHAIR),
        Party.PANEL: seat is not None and _owes(seat, page.state),
    }[page.turn]
    return Turn(PARTIES[page.turn], yours, _awaited(page.state, page.turn))


def opinions_of(page: ConsultationPage) -> list[OpinionShown]:
    """Return the opinions of the panel in words."""
    return [
        OpinionShown(
            one,
            in_words(one.author.specialty, one.author.centre),
            AGREEMENTS[one.agreement],
            AGREEMENT_TONES[one.agreement],
            tuple(
                fact
                for fact in (
                    Fact(_("Sees otherwise"), one.agreement_text),
                    Fact(_("Evidence"), EVIDENCE[one.evidence]),
                    Fact(_("Needed first"), one.needed_first),
                    Fact(_("Sure"), CONFIDENCES[one.confidence]),
                )
                if fact.value
            ),
        )
        for one in page.opinions
    ]


def panel_of(seats: Iterable[SeatView], state: State) -> list[SeatShown]:
    """Return who is on the panel and how each stands to it."""
    return [SeatShown(seat, in_words(seat.person.specialty), *_standing(seat, state)) for seat in seats]


def versions_of(lines: Iterable[VersionLine]) -> list[VersionShown]:
    """Return the versions of the advice with their states in words."""
    return [VersionShown(line, ADVICE_STATES[line.state], ADVICE_TONES[line.state]) for line in lines]


def timeline_of(lines: Iterable[HistoryLine]) -> list[TimelineEntry]:
    """Return the history for the kit's timeline, newest first."""
    return [
        TimelineEntry(line.at, line.who or _("refnet"), line.sentence, detail=line.whom)
        for line in reversed(list(lines))
    ]


def signers_of(page: AdvicePage) -> list[Fact]:
    """Return who stands behind the advice, and as what."""
    return [
        Fact(
            _("Signed as chair") if signer.chair else _("Countersigned"),
            f"{signer.name} · {in_words(signer.specialty, signer.centre, signer.country)}",
            when=date_format(localtime(signer.at), "j M Y, H:i T"),
        )
        for signer in page.sheet.signers
    ]


def waiting_line(line: ConsultationLine, *, yours: bool, act: Text = "") -> Waiting:
    """Return one consultation of a list; `act` says what is awaited of the reader, where that is not the usual."""
    return Waiting(
        url=reverse("consultations:consultation", args=[line.id]),
        name=line.pseudonym or "–",
        title=gettext(of_code(line.entity).name) if line.entity else _("Not yet classified"),
        detail=line.board,
        turn=PARTIES[line.turn] if line.turn else "",
        act=(act or _awaited(line.state, line.turn)) if yours else _due(line),
        yours=yours,
        since=line.since,
        urgent=line.urgency is Urgency.URGENT,
        state=STATES[line.state],
    )


def waiting_advice(line: AdviceLine) -> Waiting:
    """Return one version of an advice that waits for the reader."""
    return Waiting(
        url=reverse("consultations:advice", args=[line.id]),
        name=line.pseudonym,
        title=gettext(of_code(line.entity).name) if line.entity else _("Advice"),
        detail=line.board,
        act=CHANGES[line.state],
        yours=True,
        since=line.since,
        urgent=line.state is AdviceState.RETRACTED,
        state=ADVICE_STATES[line.state],
    )


def owed_act(line: ConsultationLine) -> Text:
    """Say what an expert owes to a consultation as it stands."""
    if line.state is State.IN_REVIEW or line.state in ADVISED:
        return _("read the advice and countersign it")
    return _("give your opinion")


def board_choices(ranked: Iterable[RankedBoard]) -> list[tuple[Text, list[tuple[str, Text]]]]:
    """Return the boards as choices in the order of their ranking, those for this tumour apart."""
    listed = list(ranked)
    groups = (
        (_("Boards for this tumour"), [one for one in listed if one.match in FITTING]),
        (_("Boards for very rare tumours"), [one for one in listed if one.match is Match.VERY_RARE]),
        (_("Other boards"), [one for one in listed if one.match is Match.NONE]),
    )
    return [(heading, [(str(one.board.id), _choice(one)) for one in boards]) for heading, boards in groups if boards]


def in_words(specialty: str, *more: str) -> str:
    """Return a specialty and what else is known of a person in one line; a word that is none of ours stays."""
    known = {term.value for term in Specialty}
    first = str(SPECIALTIES[Specialty(specialty)]) if specialty in known else specialty
    return " · ".join(part for part in (first, *more) if part)


def _awaited(state: State, turn: Party | None) -> Text:
    return OF_CHAIR[state] if turn is Party.CHAIR and state in OF_CHAIR else AWAITED[state]


def _due(line: ConsultationLine) -> Text:
    return _("follow-up from %(day)s") % {"day": date_format(line.due_on, "j F Y")} if line.due_on else ""


def _choice(one: RankedBoard) -> Text:
    urgent = _("urgent service") if one.board.urgent_service else _("no urgent service")
    said = format_html_join(" · ", "{}", ((reason,) for reason in (*one.reasons, urgent)))
    return format_html('<strong>{}</strong><br><span class="muted">{}</span>', one.board.name, said)


def _owes(seat: SeatView, state: State) -> bool:
    if seat.standing is Standing.INVITED:
        return True
    if seat.standing is not Standing.JOINED:
        return False
    return not seat.countersigned if state is State.IN_REVIEW else not seat.opinion


def _standing(seat: SeatView, state: State) -> tuple[Text, Tone]:
    if seat.standing is Standing.CONFLICTED:
        return _("Conflict of interest"), Tone.NEUTRAL
    if seat.standing is Standing.DECLINED:
        return _("Stood down"), Tone.NEUTRAL
    if seat.countersigned:
        return _("Countersigned"), Tone.DONE
    if seat.standing is Standing.INVITED:
        return _("Invited"), Tone.WAITING
    if not seat.opinion:
        return _("Opinion awaited"), Tone.WAITING
    if state is State.IN_REVIEW:
        return _("Countersignature awaited"), Tone.WAITING
    return _("Opinion given"), Tone.DONE
