"""What people read for the words of consent."""

from django.utils.translation import gettext_lazy as _

from refnet.consent.terms import Assent, Basis, Scope, Signer

SCOPES = {
    Scope.CARE: _("Asking an advisory board for advice"),
    Scope.REGISTRY: _("Registry"),
    Scope.RESEARCH: _("Being contacted for research"),
    Scope.FOLLOW_UP: _("Telling the experts how it went on"),
    Scope.TRANSFER: _("Passing the record to a centre abroad"),
    Scope.AUTHORITY: _("Passing a dossier to an authority"),
    Scope.LEARNING: _("Learning from this case for later ones"),
    Scope.TEACHING: _("Teaching"),
    Scope.OUTSIDE_EEA: _("Recipients outside the EU and EEA"),
}
PURPOSES = {
    Scope.CARE: _("Experts of the chosen board, in several countries, see the record without the child’s name."),
    Scope.REGISTRY: _("The network’s registry keeps the illness under another pseudonym."),
    Scope.RESEARCH: _("The treating centre may ask the family about studies."),
    Scope.FOLLOW_UP: _("After 90 days the treating centre says what became of each recommendation."),
    Scope.TRANSFER: _("A named centre receives the record with the child’s name."),
    Scope.AUTHORITY: _("A named authority receives what it needs to decide on payment."),
    Scope.LEARNING: _("Clinicians who prepare a similar case may read this one, without its centre."),
    Scope.TEACHING: _("Parts of the record are shown in teaching, without its centre."),
    Scope.OUTSIDE_EEA: _("Experts outside the EU and EEA may be on the panel."),
}
BASES = {
    Basis.CONSENT: _("Consent"),
    Basis.VITAL_INTERESTS: _("Vital interests: nobody who may consent could be reached"),
}
SIGNERS = {
    Signer.MOTHER: _("Mother"),
    Signer.FATHER: _("Father"),
    Signer.BOTH_PARENTS: _("Both parents"),
    Signer.GUARDIAN: _("Guardian"),
    Signer.YOUNG_PERSON: _("The young person"),
    Signer.NOBODY_REACHED: _("Nobody could be reached"),
}
ASSENTS = {
    Assent.GIVEN: _("The child agrees"),
    Assent.TOO_YOUNG: _("The child is too young to be asked"),
    Assent.TOO_ILL: _("The child is too ill to be asked"),
    Assent.REFUSED: _("The child does not agree"),
}
