"""
A private PostgreSQL for one command: `python -m tests.support.postgres [--durable] COMMAND...`

A throwaway cluster in a temporary folder, on a Unix socket only, started by another user than root
since PostgreSQL refuses root. The command finds it in DATABASE_URL. Needs the distribution's package
`postgresql`, but no cluster, no service and no password. Standard library only.

It does not wait for the disk, which tests need not; with `--durable` it does, as in production: for benchmarks.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

THROWAWAY = "THROWAWAY_DATABASE"  # set for the command: nobody needs to tidy up in this cluster
_OWNER = "helevejen"
_PORT = 5432  # names the socket's file only; nothing listens on the network
# Nor may the server count the rows of a table when it likes: what it sees between two tests is an empty table full of
# what was rolled back, and by such a count a join of five tables runs for minutes. Uncounted, it takes them for small.
_SPEED = "-c autovacuum=off -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
_LIMITS = "-c max_connections=100"


class NoPostgres(Exception):
    """There is no PostgreSQL server on this machine."""


def find_programs() -> Path | None:
    """Return the folder of initdb and pg_ctl, the newest version first, or None."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    candidates = [*versions, *([Path(on_path).resolve().parent] if on_path else [])]
    return next(
        (folder for folder in candidates if all((folder / name).exists() for name in ("initdb", "pg_ctl"))), None
    )


@contextmanager
def private_postgres(*, is_durable: bool = False) -> Iterator[str]:
    """
    Run a cluster for the length of the block and give its DATABASE_URL.

    Args:
        is_durable: Wait for the disk at every commit, as the defaults of PostgreSQL do.

    Raises:
        NoPostgres: no server is installed.
    """
    programs = find_programs()
    if programs is None:
        raise NoPostgres("no PostgreSQL server here: apt-get install postgresql")
    # Under root's own temporary folder the server's user could not read.
    folder = Path(tempfile.mkdtemp(prefix="helevejen-pg-", dir="/tmp" if os.geteuid() == 0 else None))
    data, log = folder / "data", folder / "log"
    run = _runner(folder, programs)
    try:
        run("initdb", "-D", data, "-U", _OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-k")
        options = f"-k {folder} -p {_PORT} -c listen_addresses='' {_LIMITS} {'' if is_durable else _SPEED}"
        run("pg_ctl", "-D", data, "-w", "-t", "60", "-l", log, "-o", options, "start")
        try:
            run("createdb", "-h", folder, "-p", str(_PORT), "-U", _OWNER, "helevejen")
            yield f"postgresql://{_OWNER}@/helevejen?host={folder}&port={_PORT}"
        finally:
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _runner(folder: Path, programs: Path) -> Any:
    user: dict[str, Any] = {}
    if os.geteuid() == 0:
        entry = _server_user()
        os.chown(folder, entry.pw_uid, entry.pw_gid)
        user = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    environment = {"PATH": f"{programs}:/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}

    def run(program: str, *arguments: str | Path) -> None:
        # The server inherits what pg_ctl writes to, so a pipe would stay open: a file does not.
        with tempfile.TemporaryFile() as output:
            command = [str(programs / program), *map(str, arguments)]
            done = subprocess.run(
                command,
                cwd="/",
                env=environment,
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
                check=False,
                **user,
            )
            output.seek(0)
            if done.returncode:
                raise RuntimeError(f"{program} ended with {done.returncode}: {output.read().decode(errors='replace')}")

    return run


def _server_user() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoPostgres("as root the server needs a user of its own, and there is no user postgres")


def _stop_on_signal(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


def main(command: list[str]) -> int:
    """Run the command with DATABASE_URL naming a private cluster; return its exit code."""
    is_durable = command[:1] == ["--durable"]
    command = command[is_durable:]
    if not command:
        sys.stderr.write(__doc__ or "")
        return 2
    signal.signal(signal.SIGTERM, _stop_on_signal)
    try:
        with private_postgres(is_durable=is_durable) as url:
            return subprocess.run(
                command, env={**os.environ, "DATABASE_URL": url, THROWAWAY: "1"}, check=False
            ).returncode
    except NoPostgres as fault:
        sys.stderr.write(f"{fault}\n")
        return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
