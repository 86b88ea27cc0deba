"""What people read for the words of identity."""

from django.utils.translation import gettext_lazy as _

from refnet.identity.terms import TraceKind

TRACES = {
    TraceKind.NAME: _("a name of the child or the family"),
    TraceKind.BIRTH_DATE: _("the date of birth"),
    TraceKind.NUMBER: _("a record number"),
    TraceKind.ADDRESS: _("the address"),
    TraceKind.TELECOM: _("a telephone number or e-mail address"),
}
