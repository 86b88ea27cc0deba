"""Whether the site is well: one address for those who watch over it."""

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from psycopg_pool import PoolTimeout

from refnet.access.public import public
from refnet.site.sql import database_answers


@public
@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Say whether the database answers. Nothing else is told here: anybody may ask."""
    try:
        well = database_answers()
    except (DatabaseError, PoolTimeout):
        well = False
    return JsonResponse({"well": well}, status=200 if well else 503)
