"""Logging in."""

from typing import Any

from django.contrib.auth.views import LoginView


class Login(LoginView):
    """Django's page under our own name: it calls the request's host ``site``, which would hide the identity of the site."""

    template_name = "accounts/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        del context["site"], context["site_name"]
        return context
