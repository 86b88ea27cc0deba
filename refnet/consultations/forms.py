"""What people type on a consultation, turned into the arguments of one command each."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from refnet.consultations.phrases import AGREEMENTS, CONFIDENCES, EVIDENCE
from refnet.consultations.terms import Agreement, Confidence, Evidence
from refnet.kit.inputs import DayInput

LONGEST = 4000


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
    evidence = forms.TypedChoiceField(label=_("Level of evidence"), coerce=Evidence, choices=list(EVIDENCE.items()))
    needed_first = forms.CharField(label=_("What is needed first"), max_length=LONGEST, required=False)
    confidence = forms.TypedChoiceField(
        label=_("How sure are you?"), coerce=Confidence, choices=list(CONFIDENCES.items()), widget=forms.RadioSelect
    )
    minutes = forms.IntegerField(label=_("Minutes spent"), min_value=0, max_value=600, initial=10)


class PostMessage(forms.Form):
    """The arguments of `commands.post_message`."""

    text = forms.CharField(label=_("Message"), max_length=LONGEST, widget=forms.Textarea)


class AskForInformation(forms.Form):
    """The arguments of `commands.ask_for_information`."""

    what = forms.CharField(label=_("What do you need?"), max_length=LONGEST, widget=forms.Textarea)
    why = forms.CharField(label=_("What for?"), max_length=LONGEST)
    from_whom = forms.CharField(label=_("From whom?"), max_length=120)
    by_on = forms.DateField(label=_("By when?"), widget=DayInput)


class AnswerRequest(forms.Form):
    """The arguments of `commands.answer_request`."""

    answer = forms.CharField(label=_("Answer"), max_length=LONGEST, widget=forms.Textarea)


class GiveReason(forms.Form):
    """A reason, for the verbs that ask for one: return, decline, withdraw."""

    reason = forms.CharField(label=_("Reason"), max_length=LONGEST, widget=forms.Textarea)


class InviteExpert(forms.Form):
    """The arguments of `commands.invite_expert`; the experts are those with a seat on the board."""

    account_id = forms.TypedChoiceField(label=_("Expert"), coerce=UUID)

    def __init__(self, *arguments: object, experts: list[tuple[str, str]], **more: object) -> None:
        super().__init__(*arguments, **more)  # type: ignore[arg-type]
        self.fields["account_id"].choices = experts  # type: ignore[attr-defined]
