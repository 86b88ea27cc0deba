"""Addresses of the desk."""

from django.urls import path

from refnet.consultations.views import verify
from refnet.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("verify/<str:code>", verify, name="verify"),
]
