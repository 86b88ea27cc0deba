"""People as they are kept. Nothing here is about a patient."""

from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now

from refnet.people.terms import AT_CENTRES, FOR_NETWORK, ON_BOARDS

CENTRE_GIVEN = Q(centre__isnull=False) | ~Q(role__in=[role.value for role in AT_CENTRES])
MEMBERS = Q(role__in=sorted({role.value for role in AT_CENTRES + FOR_NETWORK}))
SEATS = Q(role__in=[role.value for role in ON_BOARDS])
NOT_BACKWARDS = Q(until_on=None) | Q(until_on__gte=F("from_on"))


class Account(AbstractBaseUser):
    """A person who signs in, by e-mail address. `invented` marks who exists only to show the product."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    title = models.CharField(max_length=40, blank=True)
    specialty = models.CharField(max_length=40, blank=True)
    languages = ArrayField(models.CharField(max_length=5), default=list)
    language = models.CharField(max_length=5, default="en")
    time_zone = models.CharField(max_length=40, default="Europe/Brussels")
    invented = models.BooleanField(default=False)
    joined_at = models.DateTimeField(db_default=Now())
    left_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "email"
    objects = BaseUserManager()

    class Meta:
        constraints = (models.UniqueConstraint(Lower("email"), name="account_email_once"),)

    def __str__(self) -> str:
        return f"account {self.id}"

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whoever has left cannot sign in."""
        return self.left_at is None


class Membership(models.Model):
    """A role at a centre, or for the network, from a day on and until a day, if it ends."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+", null=True)
    role = models.CharField(max_length=20)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=MEMBERS, name="membership_role_known"),
            models.CheckConstraint(condition=CENTRE_GIVEN, name="membership_centre_given"),
            models.CheckConstraint(condition=NOT_BACKWARDS, name="membership_ends_after_it_begins"),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.account_id}"


class Seat(models.Model):
    """A role on a board, from a day on and until a day, if it ends. A deputy names whom they stand in for."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    board = models.ForeignKey("centres.Board", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    deputy_of = models.ForeignKey(Account, models.PROTECT, related_name="+", null=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=SEATS, name="seat_role_on_board"),
            models.CheckConstraint(condition=NOT_BACKWARDS, name="seat_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(deputy_of=None) | ~Q(deputy_of=F("account")), name="seat_deputy_of_another"
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.account_id}"
