"""
A real IMAP server on the loopback: the distribution's Dovecot, with one mailbox in a temporary folder.

Without one these tests are skipped, loudly under CI: REQUIRE_IMAP makes them fail instead. Debian: dovecot-imapd.
"""

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support import patience

_DOVECOT = ("/usr/sbin/dovecot", "/usr/local/sbin/dovecot")


@dataclass(frozen=True, slots=True)
class RunningImap:
    """A server that runs, and its mailbox."""

    url: str
    folder: Path

    def put(self, raw: bytes) -> None:
        """Lay a mail into the mailbox, as a mail server would."""
        number = time.monotonic_ns()
        path = self.folder / "new" / f"{number}.test"
        path.write_bytes(raw.replace(b"\r\n", b"\n"))
        _give(path)

    def flags(self) -> list[str]:
        """Return the flags of the mails, as they stand in the names of their files."""
        return sorted(path.name.partition(":2,")[2] for path in (self.folder / "cur").iterdir())


def find_dovecot() -> str | None:
    """Return the path of the server, or None where there is none."""
    return next((path for path in (*_DOVECOT, shutil.which("dovecot") or "") if path and Path(path).exists()), None)


@pytest.fixture
def imap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningImap]:
    """Run Dovecot with one empty mailbox, and stop it again."""
    binary = find_dovecot()
    if binary is None or os.geteuid() != 0:
        message = "no Dovecot, or not root: install dovecot-imapd to try the mailbox against a real server"
        if os.environ.get("REQUIRE_IMAP"):
            pytest.fail(message)
        pytest.skip(message)
    home = Path("/tmp") / f"helevejen-imap-{os.getpid()}-{time.monotonic_ns()}"  # a short path: sockets lie in it
    maildir = home / "mail"
    for part in ("new", "cur", "tmp"):
        (maildir / part).mkdir(parents=True)
    for path in (home, maildir, *maildir.iterdir()):
        _give(path)
    port = _free_port()
    (home / "users").write_text("post:{PLAIN}hemmeligt\n")
    config = home / "dovecot.conf"
    config.write_text(_config(home, port))
    home.chmod(0o755)
    (home / "users").chmod(0o644)
    server = subprocess.Popen([binary, "-F", "-c", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield RunningImap(f"imap://post:hemmeligt@127.0.0.1:{port}/INBOX", maildir)
    finally:
        server.terminate()
        server.wait(timeout=patience.SECONDS)
        shutil.rmtree(home, ignore_errors=True)


def _config(home: Path, port: int) -> str:
    return f"""
protocols = imap
listen = 127.0.0.1
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{home}/mail
first_valid_uid = 1
default_login_user = nobody
default_internal_user = nobody
default_internal_group = nogroup
passdb {{
  driver = passwd-file
  args = {home}/users
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={home}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service stats {{
  chroot =
}}
service anvil {{
  chroot =
}}
"""


def _give(path: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    os.chown(path, nobody.pw_uid, nobody.pw_gid)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(port: int) -> None:
    for _try in range(100):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("Dovecot did not start")
