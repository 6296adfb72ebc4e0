"""Who asks is told by the proxy that is named, and by nobody else."""

import pytest
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from helevejen.config.environment import read_environment


def seen_from(remote, forwarded, proxies=("127.0.0.1", "::1")):
    seen = {}
    app = wrap_wsgi_with_proxy_headers(lambda scope, _start: seen.update(scope) or [], trusted_hosts=list(proxies))
    app({"REMOTE_ADDR": remote} | ({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}), None)
    return seen["REMOTE_ADDR"]


@pytest.mark.parametrize(
    ("remote", "forwarded", "who"),
    [
        ("127.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "6.6.6.6, 198.51.100.7", "198.51.100.7"),  # what the visitor wrote stands first
        ("127.0.0.1", "", "127.0.0.1"),
        ("203.0.113.9", "198.51.100.7", "203.0.113.9"),  # no proxy of ours
    ],
)
def test_the_visitor_is_whom_the_proxy_saw(remote, forwarded, who):
    assert seen_from(remote, forwarded) == who


def test_a_proxy_on_another_machine_is_named(monkeypatch):
    monkeypatch.setenv("HELEVEJEN_PROXIES", "10.1.2.3, 10.9.0.0/16")
    proxies = read_environment().proxies
    assert proxies == ("10.1.2.3", "10.9.0.0/16")
    assert seen_from("10.9.4.4", "198.51.100.7", proxies) == "198.51.100.7"
