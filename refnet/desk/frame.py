"""Where one can go from every page, for the head of the page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from refnet.access.actors import STEERING, Actor
from refnet.access.public import Audience
from refnet.kit.pieces import NavigationItem
from refnet.notices.queries import count_unread


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return the links of the page's head: for everybody the roadmap, for members what is theirs."""
    if getattr(request, "audience", Audience.EVERYBODY) is not Audience.MEMBERS:
        return {"navigation": [_item(request, _("Roadmap"), "centres:centres")]}
    return {"navigation": SimpleLazyObject(lambda: _own(request))}


def _own(request: Any) -> list[NavigationItem]:
    actor: Actor = request.actor
    items = [_item(request, _("Desk"), "desk:desk")]
    if actor.clinical_centre_id:
        items.append(_item(request, _("Cases"), "desk:cases"))
    if actor.clinical_centre_id or actor.boards_as(*STEERING):
        items.append(_item(request, _("Consultations"), "consultations:queue"))
    items.append(_item(request, _("Notices"), "desk:notices", count=count_unread(actor)))
    items.append(_item(request, _("Roadmap"), "centres:centres"))
    return items


def _item(request: HttpRequest, label: str, name: str, *, count: int = 0) -> NavigationItem:
    url = reverse(name)
    here = request.path == url or (url != "/" and request.path.startswith(url))
    return NavigationItem(label, url, here, count)
