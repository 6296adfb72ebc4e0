"""
Write the locks anew: every version with its hashes, and no address of any registry.

`python -m tools.lock` keeps the versions that still fit, `--upgrade` takes the newest that do.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_UV = Path(sys.executable).parent / "uv"
_LOCKS = {
    "run.txt": ["pyproject.toml"],
    "dev.txt": ["pyproject.toml", "--extra", "dev"],
    "node.txt": ["requirements/node.in"],
}
# Compiled for the oldest Python we support: newer ones find what fits them among the hashes.
_COMPILE = ["pip", "compile", "--quiet", "--generate-hashes", "--python-version", "3.11", "--no-emit-index-url"]


def main(arguments: list[str]) -> int:
    """Write every lock and return an exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.lock", description=__doc__)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    upgrade = ["--upgrade"] if parser.parse_args(arguments).upgrade else []
    for name, sources in _LOCKS.items():
        command: list[str | Path] = [_UV, *_COMPILE, *upgrade, "--custom-compile-command", "make lock", *sources]
        subprocess.run([*command, "-o", f"requirements/{name}"], cwd=ROOT, check=True)
    npm = shutil.which("npm")
    if npm is None:
        sys.stderr.write("No npm here: package-lock.json is left as it is.\n")
        return 1
    lock = [npm, "install", "--package-lock-only", "--ignore-scripts", "--omit-lockfile-registry-resolved"]
    subprocess.run([*lock, "--no-audit", "--no-fund"], cwd=ROOT, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
