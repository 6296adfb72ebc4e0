"""
Sign-in by OpenID Connect at a broker of MitID or NemLog-in, or any other provider.

Authlib sends and checks state, nonce and PKCE (S256), and verifies the ID token's signature, issuer, audience and
expiry. Which level of assurance is enough, and whom the claims belong to, is decided by rules above. Nothing of the
answer is stored but what the page keeps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.django_client import OAuth
from django.http import HttpRequest, HttpResponse


class SignInFailed(Exception):
    """The provider refused, the answer was not whole or not ours, or the provider could not be reached."""


@dataclass(frozen=True, slots=True)
class Provider:
    """
    One registered provider.

    Attributes:
        name: "citizens" or "companies".
        metadata_url: The address of its openid-configuration.
        client_id: Our name there.
        client_secret: Our secret there.
        acr_values: The level of assurance to ask for, in the provider's own word; may be empty.
        scope: What to ask for.
    """

    name: str
    metadata_url: str
    client_id: str
    client_secret: str
    acr_values: str = ""
    scope: str = "openid profile"


def send_to(provider: Provider, request: HttpRequest, *, back_to: str) -> HttpResponse:
    """
    Return the redirect that takes the person to the provider.

    Raises:
        SignInFailed: the provider cannot be reached.
    """
    asked = {"acr_values": provider.acr_values} if provider.acr_values else {}
    try:
        return _client(provider).authorize_redirect(request, back_to, **asked)  # type: ignore[no-any-return]
    except (requests.RequestException, OAuthError, RuntimeError) as error:
        raise SignInFailed(type(error).__name__) from error


def claims_from(provider: Provider, request: HttpRequest) -> dict[str, Any]:
    """
    Return the verified claims of the person who came back.

    Raises:
        SignInFailed: state, nonce, signature, issuer, audience or time is wrong, or the person gave up.
    """
    client = _client(provider)
    try:
        token = client.authorize_access_token(
            request, claims_options={"iss": {"essential": True, "value": client.load_server_metadata()["issuer"]}}
        )
    except Exception as error:
        raise SignInFailed(type(error).__name__) from error
    claims = token.get("userinfo")
    if not claims or not claims.get("sub"):
        raise SignInFailed("no verified claims")
    return dict(claims)


def _client(provider: Provider) -> Any:
    registry = OAuth()
    return registry.register(
        provider.name,
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=provider.metadata_url,
        client_kwargs={"scope": provider.scope, "code_challenge_method": "S256", "timeout": 10},
    )
