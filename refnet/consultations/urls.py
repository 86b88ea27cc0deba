"""Addresses of consultations."""

from django.urls import path

from refnet.consultations.views import advice, consultation, papers, receiving, requesting, steering

app_name = "consultations"
urlpatterns = [
    path("", requesting.queue, name="queue"),
    path("begin/<uuid:case_id>/", requesting.begin, name="begin"),
    path("<uuid:consultation_id>/", consultation.consultation, name="consultation"),
    path("<uuid:consultation_id>/prepare/", requesting.prepare, name="prepare"),
    path("<uuid:consultation_id>/move/", consultation.move, name="move"),
    path("<uuid:consultation_id>/opinion/", consultation.opinion, name="opinion"),
    path("<uuid:consultation_id>/post/", consultation.post, name="post"),
    path("<uuid:consultation_id>/ask/", consultation.ask, name="ask"),
    path("<uuid:consultation_id>/advice/", consultation.begin_advice, name="begin-advice"),
    path("<uuid:consultation_id>/act/<slug:name>/", steering.act, name="act"),
    path("<uuid:consultation_id>/documents/<uuid:document_id>/", papers.document, name="document"),
    path("posts/<uuid:post_id>/tick/", consultation.tick, name="tick"),
    path("requests/<uuid:request_id>/answer/", consultation.answer, name="answer"),
    path("advice/<uuid:advice_id>/", advice.advice, name="advice"),
    path("advice/<uuid:advice_id>/write/", advice.write, name="write"),
    path("advice/<uuid:advice_id>/move/", advice.move, name="advice-move"),
    path("advice/<uuid:advice_id>/act/<slug:name>/", advice.act, name="advice-act"),
    path("advice/<uuid:advice_id>/acknowledge/", receiving.acknowledge, name="acknowledge"),
    path("advice/<uuid:advice_id>/outcomes/", receiving.outcomes, name="outcomes"),
    path("advice/<uuid:advice_id>/print/", receiving.printed, name="print"),
    path("advice/<uuid:advice_id>/additions/<uuid:addendum_id>/", receiving.printed_addition, name="print-addition"),
    path("advice/<uuid:advice_id>/cover/", receiving.cover, name="cover"),
]
