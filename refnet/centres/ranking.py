"""Which board first? From the facts of the roadmap alone, with the reasons in words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from refnet.centres.phrases import LEVELS, MATCHES, NOT_SERVED, NOT_SPEAKS, SERVED, SPEAKS
from refnet.centres.terms import BoardView, Level, Match
from refnet.vocabulary.countries import country_name
from refnet.vocabulary.languages import language_name

Sentence = str | Promise
BEST_MATCH = tuple(Match)
WIDEST = (Level.EUROPEAN, Level.NATIONAL, Level.INSTITUTIONAL)
