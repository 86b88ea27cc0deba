"""Addresses of the gallery; the site includes them outside production."""

from django.urls import path

from refnet.kit import views

app_name = "kit"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("desk/", views.desk, name="desk"),
    path("consultation/", views.consultation, name="consultation"),
    path("advice/", views.advice, name="advice"),
]
