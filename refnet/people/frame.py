"""What the head of every page says of whoever reads it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from refnet.access.public import Audience
from refnet.kit.pieces import Who
from refnet.people.phrases import ROLES
from refnet.people.queries import find_people
from refnet.people.terms import telling_role


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return who is signed in and where one signs in and out, for the page's frame."""
    demonstration = settings.REFNET_MODE == "demo"
    language = reverse("people:choose_language")
    # A page of an error may come before anybody was known.
    if getattr(request, "audience", Audience.EVERYBODY) is Audience.EVERYBODY:
        sign_in = reverse("account_login")
        return {
            "demonstration": demonstration,
            "language_url": language,
            "sign_in_url": "" if request.path == sign_in else sign_in,
        }
    return {
        "demonstration": demonstration,
        "language_url": language,
        "who": SimpleLazyObject(lambda: _who(request)),
        "sign_out_url": reverse("account_logout"),
        "account_url": reverse("people:account"),
    }


def _who(request: Any) -> Who:
    actor = request.actor
    role = telling_role({*actor.roles, *(seat for _, seat in actor.seats)})
    person = find_people([actor.id])[actor.id]
    return Who(person.name, ROLES[role] if role else "", person.centre)
