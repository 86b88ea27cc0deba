"""Moving a consultation on: one function for each thing a person can do."""

from refnet.consultations.commands.advising import (
    begin_advice,
    countersign_advice,
    keep_dissent,
    reopen_draft,
    send_to_review,
    waive_specialty,
    write_advice,
)
from refnet.consultations.commands.asking import (
    answer_request,
    ask_for_information,
    post_message,
    tick_question,
)
from refnet.consultations.commands.discussing import (
    give_opinion,
    invite_expert,
    invite_experts,
    join_panel,
    open_discussion,
    stand_down,
)
from refnet.consultations.commands.ending import (
    acknowledge_advice,
    acknowledge_change,
    close_consultation,
    end_by_death,
    report_outcomes,
    withdraw_consultation,
)
from refnet.consultations.commands.requesting import (
    draft_consultation,
    prepare_question,
    raise_urgency,
    submit_case,
)
from refnet.consultations.commands.revising import begin_revision, retract_advice, sign_addendum
from refnet.consultations.commands.signing import deliver_advice, sign_advice
from refnet.consultations.commands.triaging import accept_case, decline_case, return_case

__all__ = [
    "accept_case",
    "acknowledge_advice",
    "acknowledge_change",
    "answer_request",
    "ask_for_information",
    "begin_advice",
    "begin_revision",
    "close_consultation",
    "countersign_advice",
    "decline_case",
    "deliver_advice",
    "draft_consultation",
    "end_by_death",
    "give_opinion",
    "invite_expert",
    "invite_experts",
    "join_panel",
    "keep_dissent",
    "open_discussion",
    "post_message",
    "prepare_question",
    "raise_urgency",
    "reopen_draft",
    "report_outcomes",
    "retract_advice",
    "return_case",
    "send_to_review",
    "sign_addendum",
    "sign_advice",
    "stand_down",
    "submit_case",
    "tick_question",
    "waive_specialty",
    "withdraw_consultation",
    "write_advice",
]
