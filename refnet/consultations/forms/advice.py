"""What the chair types: the advice and its recommendations."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from refnet.consultations.forms.panel import LONGEST
from refnet.consultations.phrases import ALTERNATIVES, EVIDENCE, FEASIBILITIES, HASTES
from refnet.consultations.pictures import RecommendationView
from refnet.consultations.terms import Alternative, Evidence, Feasibility, Haste

MOST = 30
# Django's form sets are generic for type checkers alone.
if TYPE_CHECKING:
    _FormSet = forms.BaseFormSet["WriteRecommendation"]
else:
    _FormSet = forms.BaseFormSet


class NeededLater(forms.CharField):
    """A text without which advice cannot go to review, but a draft can be saved."""

    def validate(self, value: str) -> None:
        """Take it as far as it is written."""


class WriteAdvice(forms.Form):
    """The advice but for its recommendations. `draft` is the wording that the page was opened with."""

    use_required_attribute = False
    draft = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    assessment = NeededLater(
        label=_("Assessment of the panel"),
        help_text=_("Diagnosis, stage and risk as the panel sees them, in a few sentences."),
        max_length=2 * LONGEST,
        widget=forms.Textarea,
    )
    none_reason = forms.CharField(
        label=_("Why there is no recommendation"),
        help_text=_("Only where the panel makes none."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea,
    )


class WriteRecommendation(forms.Form):
    """One recommendation. An empty last one is left out."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    what = forms.CharField(label=_("What to do"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))
    why = forms.CharField(label=_("Why"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    evidence = forms.TypedChoiceField(
        label=_("Evidence"), coerce=Evidence, choices=list(EVIDENCE.items()), initial=Evidence.CONSENSUS
    )
    haste = forms.TypedChoiceField(
        label=_("How soon"), coerce=Haste, choices=list(HASTES.items()), initial=Haste.PLANNED
    )
    feasible = forms.TypedChoiceField(
        label=_("Can it be done where the child is?"),
        coerce=Feasibility,
        choices=list(FEASIBILITIES.items()),
        initial=Feasibility.UNKNOWN,
    )
    alternative = forms.TypedChoiceField(
        label=_("If it cannot: the way instead"),
        coerce=Alternative,
        required=False,
        empty_value=None,
        choices=[("", _("None needed")), *ALTERNATIVES.items()],
    )
    alternative_text = forms.CharField(label=_("How that goes"), max_length=LONGEST, required=False)
    needed_first = forms.CharField(label=_("What is needed first"), max_length=LONGEST, required=False)


class Recommendations(_FormSet):
    """The recommendations of an advice, in their order."""

    deletion_widget = forms.CheckboxInput

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Leave this recommendation out")

    @property
    def written(self) -> tuple[RecommendationView, ...]:
        """The recommendations that were typed, numbered from 1, once the forms are valid."""
        kept = [
            form.cleaned_data
            for form in self.forms
            if form.cleaned_data.get("what") and not form.cleaned_data["DELETE"]
        ]
        keys = _own_keys([said["id"] for said in kept])
        return tuple(_view(number, key, said) for number, (key, said) in enumerate(zip(keys, kept, strict=True), 1))


_factory: Any = forms.formset_factory(
    WriteRecommendation,
    formset=Recommendations,
    extra=1,
    can_delete=True,
    max_num=MOST,
    absolute_max=MOST + 1,  # a request that says thousands gets no page of thousands
    validate_max=True,
)


def recommendation_forms(data: object = None, *, begun: Iterable[RecommendationView] = ()) -> Recommendations:
    """Return the forms for what is written so far and one more; bound to `data` where something was typed."""
    initial = [
        {
            "id": one.id,
            "what": one.what,
            "why": one.why,
            "evidence": one.evidence,
            "haste": one.haste,
            "feasible": one.feasible,
            "alternative": one.alternative,
            "alternative_text": one.alternative_text,
            "needed_first": one.needed_first,
        }
        for one in begun
    ]
    made: Recommendations = _factory(data, initial=initial, prefix="recommendations")
    return made


def _own_keys(given: Iterable[UUID | None]) -> list[UUID]:
    """Return a key for each recommendation: its own, or a new one where it has none or another has it."""
    keys: list[UUID] = []
    for key in given:
        keys.append(uuid4() if key is None or key in keys else key)
    return keys


def _view(number: int, key: UUID, said: dict[str, Any]) -> RecommendationView:
    words = {name: value for name, value in said.items() if name not in {"id", "DELETE"}}
    return RecommendationView(id=key, number=number, **words)


class SignerText(forms.Form):
    """A text that is kept with its author's name: a dissent, an addition."""

    text = forms.CharField(label=_("Text"), max_length=LONGEST, widget=forms.Textarea)
