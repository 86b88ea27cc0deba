"""What the requesting centre and the dispatcher type."""

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from refnet.consultations.forms.panel import LONGEST, Choices
from refnet.consultations.phrases import FOLLOWED, PRESENTATIONS, URGENCIES
from refnet.consultations.pictures import OutcomeView, RecommendationView
from refnet.consultations.terms import Followed, Presentation, Urgency
from refnet.kit.inputs import FoldedChoices


class PrepareQuestion(forms.Form):
    """The arguments of `commands.prepare_question`.

    `boards` are the choices, grouped; without them the board stays as it is. Where it is `unfinished` it is taken as
    far as it is written.
    """

    use_required_attribute = False  # or the browser would not let an unfinished one be saved
    board_id = forms.TypedChoiceField(label=_("Advisory board"), coerce=UUID, empty_value=None, widget=FoldedChoices)
    presentation = forms.TypedChoiceField(
        label=_("Why do you present this child?"),
        coerce=Presentation,
        empty_value=None,
        choices=[("", _("Choose a reason")), *PRESENTATIONS.items()],
    )
    question = forms.CharField(
        label=_("Your question to the board"),
        help_text=_(
            "One clear question is answered best. No name, no birth date, no number: the board knows a pseudonym."
        ),
        max_length=LONGEST,
        widget=forms.Textarea,
    )
    local_means = forms.CharField(
        label=_("What can be done at your centre?"),
        help_text=_("Surgery, radiotherapy, transplantation, medicines: advice is measured against it."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea,
    )
    urgency = forms.TypedChoiceField(
        label=_("How soon?"),
        coerce=Urgency,
        empty_value=Urgency.ROUTINE,
        choices=list(URGENCIES.items()),
        initial=Urgency.ROUTINE,
        widget=forms.RadioSelect,
        help_text=_("Urgent means within 48 hours, and only of boards with an urgent service. When hours count, ring."),
    )

    def __init__(
        self,
        *arguments: object,
        boards: Sequence[tuple[object, object]],
        unfinished: bool = False,
        **more: object,
    ) -> None:
        super().__init__(*arguments, **more)  # type: ignore[arg-type]
        self.fields["board_id"].choices = boards  # type: ignore[attr-defined]
        if not boards:
            del self.fields["board_id"]
        for field in self.fields.values():
            field.required = field.required and not unfinished


class GiveReason(forms.Form):
    """A reason, for the verbs that ask for one."""

    reason = forms.CharField(label=_("Reason"), max_length=LONGEST, widget=forms.Textarea)


class Decline(GiveReason):
    """The arguments of `commands.decline_case`; `boards` are those that could be asked instead."""

    redirect_id = forms.TypedChoiceField(
        label=_("Which board should be asked instead?"), coerce=UUID, required=False, empty_value=None
    )

    def __init__(self, *arguments: object, boards: Choices, **more: object) -> None:
        super().__init__(*arguments, **more)  # type: ignore[arg-type]
        self.fields["redirect_id"].choices = [("", _("None that we know")), *boards]  # type: ignore[attr-defined]


class Waive(GiveReason):
    """The arguments of `commands.waive_specialty`."""

    specialty = forms.ChoiceField(label=_("Which specialty?"))
    field_order = ("specialty", "reason")

    def __init__(self, *arguments: object, specialties: Sequence[tuple[str, object]], **more: object) -> None:
        super().__init__(*arguments, **more)  # type: ignore[arg-type]
        self.fields["specialty"].choices = specialties  # type: ignore[attr-defined]


class ConfirmChild(forms.Form):
    """Before advice is acknowledged: whose it is was read, not clicked through."""

    this_child = forms.BooleanField(
        label=_("I have compared name and birth date: the advice is about this child."),
        error_messages={"required": _("Compare name and birth date first, then tick this.")},
    )


class ReportOutcomes(forms.Form):
    """The arguments of `commands.report_outcomes`: two fields for each recommendation."""

    def __init__(
        self,
        *arguments: object,
        recommendations: Sequence[RecommendationView],
        before: dict[UUID, OutcomeView],
        **more: object,
    ) -> None:
        super().__init__(*arguments, **more)  # type: ignore[arg-type]
        self._recommendations = recommendations
        for one in recommendations:
            told = before.get(one.id)
            self.fields[f"followed-{one.id}"] = forms.TypedChoiceField(
                label=_("%(number)s. %(what)s") % {"number": one.number, "what": one.what},
                coerce=Followed,
                choices=list(FOLLOWED.items()),
                widget=forms.RadioSelect,
                initial=told.followed.value if told else None,
            )
            self.fields[f"text-{one.id}"] = forms.CharField(
                label=_("What happened?"),
                max_length=LONGEST,
                required=False,
                widget=forms.Textarea,
                initial=told.text if told else "",
            )

    @property
    def outcomes(self) -> dict[UUID, tuple[Followed, str]]:
        """What was said of each recommendation, once the form is valid."""
        said = self.cleaned_data
        return {one.id: (said[f"followed-{one.id}"], said[f"text-{one.id}"]) for one in self._recommendations}
