"""What the panel, and those who steer the board, type."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from refnet.consultations.phrases import AGREEMENTS, CONFIDENCES, EVIDENCE
from refnet.consultations.terms import Agreement, Confidence, Evidence
from refnet.kit.inputs import DayInput

LONGEST = 4000
Choices = list[tuple[str, str]]


class GiveOpinion(forms.Form):
    """The arguments of `commands.give_opinion`."""

    agreement = forms.TypedChoiceField(
        label=_("Diagnosis and stage"), coerce=Agreement, choices=list(AGREEMENTS.items()), widget=forms.RadioSelect
    )
    agreement_text = forms.CharField(label=_("What you see otherwise"), max_length=LONGEST, required=False)
    options = forms.CharField(
        label=_("What you advise"),
        help_text=_("“I agree with Dr B, and add …” is a full opinion."),
        max_length=LONGEST,
        widget=forms.Textarea,
    )
    rationale = forms.CharField(label=_("Why"), max_length=LONGEST, required=False, widget=forms.Textarea)
    evidence = forms.TypedChoiceField(
        label=_("Level of evidence"),
        coerce=Evidence,
        choices=[("", _("Choose what your advice rests on")), *EVIDENCE.items()],
    )
    needed_first = forms.CharField(label=_("What is needed first"), max_length=LONGEST, required=False)
    confidence = forms.TypedChoiceField(
        label=_("How sure are you?"), coerce=Confidence, choices=list(CONFIDENCES.items()), widget=forms.RadioSelect
    )
    minutes = forms.IntegerField(label=_("Minutes spent"), min_value=0, max_value=600, required=False)

    def clean_minutes(self) -> int:
        """Minutes that nobody entered are none."""
        return self.cleaned_data["minutes"] or 0


class PostMessage(forms.Form):
    """The arguments of `commands.post_message`; `people` are those to whom a question can be put."""

    text = forms.CharField(label=_("Message"), max_length=LONGEST, widget=forms.Textarea)
    assigned_id = forms.TypedChoiceField(
        label=_("A question to"), coerce=UUID, required=False, empty_value=None, help_text=_("It can be ticked off.")
    )

    def __init__(self, *arguments: object, people: Choices, **more: object) -> None:
        super().__init__(*arguments, **more)  # type: ignore[arg-type]
        self.fields["assigned_id"].choices = [("", _("Nobody in particular")), *people]  # type: ignore[attr-defined]


class AskForInformation(forms.Form):
    """The arguments of `commands.ask_for_information`."""

    what = forms.CharField(label=_("What do you need?"), max_length=LONGEST, widget=forms.Textarea)
    why = forms.CharField(label=_("What for?"), max_length=LONGEST)
    from_whom = forms.CharField(label=_("From whom?"), max_length=120)
    by_on = forms.DateField(label=_("By when?"), widget=DayInput)


class AnswerRequest(forms.Form):
    """The arguments of `commands.answer_request`."""

    answer = forms.CharField(label=_("Answer"), max_length=LONGEST, widget=forms.Textarea)


class InviteExperts(forms.Form):
    """The arguments of `commands.invite_experts`; the experts are those with a seat on the board."""

    account_ids = forms.TypedMultipleChoiceField(
        label=_("Experts of this board"), coerce=UUID, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *arguments: object, experts: Choices, **more: object) -> None:
        super().__init__(*arguments, **more)  # type: ignore[arg-type]
        self.fields["account_ids"].choices = experts  # type: ignore[attr-defined]


class StandDown(forms.Form):
    """The arguments of `commands.stand_down`."""

    conflict = forms.TypedChoiceField(
        label=_("Why?"),
        coerce=lambda value: value == "yes",
        choices=[("no", _("I cannot take part")), ("yes", _("I have a conflict of interest"))],
        widget=forms.RadioSelect,
        help_text=_("A declared conflict of interest is shown to the board."),
    )
