"""The roadmap as it is kept. Nothing here is about a patient."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from refnet.centres.terms import Kind, Level, Life, Paper

LEVELS = Q(level__in=[level.value for level in Level])
KINDS = Q(kind__in=[kind.value for kind in Kind])
LIVES = Q(life__in=[life.value for life in Life])
PAPERS = Q(paper__in=[paper.value for paper in Paper])
COUNTRY_GIVEN = Q(level=Level.EUROPEAN.value) | ~Q(country="")
NOT_BACKWARDS = Q(until_on=None) | Q(until_on__gte=F("signed_on"))


class Centre(models.Model):
    """A hospital's paediatric oncology. `invented` marks what exists only to show the product."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    city = models.CharField(max_length=100)
    country = models.CharField(max_length=2)
    kind = models.CharField(max_length=20, default=Kind.SPECIALIST.value)
    life = models.CharField(max_length=20, default=Life.DRAFT.value)
    resources = ArrayField(models.CharField(max_length=40), default=list)
    languages = ArrayField(models.CharField(max_length=5), default=list)
    invented = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=KINDS, name="centre_kind_known"),
            models.CheckConstraint(condition=LIVES, name="centre_life_known"),
        )

    def __str__(self) -> str:
        return self.code


class Agreement(models.Model):
    """A paper between a centre and the network, from a day on and until a day, if it ends."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")
    paper = models.CharField(max_length=40)
    signed_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=PAPERS, name="agreement_paper_known"),
            models.CheckConstraint(condition=NOT_BACKWARDS, name="agreement_ends_after_it_begins"),
        )

    def __str__(self) -> str:
        return f"{self.paper} of {self.centre_id}"


class Board(models.Model):
    """A tumour advisory board, what it takes and what it promises. A European board has no country."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    level = models.CharField(max_length=20)
    country = models.CharField(max_length=2, blank=True)
    host = models.ForeignKey(Centre, models.PROTECT, related_name="+", null=True)
    entities = ArrayField(models.CharField(max_length=10), default=list)
    very_rare = models.BooleanField(default=False)
    trial_group = models.CharField(max_length=60, blank=True)
    languages = ArrayField(models.CharField(max_length=5), default=list)
    countries_served = ArrayField(models.CharField(max_length=2), default=list)
    quorum = models.PositiveSmallIntegerField(default=3)
    required_specialties = ArrayField(models.CharField(max_length=40), default=list)
    acknowledge_hours = models.PositiveSmallIntegerField(default=24)
    routine_days = models.PositiveSmallIntegerField(default=7)
    urgent_hours = models.PositiveSmallIntegerField(default=48)
    follow_up_days = models.PositiveSmallIntegerField(default=90)
    urgent_service = models.BooleanField(default=False)
    ring = models.CharField(max_length=200, blank=True)
    invented = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=LEVELS, name="board_level_known"),
            models.CheckConstraint(condition=COUNTRY_GIVEN, name="board_country_given"),
            models.CheckConstraint(condition=Q(quorum__gte=1), name="board_has_quorum"),
            models.CheckConstraint(
                condition=Q(acknowledge_hours__gte=1, routine_days__gte=1, urgent_hours__gte=1, follow_up_days__gte=1),
                name="board_targets_positive",
            ),
        )

    def __str__(self) -> str:
        return self.code
