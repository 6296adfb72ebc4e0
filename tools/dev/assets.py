"""
The files of the design system that pages use, copied out of the npm package.

Of the package's `dist` only what the style sheet names is taken: about 170 files, 0.9 MB, instead of
30 MB. Fonts as woff2 only, since every browser in use reads it; no source maps, which the manifest of
static files would look for.
"""

import re
import shutil
from pathlib import Path

_ADDRESS = re.compile(r"url\(([^)]+)\)")
_FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
_FONT_SOURCES = re.compile(r"src:[^;}]+")
_WOFF2 = re.compile(r"url\([^)]+\.woff2\)\s*format\([^)]*\)")
_SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*")
_STYLE_SHEET = "css/dkfds.min.css"
_SCRIPT = "js/dkfds.min.js"
_ICONS = "img/all-svg-icons.svg"
_LICENCE = "LICENSE.md"


def copy_assets(dist: Path, target: Path) -> int:
    """
    Copy what the pages need from the package's `dist` to `target`; return the number of files.

    Raises:
        FileNotFoundError: the package holds something else than expected.
    """
    aside = target.with_name(target.name + ".new")
    shutil.rmtree(aside, ignore_errors=True)
    style = trimmed_style((dist / _STYLE_SHEET).read_text(encoding="utf-8"))
    script = _SOURCE_MAP.sub("", (dist / _SCRIPT).read_text(encoding="utf-8"))
    _write(aside / _STYLE_SHEET, style)
    _write(aside / _SCRIPT, script)
    count = 2
    for name in [_LICENCE, _ICONS, *named_files(style)]:
        destination = aside / name
        if not destination.exists():
            destination.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(dist / name, destination)
            count += 1
    shutil.rmtree(target, ignore_errors=True)
    aside.rename(target)
    return count


def trimmed_style(style: str) -> str:
    """Return the style sheet with woff2 as the only font format and without its source map."""
    return _SOURCE_MAP.sub("", _FONT_FACE.sub(_only_woff2, style))


def named_files(style: str) -> list[str]:
    """Return the files the style sheet names, relative to `dist`, each once."""
    addresses = (address.strip("\"' ").split("?")[0].split("#")[0] for address in _ADDRESS.findall(style))
    return list(dict.fromkeys(address.removeprefix("../") for address in addresses if not address.startswith("data:")))


def _only_woff2(face: re.Match[str]) -> str:
    best = _WOFF2.search(face.group())
    return _FONT_SOURCES.sub(f"src:{best.group()}", face.group()) if best else face.group()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
