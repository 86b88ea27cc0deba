"""Who may record what the family has agreed to."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from refnet.access.actors import Actor, Role
from refnet.access.decisions import Decision, Reason
from refnet.consent.terms import Assent, Basis, Scope, Signer

NOT_YOUR_CENTRE = Reason("not-your-centre", _("Only the treating centre records the family’s consent."))
NOT_A_CLINICIAN = Reason("not-a-clinician", _("Only a clinician can rely on vital interests."))
ONLY_CARE = Reason("only-care", _("Vital interests can stand in place of consent for the care consultation alone."))
NO_REASON = Reason("no-reason", _("Say why nobody could be reached and why waiting endangers life."))
SIGNER_MISSING = Reason("signer-missing", _("A consent needs someone who gave it."))
IN_THE_FUTURE = Reason("in-the-future", _("A consent cannot be given on a day to come."))
CHILD_REFUSED = Reason("child-refused", _("The child does not agree: talk it over before the consent is recorded."))
ALREADY_WITHDRAWN = Reason("already-withdrawn", _("This consent was taken back already."))


def may_record(
    actor: Actor,
    centre_id: UUID,
    *,
    scope: Scope,
    basis: Basis,
    signer: Signer,
    assent: Assent,
    reason: str,
    given_on: date,
    today: date,
) -> Decision:
    """Decide whether `actor` may record this consent for a child of the centre.

    Source: Regulation (EU) 2016/679, article 9(2)(a) and (c), and 9(2)(c) for those physically or legally
    incapable of giving consent.
    """
    vital = basis is Basis.VITAL_INTERESTS
    return Decision.needs(
        (actor.clinical_centre_id == centre_id, NOT_YOUR_CENTRE),
        (not vital or Role.CLINICIAN in actor.roles, NOT_A_CLINICIAN),
        (not vital or scope is Scope.CARE, ONLY_CARE),
        (not vital or bool(reason.strip()), NO_REASON),
        (vital or signer is not Signer.NOBODY_REACHED, SIGNER_MISSING),
        (vital or assent is not Assent.REFUSED, CHILD_REFUSED),
        (given_on <= today, IN_THE_FUTURE),
    )


def may_withdraw(actor: Actor, centre_id: UUID, *, withdrawn: bool) -> Decision:
    """Decide whether `actor` may record that the family took a consent back."""
    return Decision.needs(
        (actor.clinical_centre_id == centre_id, NOT_YOUR_CENTRE),
        (not withdrawn, ALREADY_WITHDRAWN),
    )
