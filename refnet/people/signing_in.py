"""The pages of signing in: those of allauth that we need, each with to whom it opens. There is no page to sign up."""

from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.http import HttpResponse
from django.urls import path

from refnet.access.public import Audience, opens_to, public
from refnet.people.sessions import forget_second_factor

half = opens_to(Audience.HALF_SIGNED_IN)
signed_in = opens_to(Audience.ACCOUNTS)


class SetUp(ActivateTOTPView):  # type: ignore[misc]
    """Set up the second factor. Whoever gave a code to do so has given it, and is not asked at once for another."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="totp")
        return response


class TakeAway(DeactivateTOTPView):  # type: ignore[misc]
    """Take the second factor away, as with a new telephone. Every page is closed until there is one again."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        forget_second_factor(self.request.session)
        return response


urlpatterns = [
    path("login/", public(account.login), name="account_login"),
    path("logout/", public(account.logout), name="account_logout"),
    path("inactive/", public(account.account_inactive), name="account_inactive"),
    path("reauthenticate/", half(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", signed_in(account.password_change), name="account_change_password"),
    # A forgotten password: a code by mail, typed on the page, so that no link can be caught or logged.
    path("password/forgotten/", public(account.password_reset), name="account_reset_password"),
    path(
        "password/forgotten/code/",
        public(account.confirm_password_reset_code),
        name="account_confirm_password_reset_code",
    ),
    path("password/forgotten/new/", public(account.complete_password_reset), name="account_complete_password_reset"),
    path(
        "password/forgotten/done/",
        public(account.password_reset_from_key_done),
        name="account_password_reset_completed",
    ),
    path("second-factor/", signed_in(factors.index), name="mfa_index"),
    path("second-factor/give/", public(factors.authenticate), name="mfa_authenticate"),
    path("second-factor/give-again/", half(factors.reauthenticate), name="mfa_reauthenticate"),
    path("second-factor/set-up/", half(SetUp.as_view()), name="mfa_activate_totp"),
    path("second-factor/take-away/", signed_in(TakeAway.as_view()), name="mfa_deactivate_totp"),
    path("recovery-codes/", signed_in(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", signed_in(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("recovery-codes/file/", signed_in(recovery.download_recovery_codes), name="mfa_download_recovery_codes"),
]
