"""Which event is told to whom, and in which words. Whoever did it is not told."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from refnet.notices.terms import Audience


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told of an event, and the sentence; `%(board)s` is the board's name."""

    to: tuple[Audience, ...]
    sentence: str | Promise


R, S, P, O, N = Audience.REQUESTER, Audience.STEERING, Audience.PANEL, Audience.OWING, Audience.NAMED  # noqa: E741

TABLE = {
    "consultations.case-submitted": Told((S,), _("A new case waits for %(board)s.")),
    "consultations.case-submitted.urgent": Told((S,), _("URGENT: a new case waits for %(board)s.")),
    "consultations.case-returned": Told((R,), _("%(board)s returned your case for completion.")),
    "consultations.case-declined": Told((R,), _("%(board)s declined your case.")),
    "consultations.case-accepted": Told((R,), _("%(board)s accepted your case.")),
    "consultations.urgency-raised": Told((S, P), _("A case before %(board)s has become urgent.")),
    "consultations.expert-invited": Told((N,), _("You are invited to a panel of %(board)s.")),
    "consultations.expert-stood-down": Told((S,), _("An expert stood down from a panel of %(board)s.")),
    "consultations.discussion-opened": Told((R, P), _("The panel of %(board)s has begun to discuss.")),
    "consultations.information-requested": Told((R,), _("%(board)s needs information from you.")),
    "consultations.information-given": Told((P, S), _("The centre answered what %(board)s had asked.")),
    "consultations.opinion-given": Told((S,), _("An expert of %(board)s gave an opinion.")),
    "consultations.posted": Told((N,), _("Somebody asked you a question in a thread of %(board)s.")),
    "consultations.dissent-kept": Told(
        (O,), _("A differing position was added to the advice of %(board)s: please read it and countersign again.")
    ),
    "consultations.name-tried": Told((R,), _("A text that would have named the child was refused at %(board)s.")),
    "consultations.advice-sent-to-review": Told((O,), _("The advice of %(board)s waits for your countersignature.")),
    "consultations.draft-reopened": Told((P,), _("The advice of %(board)s went back to draft.")),
    "consultations.advice-countersigned": Told((S,), _("An expert of %(board)s countersigned the advice.")),
    "consultations.advice-signed": Told((S, P), _("The advice of %(board)s is signed.")),
    "consultations.advice-delivered": Told((R,), _("The advice of %(board)s has arrived.")),
    "consultations.advice-acknowledged": Told((S,), _("The centre took in the advice of %(board)s.")),
    "consultations.addendum-signed": Told((R, P), _("There is an addition to the advice of %(board)s.")),
    "consultations.advice-superseded": Told(
        (R, P, S), _("The advice of %(board)s was replaced: please read the new version.")
    ),
    "consultations.advice-retracted": Told((R, P, S), _("The advice of %(board)s was RETRACTED: do not act on it.")),
    "consultations.outcome-reported": Told((P, S), _("The centre says what became of the advice of %(board)s.")),
    "consultations.consultation-withdrawn": Told(
        (S, P), _("A case before %(board)s was withdrawn, and is closed to the board.")
    ),
    "consultations.consultation-closed": Told((R, S), _("A consultation of %(board)s is closed.")),
    "consultations.consultation-ended-by-death": Told((P, S), _("A child whose case is before %(board)s has died.")),
}
