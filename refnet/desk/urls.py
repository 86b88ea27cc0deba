"""Addresses of the desk."""

from django.urls import path

from refnet.consultations.views.receiving import authority, verify
from refnet.desk import views
from refnet.desk.casework.views import case, cases, checking, papers

app_name = "desk"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("notices/", views.notices, name="notices"),
    path("cases/", cases.cases, name="cases"),
    path("cases/new/", cases.begin, name="begin-case"),
    path("cases/<uuid:case_id>/", case.case, name="case"),
    path("cases/<uuid:case_id>/describe/", case.describe, name="describe-case"),
    path("cases/<uuid:case_id>/main/", case.choose_tumour, name="choose-tumour"),
    path("cases/<uuid:case_id>/died/", case.died, name="record-death"),
    path("cases/<uuid:case_id>/as-board/", cases.as_board, name="case-as-board"),
    path("cases/<uuid:case_id>/as-board/<uuid:consultation_id>/", cases.as_board, name="case-as-this-board"),
    path("cases/<uuid:case_id>/consent/", papers.agree, name="agree"),
    path("cases/<uuid:case_id>/vital-interests/", papers.rely_on_vital_interests, name="vital-interests"),
    path("cases/<uuid:case_id>/consent/withdraw/", papers.withdraw, name="withdraw-consent"),
    path("cases/<uuid:case_id>/documents/", papers.add, name="add-documents"),
    path("cases/<uuid:case_id>/documents/<uuid:document_id>/", papers.document, name="document"),
    path("cases/<uuid:case_id>/documents/<uuid:document_id>/check/", checking.check, name="document-check"),
    path("cases/<uuid:case_id>/documents/<uuid:document_id>/black-out/", checking.black_out, name="black-out"),
    path("cases/<uuid:case_id>/documents/<uuid:document_id>/not-the-child/", checking.overrule, name="overrule"),
    path("cases/<uuid:case_id>/documents/<uuid:document_id>/vouch/", checking.vouch, name="vouch"),
    path("cases/<uuid:case_id>/documents/<uuid:document_id>/again/", checking.check_again, name="check-again"),
    path("cases/<uuid:case_id>/documents/<uuid:document_id>/harmless/", checking.harmless, name="harmless-document"),
    path(
        "cases/<uuid:case_id>/documents/<uuid:document_id>/pages/<int:page>/",
        checking.page_picture,
        name="document-page",
    ),
    path(
        "cases/<uuid:case_id>/documents/<uuid:document_id>/pages/<int:page>/black-out/",
        checking.black_out_place,
        name="black-out-place",
    ),
    path("verify/", verify, name="ask-code"),
    path("verify/authority.pem", authority, name="authority"),
    path("verify/<str:code>", verify, name="verify"),
]
