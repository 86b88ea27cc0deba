"""Addresses of consultations and of what the public may confirm."""

from django.urls import path

from refnet.consultations import views

app_name = "consultations"
urlpatterns = [
    path("<uuid:consultation_id>/", views.consultation, name="consultation"),
    path("<uuid:consultation_id>/move/", views.move, name="move"),
    path("<uuid:consultation_id>/opinion/", views.opinion, name="opinion"),
    path("<uuid:consultation_id>/post/", views.post, name="post"),
    path("<uuid:consultation_id>/ask/", views.ask, name="ask"),
    path("<uuid:consultation_id>/invite/", views.invite, name="invite"),
    path("requests/<uuid:request_id>/answer/", views.answer, name="answer"),
    path("advice/<uuid:advice_id>/print/", views.printed, name="print"),
]
