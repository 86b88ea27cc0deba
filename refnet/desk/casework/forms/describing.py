"""What people type of an illness, turned into the arguments of one command each."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from refnet.cases.chronology import BadDate, days_of
from refnet.cases.describing import FREE, Description
from refnet.cases.phrases import LATERALITIES, SEXES
from refnet.cases.queries import CasePage
from refnet.cases.terms import Laterality, Sex, Tumour
from refnet.identity.terms import Name, Person
from refnet.identity.tracing import traces
from refnet.vocabulary.icdo3 import BadCode, parse_morphology, parse_topography
from refnet.vocabulary.phrases import morphology_name

LONGEST, LONGEST_TALE = 400, 8000
NAMES_THE_CHILD = _("This names the child, and a board would read it. Please leave name, birth date and numbers out.")
NOT_SAID = ("", _("Not known"))


class WrittenDate(forms.CharField):
    """A day of the calendar, or only its month or year where no more is known."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("help_text", _("As 2016-06-10; or 2016-06 or 2016, where no more is known."))
        super().__init__(max_length=10, **more)

    def clean(self, value: Any) -> str:
        """Refuse what is no date."""
        written: str = super().clean(value)
        if written:
            try:
                days_of(written)
            except BadDate:
                raise forms.ValidationError(
                    _("This is no date: write it as 2016-06-10, 2016-06 or 2016."), code="date"
                ) from None
        return written


class CodeField(forms.CharField):
    """An ICD-O-3 code, understood as hospitals write it and kept as ICD-O-3 prints it."""

    def __init__(self, *, parse: Callable[[str], object], **more: Any) -> None:
        super().__init__(max_length=12, **more)
        self.parse = parse

    def clean(self, value: Any) -> str:
        """Refuse what ICD-O-3 does not have, with the vocabulary's own sentence."""
        written: str = super().clean(value)
        if not written:
            return ""
        try:
            return str(self.parse(written))
        except BadCode as error:
            sentence = str(error)
            raise forms.ValidationError(f"{sentence[:1].upper()}{sentence[1:]}.", code="code") from None


class SoFar(forms.CharField):
    """What was done and found, where no data tell it."""

    def __init__(self) -> None:
        super().__init__(
            label=_("What has been done so far, and findings that matter"),
            help_text=_("A board reads this as you write it; dates are told to it in days since diagnosis."),
            max_length=LONGEST_TALE,
            required=False,
            widget=forms.Textarea,
        )


class Describing(forms.Form):
    """Fields of an illness that more than one form asks for, with what must hold between them."""

    def __init__(self, *arguments: Any, today: date, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.today = today

    def known_dates(self) -> tuple[str, str]:
        """The dates of birth and diagnosis, as typed."""
        return self.cleaned_data.get("born", ""), self.cleaned_data.get("diagnosed", "")

    def person(self) -> Person:
        """The child whom no text may name."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Refuse days to come, a diagnosis before the birth, and a text that names the child."""
        for name in ("born", "diagnosed"):
            written = self.cleaned_data.get(name)
            if written and days_of(written)[0] > self.today:
                self.add_error(name, _("This day is still to come."))
        born, diagnosed = self.known_dates()
        if born and diagnosed and days_of(diagnosed)[1] < days_of(born)[0]:
            self.add_error(
                "diagnosed" if "diagnosed" in self.fields else "born", _("The diagnosis is before the birth.")
            )
        for name in FREE:
            if traces(self.person(), self.cleaned_data.get(name) or ""):
                self.add_error(name, NAMES_THE_CHILD)
        return self.cleaned_data


class BeginCase(Describing):
    """The arguments of `commands.begin_case`."""

    given = forms.CharField(label=_("Given names"), max_length=120)
    family = forms.CharField(label=_("Family name"), max_length=120)
    born = WrittenDate(label=_("Date of birth"))
    sex = forms.TypedChoiceField(
        label=_("Sex"), coerce=Sex, choices=list(SEXES.items()), initial=None, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Diagnosis, in your words"),
        help_text=_("A board reads this as you write it. Codes can follow."),
        max_length=LONGEST,
    )
    diagnosed = WrittenDate(label=_("Date of diagnosis"), required=False)
    so_far = SoFar()
    again = forms.BooleanField(label=_("Open another case for this child"), required=False)

    def person(self) -> Person:
        typed = self.cleaned_data
        name = Name(typed.get("family", ""), tuple(typed.get("given", "").split()))
        return Person(names=(name,), birth_date=typed.get("born", ""))

    def description(self) -> Description:
        """What was typed of the illness."""
        typed = self.cleaned_data
        told = {name: typed[name] for name in ("sex", "text", "diagnosed", "born", "so_far")}
        return Description(**told)


class DescribeCase(Describing):
    """The description of `cases.commands.describe_case`: only those fields that are asked for.

    Each field carries what stood in it when the page was made, so that only what was changed is sent on, also after
    somebody else changed the case meanwhile.
    """

    sex = forms.TypedChoiceField(
        label=_("Sex"), coerce=Sex, empty_value=None, required=False, choices=[NOT_SAID, *SEXES.items()]
    )
    born = WrittenDate(label=_("Date of birth"), required=False)
    text = forms.CharField(label=_("Diagnosis, in your words"), max_length=LONGEST, required=False)
    morphology = CodeField(
        label=_("Morphology (ICD-O-3)"),
        help_text=_("What kind of tumour, as 8960/3."),
        parse=parse_morphology,
        required=False,
    )
    topography = CodeField(
        label=_("Topography (ICD-O-3)"),
        help_text=_("Where it began, as C64.9."),
        parse=parse_topography,
        required=False,
    )
    laterality = forms.TypedChoiceField(
        label=_("Side"), coerce=Laterality, empty_value=None, required=False, choices=[NOT_SAID, *LATERALITIES.items()]
    )
    diagnosed = WrittenDate(label=_("Date of diagnosis"), required=False)
    stage = forms.CharField(
        label=_("Stage or risk group"), help_text=_("As your team writes it."), max_length=120, required=False
    )
    stage_system = forms.CharField(
        label=_("Staging system"), help_text=_("As INRGSS, SIOP, PRETEXT."), max_length=120, required=False
    )
    so_far = SoFar()

    def __init__(self, *arguments: Any, case: CasePage, asked: Iterable[str], **more: Any) -> None:
        super().__init__(*arguments, **{"initial": standing(case), **more})
        self.case = case
        wanted = set(asked)
        for name in list(self.fields):
            if name not in wanted:
                del self.fields[name]
            else:
                self.fields[name].show_hidden_initial = True

    def person(self) -> Person:
        return self.case.person

    def known_dates(self) -> tuple[str, str]:
        born, diagnosed = super().known_dates()
        held = standing(self.case)
        return born or held["born"], diagnosed or _date_or_nothing(held["diagnosed"])

    def description(self) -> Description:
        """What was changed."""
        return Description(**{name: value for name in self.changed_data if (value := self.cleaned_data[name])})

    def after(self, case: CasePage) -> "DescribeCase":
        """The same form on the case as it stands now: what was typed is kept, all else is new."""
        fresh = dict(self.data.items())
        now = standing(case)
        for name in self.fields:
            fresh[f"initial-{self.add_prefix(name)}"] = now[name]
            if name not in self.changed_data:
                fresh[self.add_prefix(name)] = now[name]
        return DescribeCase(fresh, case=case, asked=self.fields, prefix=self.prefix, today=self.today)


class FindCase(forms.Form):
    """The `sought` of `casework.queries.list_shelf`."""

    sought = forms.CharField(
        label=_("Find a child"),
        help_text=_("A name, a record number or a pseudonym, each word in full."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ChooseTumour(forms.Form):
    """The `main` of a description: which of several tumours the case is about."""

    main = forms.TypedChoiceField(label=_("The case is about"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *arguments: Any, tumours: Sequence[Tumour], **more: Any) -> None:
        super().__init__(*arguments, **{"initial": {"main": 0}, **more})
        self.fields["main"].choices = [  # type: ignore[attr-defined]
            (place, _tumour_in_words(tumour, place)) for place, tumour in enumerate(tumours)
        ]


def standing(case: CasePage) -> dict[str, str]:
    """What a case says now, as it would be typed."""
    record = case.view.record
    tumour = record.main
    typed: dict[str, Any] = {"sex": record.sex.value, "born": case.person.birth_date, "so_far": record.so_far}
    if tumour:
        typed |= {
            "text": tumour.text.value,
            "morphology": tumour.morphology.value,
            "topography": tumour.topography.value,
            "laterality": tumour.laterality.value,
            "diagnosed": case.diagnosed_on,
        }
        if tumour.stages:
            typed |= {"stage": tumour.stages[-1].value, "stage_system": tumour.stages[-1].system}
    return {name: str(typed.get(name) or "") for name in DescribeCase.base_fields}


def _date_or_nothing(written: str) -> str:
    """A span of days, as some data have it, is no date that could be typed."""
    try:
        days_of(written)
    except BadDate:
        return ""
    return written


def _tumour_in_words(tumour: Tumour, place: int) -> str:
    code = tumour.morphology.value or ""
    words = (
        tumour.text.value
        or (code and morphology_name(code))
        or code
        or str(_("Tumour %(number)s")) % {"number": place + 1}
    )
    site = tumour.site or tumour.topography.value or ""
    return " · ".join(part for part in (words, code if code != words else "", site) if part)
