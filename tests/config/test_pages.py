"""What every answer carries, whatever page it is."""

import pytest

pytestmark = pytest.mark.django_db


def test_headers_keep_the_page_to_itself(client):
    headers = client.get("/sundhed").headers
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert len(headers["X-Request-Id"]) == 32


def test_danish_whatever_the_browser_asks_for(client):
    assert client.get("/sundhed", headers={"accept-language": "en"}).headers["Content-Language"] == "da"


def test_english_for_who_chose_it(client):
    chosen = client.post("/sprog/", {"language": "en", "next": "/sundhed"})
    assert chosen.status_code == 302
    assert client.get("/sundhed").headers["Content-Language"] == "en"


def test_nobody_signs_up(client):
    answer = client.post("/konto/signup/", {"username": "ny", "password1": "x" * 20})
    assert answer.status_code in {200, 404}
    assert "_auth_user_id" not in client.session
