"""The addresses of sign-in: django-allauth's, without those that would change a person past our own services."""

from allauth.account.urls import urlpatterns

LEFT_OUT = {"account_email", "account_confirm_email", "account_email_verification_sent"}

account_urlpatterns = [pattern for pattern in urlpatterns if pattern.name not in LEFT_OUT]
