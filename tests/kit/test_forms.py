"""Forms are drawn with label, hint and fault, each bound to its input."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.template import Context, Template
from django.utils.datastructures import MultiValueDict
from pytest_django.asserts import assertHTMLEqual

from refnet.kit.inputs import FilesField
from refnet.kit.renderer import KitRenderer
from tests.kit.test_tags import icon


class Question(forms.Form):
    default_renderer = KitRenderer()

    question = forms.CharField(label="The question", help_text="As you would ask it.", max_length=50)
    haste = forms.ChoiceField(label="How soon?", widget=forms.RadioSelect, choices=[("now", "Now"), ("later", "Later")])
    sure = forms.BooleanField(label="I am sure", required=False)


class Papers(forms.Form):
    papers = FilesField(label="Papers")


def test_a_field_has_its_label_its_hint_and_its_class():
    html = Question()["question"].as_field_group()

    assertHTMLEqual(
        html,
        '<div class="field" data-kind="text"><label for="id_question">The question</label><div class="field-hint" '
        'id="id_question_helptext">As you would ask it.</div><input type="text" name="question" maxlength="50" '
        'class="ds-input" required aria-describedby="id_question_helptext" id="id_question"></div>',
    )


def test_a_field_that_is_wrong_says_so_beside_the_input():
    html = Question({"haste": "now"})["question"].as_field_group()

    assertHTMLEqual(
        html,
        '<div class="field" data-kind="text" data-wrong="yes"><label for="id_question">The question</label><div '
        'class="field-hint" id="id_question_helptext">As you would ask it.</div><div class="field-error" '
        f'id="id_question_error">{icon("alert")}<span>This field is required.</span></div><input type="text" '
        'name="question" maxlength="50" class="ds-input" required aria-invalid="true" '
        'aria-describedby="id_question_helptext id_question_error" id="id_question"></div>',
    )


def test_choices_are_a_group_with_a_legend():
    html = Question({"question": "?", "haste": "now"})["haste"].as_field_group()

    assertHTMLEqual(
        html,
        '<fieldset class="field" data-kind="radioselect"><legend>How soon?</legend><div class="choices" id="id_haste">'
        '<label class="choice" for="id_haste_0"><input class="ds-input" type="radio" name="haste" value="now" required '
        'id="id_haste_0" checked><span>Now</span></label><label class="choice" for="id_haste_1"><input '
        'class="ds-input" '
        'type="radio" name="haste" value="later" required id="id_haste_1"><span>Later</span></label></div></fieldset>',
    )


def test_one_checkbox_carries_its_own_label():
    html = Question()["sure"].as_field_group()

    assertHTMLEqual(
        html,
        '<div class="field" data-kind="checkbox"><label class="choice" for="id_sure"><input class="ds-input" '
        'type="checkbox" name="sure" id="id_sure"><span>I am sure</span></label></div>',
    )


def test_what_is_wrong_is_listed_on_top_with_a_way_to_each_input():
    html = Template("{% load kit %}{% errors form %}").render(Context({"form": Question({})}))

    assertHTMLEqual(
        html,
        f'<div class="errors" role="alert" tabindex="-1" data-errors><p class="errors-heading">{icon("alert")}2 things '
        'need your attention</p><ul><li><a href="#id_question">The question</a> – This field is required.</li><li>'
        '<a href="#id_haste_0">How soon?</a> – This field is required.</li></ul></div>',
    )


@pytest.mark.parametrize("form", [Question(), Question({"question": "?", "haste": "now"})])
def test_nothing_is_listed_where_nothing_is_wrong(form):
    assert Template("{% load kit %}{% errors form %}").render(Context({"form": form})) == ""


def test_several_files_arrive_as_several():
    files = [SimpleUploadedFile("a.json", b"{}"), SimpleUploadedFile("b.json", b"{}")]
    form = Papers(QueryDict(), MultiValueDict({"papers": files}))

    assert (form.is_valid(), [file.name for file in form.cleaned_data["papers"]]) == (True, ["a.json", "b.json"])


def test_no_file_is_told_in_a_sentence():
    assert Papers({}, MultiValueDict()).errors == {"papers": ["Choose at least one file."]}


def test_an_empty_file_is_told_in_a_sentence():
    form = Papers({}, MultiValueDict({"papers": [SimpleUploadedFile("a.json", b"")]}))

    sentence = "This file is empty: nothing is in it. Choose another, or leave it out."
    assert form.errors == {"papers": [sentence]}
