"""All addresses."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from refnet.site.health import health
from refnet.site.metrics import metrics

# While the parts are being built, those that have no addresses yet are left out.
PARTS = {
    "people/": "refnet.people.urls",
    "centres/": "refnet.centres.urls",
    "consultations/": "refnet.consultations.urls",
    "fhir/": "refnet.fhir.urls",
    "": "refnet.desk.urls",
}
if settings.REFNET_MODE != "production":
    PARTS = {"kit/": "refnet.kit.urls", **PARTS}

handler500 = "refnet.site.faults.failed"

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health, name="health"),
    path("metrics", metrics, name="metrics"),
    path("accounts/", include("refnet.people.signing_in")),
    *(path(prefix, include(module)) for prefix, module in PARTS.items() if find_spec(module)),
]
