"""Who may move a consultation on. Each policy gives every reason against an act, so that pages can show them all."""

from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from refnet.access.actors import STEERING, Actor, Role
from refnet.access.decisions import Decision, Reason
from refnet.consultations.facts import Draft, Panel, Standpoint
from refnet.consultations.lifecycle import ADVISED, CONSULTATION
from refnet.consultations.terms import AdviceState, Standing, State

Condition = tuple[bool, Reason]

BEING_ADVISED = frozenset({State.ADVICE_DRAFTED, State.IN_REVIEW, State.AWAITING_INFORMATION})
"""The states in which the first advice is worked on, or waits for what it needs."""

MOST_TRIES = 5
"""How often in a day texts of one writer may be refused because they name the child."""

PRESENT = frozenset({Standing.INVITED, Standing.JOINED})
"""The standings of those who were asked and have not stood down."""

NOT_A_CLINICIAN = Reason("not-a-clinician", _("Only a clinician can do this; an assistant prepares it."))
NOT_YOUR_CENTRE = Reason("not-your-centre", _("This consultation belongs to another centre."))
NOT_NOW = Reason("not-now", _("This is not possible as the consultation stands now."))
NO_DIAGNOSIS = Reason("no-diagnosis", _("Add the diagnosis: a code, an ICCC-3 class, or in words."))
NO_CONSENT = Reason("no-consent", _("Record the family’s consent to ask an advisory board."))
NO_AGREEMENT = Reason("no-agreement", _("Your centre’s agreement or data protection assessment is not on record."))
NO_BOARD = Reason("no-board", _("Choose the advisory board."))
NO_QUESTION = Reason("no-question", _("Write your question to the board."))
ASKED_ALREADY = Reason(
    "asked-already", _("This board has an open question on this case already: write in its thread, or close it first.")
)
CHILD_DIED = Reason("child-died", _("The child has died; nothing more is asked."))
NAMES_CHILD = Reason("names-child", _("The text names the child or gives it away. Take that out, then try again."))
TOO_MANY_TRIES = Reason(
    "too-many-tries",
    _("Texts of yours gave the child away several times today. Ask the board’s coordinator to write for you."),
)
NOT_STEERING = Reason("not-steering", _("Only those who steer this board can do this."))
NOT_THE_CHAIR = Reason("not-the-chair", _("Only the board’s chair can do this."))
CHAIR_OF_REQUESTING_CENTRE = Reason(
    "chair-of-requesting-centre", _("You work at the requesting centre: hand over to another chair of the board.")
)
NO_REASON = Reason("no-reason", _("Give the reason."))
NOT_ON_PANEL = Reason("not-on-panel", _("Only experts on this panel can do this."))
NOT_JOINED = Reason("not-joined", _("Join the panel first, or say that you have a conflict of interest."))
STOOD_DOWN = Reason("stood-down", _("You stood down from this panel."))
ALREADY_JOINED = Reason("already-joined", _("You have joined the panel already."))
NOT_ON_BOARD = Reason("not-on-board", _("Only people with a seat on this board are invited to its panel."))
CHAIR_IN_CONFLICT = Reason(
    "chair-in-conflict", _("You declared a conflict of interest: hand over to another chair of the board.")
)
NOBODY_JOINED = Reason("nobody-joined", _("Nobody has been invited to the panel yet."))
NO_QUORUM = Reason("no-quorum", _("There are not yet as many opinions as the board’s quorum asks for."))
SPECIALTY_MISSING = Reason(
    "specialty-missing",
    _("A specialty that the board requires has not answered; wait for it, or waive it with a reason."),
)
NO_ASSESSMENT = Reason("no-assessment", _("Write the panel’s assessment."))
NO_RECOMMENDATION = Reason("no-recommendation", _("Add a recommendation, or give the reason why there is none."))
ALTERNATIVE_MISSING = Reason(
    "alternative-missing",
    _("Where a recommendation cannot be carried out at the centre, say what can be done instead."),
)
ALREADY_COUNTERSIGNED = Reason("already-countersigned", _("You have countersigned this wording already."))
TOO_FEW_COUNTERSIGNATURES = Reason("too-few-countersignatures", _("The quorum has not countersigned yet."))
NOT_CURRENT = Reason("not-current", _("This advice no longer holds."))
NOT_SIGNED = Reason("not-signed", _("This advice is not signed."))
NOT_IN_REVIEW = Reason("not-in-review", _("This advice is not in review."))
NOT_A_DRAFT = Reason("not-a-draft", _("Signed advice is never edited: add to it, or begin a new version."))
REVISION_OPEN = Reason("revision-open", _("A new version is being written already."))
NOT_DELIVERED = Reason("not-delivered", _("There is no delivered advice yet."))
ALREADY_URGENT = Reason("already-urgent", _("This consultation is urgent already."))
NO_URGENT_SERVICE = Reason("no-urgent-service", _("This board has no urgent service."))
NOTHING_CHANGED = Reason("nothing-changed", _("The advice that you have is current."))


def _offers(move: str, case: Standpoint) -> Condition:
    return (CONSULTATION.offers(move, case.state), NOT_NOW)


def _clinician(actor: Actor, case: Standpoint) -> tuple[Condition, Condition]:
    return (
        (Role.CLINICIAN in actor.roles, NOT_A_CLINICIAN),
        (actor.centre_id == case.centre_id, NOT_YOUR_CENTRE),
    )


def _steers(actor: Actor, case: Standpoint) -> Condition:
    return (actor.sits(case.board_id, *STEERING), NOT_STEERING)


def _chairs(actor: Actor, case: Standpoint) -> tuple[Condition, Condition]:
    return (
        (actor.sits(case.board_id, Role.CHAIR), NOT_THE_CHAIR),
        (actor.centre_id != case.centre_id, CHAIR_OF_REQUESTING_CENTRE),
    )


def unnamed(words: str, *, tries: int = 0) -> Decision:
    """Decide whether a text may stand: not where it gives the child away.

    Asked after all else allows, so that no other refusal tells whether a word names the child. `words` say what does;
    `tries` is how often texts of this writer did so before, which ends after a few: nobody finds a name by trying.
    """
    text = _("The text names the child or gives it away: %(words)s. Take that out, then try again.") % {"words": words}
    return Decision.needs(
        (tries < MOST_TRIES, TOO_MANY_TRIES), (not words or tries >= MOST_TRIES, replace(NAMES_CHILD, text=text))
    )


# The requesting centre


def may_draft(actor: Actor, centre_id: UUID, *, alive: bool) -> Decision:
    """Decide whether `actor` may begin a consultation on a case of this centre. Assistants may."""
    return Decision.needs((actor.clinical_centre_id == centre_id, NOT_YOUR_CENTRE), (alive, CHILD_DIED))


def may_prepare(actor: Actor, case: Standpoint) -> Decision:
    """Decide whether `actor` may write the question of a draft or of a returned case. Assistants may."""
    return Decision.needs(
        (actor.clinical_centre_id == case.centre_id, NOT_YOUR_CENTRE),
        (CONSULTATION.offers("submit", case.state), NOT_NOW),
    )


def may_submit(
    actor: Actor,
    case: Standpoint,
    *,
    diagnosis: bool,
    alive: bool,
    consent: bool,
    agreements: bool,
    board: bool = True,
    question: bool = True,
    urgent_without_service: bool = False,
    asked_already: bool = False,
) -> Decision:
    """Decide whether `actor` may put this case before a board, with every reason against it."""
    return Decision.needs(
        *_clinician(actor, case),
        _offers("submit", case),
        (diagnosis, NO_DIAGNOSIS),
        (alive, CHILD_DIED),
        (consent, NO_CONSENT),
        (agreements, NO_AGREEMENT),
        (board, NO_BOARD),
        (question, NO_QUESTION),
        (not urgent_without_service, NO_URGENT_SERVICE),
        (not asked_already, ASKED_ALREADY),
    )


def may_withdraw(actor: Actor, case: Standpoint) -> Decision:
    """Decide whether `actor` may take the question back; after signing that closes the board's access alone."""
    if actor.is_system:
        return Decision()
    open_still = CONSULTATION.offers("withdraw", case.state) or case.open_to_board
    return Decision.needs(*_clinician(actor, case), (open_still, NOT_NOW))


def may_answer(actor: Actor, case: Standpoint, *, answered: bool, open_still: bool = True) -> Decision:
    """Decide whether `actor` may answer what the panel asked. Assistants may."""
    return Decision.needs(
        (actor.clinical_centre_id == case.centre_id, NOT_YOUR_CENTRE),
        (case.state is State.AWAITING_INFORMATION and open_still, NOT_NOW),
        (answered, NO_REASON),
    )


def may_acknowledge(actor: Actor, case: Standpoint, *, newer: bool = False) -> Decision:
    """Decide whether `actor` may confirm that the advice is for this child; `newer` is signed advice that came later
    and was not acknowledged.
    """
    later = newer and case.state in {State.FOLLOW_UP, State.CLOSED}
    arrived = CONSULTATION.offers("acknowledge", case.state)
    return Decision.needs(*_clinician(actor, case), (arrived or later, NOT_NOW))


def may_acknowledge_change(actor: Actor, case: Standpoint, *, changed: bool) -> Decision:
    """Decide whether `actor` may confirm to know that the advice was superseded or retracted."""
    return Decision.needs(*_clinician(actor, case), (changed, NOTHING_CHANGED))


def may_report_outcome(actor: Actor, case: Standpoint, draft: Draft) -> Decision:
    """Decide whether `actor` may say what became of the recommendations of advice that holds."""
    return Decision.needs(
        *_clinician(actor, case),
        (case.state is State.FOLLOW_UP, NOT_NOW),
        (draft.state is AdviceState.SIGNED, NOT_CURRENT),
    )


def may_close(actor: Actor, case: Standpoint) -> Decision:
    """Decide whether `actor` may close a consultation in follow-up: its centre, or those who steer the board."""
    clinician = Role.CLINICIAN in actor.roles and actor.centre_id == case.centre_id
    return Decision.needs((clinician or actor.sits(case.board_id, *STEERING), NOT_A_CLINICIAN), _offers("close", case))


def may_raise_urgency(actor: Actor, case: Standpoint, *, urgent: bool, service: bool) -> Decision:
    """Decide whether `actor` may make a routine question urgent."""
    open_still = not CONSULTATION.final(case.state) and case.state not in ADVISED
    return Decision.needs(
        *_clinician(actor, case), (open_still, NOT_NOW), (not urgent, ALREADY_URGENT), (service, NO_URGENT_SERVICE)
    )


# The board


def may_accept(actor: Actor, case: Standpoint) -> Decision:
    """Decide whether `actor` may accept a case for the board."""
    return Decision.needs(_steers(actor, case), _offers("accept", case))


def may_return(actor: Actor, case: Standpoint, *, reason: bool) -> Decision:
    """Decide whether `actor` may send a case back for what is missing."""
    return Decision.needs(_steers(actor, case), _offers("return", case), (reason, NO_REASON))


def may_decline(actor: Actor, case: Standpoint, *, reason: bool) -> Decision:
    """Decide whether `actor` may decline a case; a reason, and where to ask instead, go with it."""
    return Decision.needs(_steers(actor, case), _offers("decline", case), (reason, NO_REASON))


def may_invite(actor: Actor, case: Standpoint, *, seated: bool = True) -> Decision:
    """Decide whether `actor` may invite an expert to the panel: one who has a seat on the board."""
    early = case.state in {State.ACCEPTED, State.IN_DISCUSSION, State.AWAITING_INFORMATION, State.ADVICE_DRAFTED}
    return Decision.needs(_steers(actor, case), (early, NOT_NOW), (seated, NOT_ON_BOARD))


def may_open_discussion(actor: Actor, case: Standpoint, panel: Panel) -> Decision:
    """Decide whether `actor` may let the panel begin."""
    invited = any(seat.standing in PRESENT for seat in panel.seats)
    return Decision.needs(_steers(actor, case), _offers("open-discussion", case), (invited, NOBODY_JOINED))


def may_join(actor: Actor, case: Standpoint, panel: Panel) -> Decision:
    """Decide whether `actor` may join the panel to which they were invited."""
    seat = panel.seat(actor.id)
    return Decision.needs(
        (seat is not None, NOT_ON_PANEL),
        (seat is None or seat.standing is not Standing.JOINED, ALREADY_JOINED),
        (seat is None or seat.standing in PRESENT, STOOD_DOWN),
        (not CONSULTATION.final(case.state), NOT_NOW),
    )


def may_stand_down(actor: Actor, case: Standpoint, panel: Panel) -> Decision:
    """Decide whether `actor` may decline, or declare a conflict of interest."""
    seat = panel.seat(actor.id)
    return Decision.needs(
        (seat is not None, NOT_ON_PANEL),
        (not CONSULTATION.final(case.state), NOT_NOW),
        (seat is None or seat.standing in PRESENT, STOOD_DOWN),
    )


def may_give_opinion(actor: Actor, case: Standpoint, panel: Panel) -> Decision:
    """Decide whether `actor` may give an opinion, or revise it."""
    seat = panel.seat(actor.id)
    return Decision.needs(
        (seat is not None, NOT_ON_PANEL),
        (seat is None or seat.standing is Standing.JOINED, NOT_JOINED),
        (case.state in {State.IN_DISCUSSION, State.AWAITING_INFORMATION, State.ADVICE_DRAFTED}, NOT_NOW),
    )


def may_post(actor: Actor, case: Standpoint, panel: Panel, *, text: bool = True) -> Decision:
    """Decide whether `actor` may write in the thread: requester, panel and those who steer the board."""
    ours = actor.clinical_centre_id == case.centre_id
    seat = panel.seat(actor.id)
    present = seat is not None and seat.standing in PRESENT
    takes_part = ours or actor.sits(case.board_id, *STEERING) or present
    return Decision.needs(
        (takes_part, NOT_ON_PANEL),
        (case.open_to_board and not CONSULTATION.final(case.state), NOT_NOW),
        (text, NO_REASON),
    )


def may_ask(actor: Actor, case: Standpoint, panel: Panel, *, text: bool = True) -> Decision:
    """Decide whether `actor` may ask the requester for information, which stops the board's clock."""
    seat = panel.seat(actor.id)
    joined = seat is not None and seat.standing is Standing.JOINED
    return Decision.needs(
        (joined or actor.sits(case.board_id, *STEERING), NOT_ON_PANEL),
        _offers("ask", case),
        (text, NO_REASON),
    )


# The advice


def _during(state: State, case: Standpoint) -> Condition:
    """The first advice is worked on in its state of the consultation; a later version at any time after signing."""
    return (case.state is state or case.state in ADVISED, NOT_NOW)


def may_begin_advice(actor: Actor, case: Standpoint) -> Decision:
    """Decide whether `actor` may begin the advice."""
    return Decision.needs(*_chairs(actor, case), _offers("draft-advice", case))


def may_waive(actor: Actor, case: Standpoint, *, reason: bool) -> Decision:
    """Decide whether `actor` may go on without a specialty that the board requires."""
    early = case.state in {State.IN_DISCUSSION, State.ADVICE_DRAFTED}
    return Decision.needs(*_chairs(actor, case), (early, NOT_NOW), (reason, NO_REASON))


def may_write_advice(actor: Actor, case: Standpoint, draft: Draft) -> Decision:
    """Decide whether `actor` may change the text of a draft."""
    return Decision.needs(
        *_chairs(actor, case),
        (draft.state is AdviceState.DRAFT, NOT_A_DRAFT),
        _during(State.ADVICE_DRAFTED, case),
    )


def may_send_to_review(actor: Actor, case: Standpoint, draft: Draft, panel: Panel) -> Decision:
    """Decide whether `actor` may ask the panel to countersign: quorum, specialties and a complete text."""
    return Decision.needs(
        *_chairs(actor, case),
        (not panel.in_conflict(actor.id), CHAIR_IN_CONFLICT),
        (draft.state is AdviceState.DRAFT, NOT_A_DRAFT),
        _during(State.ADVICE_DRAFTED, case),
        (panel.opinions >= panel.quorum, NO_QUORUM),
        (not panel.unanswered, SPECIALTY_MISSING),
        (draft.assessment, NO_ASSESSMENT),
        (bool(draft.recommendations) or draft.none_reason, NO_RECOMMENDATION),
        (not draft.unresolved, ALTERNATIVE_MISSING),
    )


def may_reopen(actor: Actor, case: Standpoint, draft: Draft, *, reason: bool) -> Decision:
    """Decide whether `actor` may take the advice from review back to draft."""
    return Decision.needs(
        *_chairs(actor, case),
        (draft.state is AdviceState.IN_REVIEW, NOT_IN_REVIEW),
        _during(State.IN_REVIEW, case),
        (reason, NO_REASON),
    )


def may_countersign(actor: Actor, case: Standpoint, draft: Draft, panel: Panel) -> Decision:
    """Decide whether `actor` may confirm that the wording reports the panel's discussion truly."""
    seat = panel.seat(actor.id)
    return Decision.needs(
        (seat is not None, NOT_ON_PANEL),
        (seat is None or seat.counts, NOT_JOINED),
        (draft.state is AdviceState.IN_REVIEW, NOT_IN_REVIEW),
        _during(State.IN_REVIEW, case),
        (actor.id not in draft.countersigned, ALREADY_COUNTERSIGNED),
    )


def may_dissent(actor: Actor, case: Standpoint, draft: Draft, panel: Panel, *, text: bool = True) -> Decision:
    """Decide whether `actor` may have a differing position kept in the advice."""
    seat = panel.seat(actor.id)
    return Decision.needs(
        (seat is not None and seat.counts, NOT_ON_PANEL),
        (case.state in ADVISED | BEING_ADVISED, NOT_NOW),
        (draft.state in {AdviceState.DRAFT, AdviceState.IN_REVIEW}, NOT_A_DRAFT),
        (text, NO_REASON),
    )


def is_quorum(countersigned: frozenset[UUID], panel: Panel) -> bool:
    """Whether enough of those who count towards the board's quorum have countersigned."""
    counted = {seat.account_id for seat in panel.seats if seat.counts}
    return len(countersigned & counted) >= panel.quorum


def may_sign(actor: Actor, case: Standpoint, draft: Draft, panel: Panel) -> Decision:
    """Decide whether `actor` may sign: the chair, once experts who count have countersigned in the board's quorum."""
    return Decision.needs(
        *_chairs(actor, case),
        (not panel.in_conflict(actor.id), CHAIR_IN_CONFLICT),
        (draft.state is AdviceState.IN_REVIEW, NOT_IN_REVIEW),
        _during(State.IN_REVIEW, case),
        (is_quorum(draft.countersigned, panel), TOO_FEW_COUNTERSIGNATURES),
    )


def may_deliver(actor: Actor, case: Standpoint) -> Decision:
    """Decide whether `actor` may hand the signed advice to the requesting centre."""
    return Decision.needs(_steers(actor, case), _offers("deliver", case))


def may_add(actor: Actor, case: Standpoint, draft: Draft, *, text: bool = True) -> Decision:
    """Decide whether `actor` may sign an addition to the advice."""
    return Decision.needs(
        *_chairs(actor, case),
        (draft.state is AdviceState.SIGNED, NOT_SIGNED),
        (case.state in ADVISED, NOT_NOW),
        (text, NO_REASON),
    )


def may_revise(actor: Actor, case: Standpoint, draft: Draft, *, reason: bool, open_revision: bool) -> Decision:
    """Decide whether `actor` may begin a new version of signed advice, also of advice that was retracted."""
    return Decision.needs(
        *_chairs(actor, case),
        (draft.state in {AdviceState.SIGNED, AdviceState.RETRACTED}, NOT_SIGNED),
        (draft.newest, NOT_CURRENT),
        (case.state in ADVISED, NOT_NOW),
        (reason, NO_REASON),
        (not open_revision, REVISION_OPEN),
    )


def may_retract(actor: Actor, case: Standpoint, draft: Draft, *, reason: bool) -> Decision:
    """Decide whether `actor` may take signed advice back."""
    return Decision.needs(
        *_chairs(actor, case),
        (draft.state is AdviceState.SIGNED, NOT_SIGNED),
        (case.state in ADVISED | {State.DIED}, NOT_NOW),
        (reason, NO_REASON),
    )
