"""Addresses of the roadmap."""

from django.urls import path

from refnet.centres import views

app_name = "centres"
urlpatterns = [
    path("", views.centres, name="centres"),
    path("boards/", views.boards, name="boards"),
    path("boards/<str:code>/", views.board, name="board"),
    path("<str:code>/", views.centre, name="centre"),
]
