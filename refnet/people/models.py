"""People as they are kept. Nothing here is about a patient."""

from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from refnet.access.actors import Role

AT_CENTRES = (Role.CLINICIAN, Role.ASSISTANT, Role.CENTRE_MANAGER, Role.DATA_STEWARD)
ON_BOARDS = (Role.DISPATCHER, Role.COORDINATOR, Role.CHAIR, Role.EXPERT)
CENTRE_GIVEN = Q(centre__isnull=False) | ~Q(role__in=[role.value for role in AT_CENTRES])
SEATS = Q(role__in=[role.value for role in ON_BOARDS])


class Account(AbstractBaseUser):
    """A person who signs in, by e-mail address."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    specialty = models.CharField(max_length=40, blank=True)
    languages = ArrayField(models.CharField(max_length=5), default=list)
    language = models.CharField(max_length=5, default="en")
    time_zone = models.CharField(max_length=40, default="Europe/Brussels")
    invented = models.BooleanField(default=False)
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
        constraints = (models.CheckConstraint(condition=CENTRE_GIVEN, name="membership_centre_given"),)

    def __str__(self) -> str:
        return f"{self.role} {self.account_id}"


class Seat(models.Model):
    """A role on a board, from a day on and until a day, if it ends."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    board = models.ForeignKey("centres.Board", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=SEATS, name="seat_role_on_board"),)

    def __str__(self) -> str:
        return f"{self.role} {self.account_id}"
