"""What a person can do with a consultation or its advice now: a decision for each act, for the page's buttons.

Texts and choices are not written yet when a page is drawn; each policy is asked as if they were in order.
"""

from collections.abc import Mapping

from refnet.access.actors import Actor
from refnet.access.decisions import Decision
from refnet.consultations import policies
from refnet.consultations.facts import Draft, Panel, Standpoint


def board_acts(actor: Actor, case: Standpoint, panel: Panel) -> Mapping[str, Decision]:
    """Return the decisions on what those who steer the board and the panel can do."""
    return {
        "accept": policies.may_accept(actor, case),
        "return": policies.may_return(actor, case, reason=True),
        "decline": policies.may_decline(actor, case, reason=True),
        "invite": policies.may_invite(actor, case),
        "open-discussion": policies.may_open_discussion(actor, case, panel),
        "join": policies.may_join(actor, case, panel),
        "stand-down": policies.may_stand_down(actor, case, panel),
        "opine": policies.may_give_opinion(actor, case, panel),
        "post": policies.may_post(actor, case, panel),
        "ask": policies.may_ask(actor, case, panel),
        "begin-advice": policies.may_begin_advice(actor, case),
        "waive": policies.may_waive(actor, case, reason=True),
        "deliver": policies.may_deliver(actor, case),
    }


def centre_acts(actor: Actor, case: Standpoint, *, urgent: bool, service: bool) -> Mapping[str, Decision]:
    """Return the decisions on what the requesting centre can do, but for submitting."""
    return {
        "prepare": policies.may_prepare(actor, case),
        "withdraw": policies.may_withdraw(actor, case),
        "answer": policies.may_answer(actor, case, answered=True),
        "acknowledge": policies.may_acknowledge(actor, case),
        "close": policies.may_close(actor, case),
        "raise-urgency": policies.may_raise_urgency(actor, case, urgent=urgent, service=service),
    }


def advice_acts(
    actor: Actor, case: Standpoint, draft: Draft, panel: Panel, *, changed: bool, newer: bool
) -> Mapping[str, Decision]:
    """Return the decisions on what can be done with one version of the advice."""
    return {
        "write": policies.may_write_advice(actor, case, draft),
        "send-to-review": policies.may_send_to_review(actor, case, draft, panel),
        "reopen": policies.may_reopen(actor, case, draft, reason=True),
        "countersign": policies.may_countersign(actor, case, draft, panel),
        "dissent": policies.may_dissent(actor, case, draft, panel),
        "sign": policies.may_sign(actor, case, draft, panel),
        "deliver": policies.may_deliver(actor, case),
        "add": policies.may_add(actor, case, draft),
        "revise": policies.may_revise(actor, case, draft, reason=True, open_revision=False),
        "retract": policies.may_retract(actor, case, draft, reason=True),
        "acknowledge": policies.may_acknowledge(actor, case, newer=newer),
        "acknowledge-change": policies.may_acknowledge_change(actor, case, changed=changed),
        "report": policies.may_report_outcome(actor, case, draft),
    }
