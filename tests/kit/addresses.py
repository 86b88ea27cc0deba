"""The gallery's own addresses, as the site has them outside production."""

from django.urls import include, path

urlpatterns = [path("kit/", include("refnet.kit.urls"))]
