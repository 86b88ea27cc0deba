"""The site as an ASGI application: static files first, without a detour through Django, then everything else."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "refnet.site.settings")

from django.conf import settings
from django.core.asgi import get_asgi_application
from servestatic import ServeStaticASGI

from refnet.site.bounding import Bounded
from refnet.site.knowing import is_signed_in
from refnet.site.unhurried import Unhurried

application = ServeStaticASGI(
    Bounded(Unhurried(get_asgi_application()), is_signed_in),
    root=settings.STATIC_ROOT,
    prefix=settings.STATIC_URL,
    allow_all_origins=False,
)
