"""Addresses of one's own pages."""

from django.urls import path

from refnet.people import views

app_name = "people"
urlpatterns = [
    path("me/", views.account, name="account"),
    path("me/centre/", views.act_for, name="act_for"),
    path("language/", views.choose_language, name="choose_language"),
    path("welcome/", views.welcome, name="welcome"),
    path("enter/", views.enter, name="enter"),
    path("enter/<uuid:account_id>/", views.enter_as, name="enter_as"),
]
