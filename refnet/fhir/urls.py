"""Addresses of what comes in from other systems and goes out to them."""

from django.urls import path

from refnet.fhir import views

app_name = "fhir"
urlpatterns = [
    path("import/", views.bring, name="import"),
    path("advice/<uuid:advice_id>/", views.advice, name="advice"),
]
