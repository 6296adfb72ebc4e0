import pytest

from tools.dev.assets import copy_assets, named_files, trimmed_style

STYLE = (
    "@font-face{font-family:P;src:url(../fonts/p.eot),url(../fonts/p.woff) format('woff'),"
    "url(../fonts/p.woff2) format('woff2')}"
    ".a{background:url(../img/a.svg)}.b{background:url('../img/a.svg')}.c{background:url(data:x)}"
    "\n/*# sourceMappingURL=dkfds.min.css.map*/"
)


def test_style_sheet_names_one_font_format_and_no_map():
    style = trimmed_style(STYLE)
    assert "p.woff2" in style
    assert "eot" not in style
    assert "sourceMappingURL" not in style


def test_each_named_file_once():
    assert named_files(trimmed_style(STYLE)) == ["fonts/p.woff2", "img/a.svg"]


@pytest.fixture
def dist(tmp_path):
    files = {
        "css/dkfds.min.css": STYLE,
        "js/dkfds.min.js": "run();\n//# sourceMappingURL=dkfds.min.js.map",
        "img/all-svg-icons.svg": "<svg/>",
        "img/a.svg": "<svg/>",
        "fonts/p.woff2": "font",
        "fonts/p.eot": "font",
        "LICENSE.md": "MIT",
    }
    for name, text in files.items():
        path = tmp_path / "dist" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "dist"


def test_copies_what_is_named_and_forgets_what_was_there(dist, tmp_path):
    target = tmp_path / "static/dkfds"
    target.mkdir(parents=True)
    (target / "old.css").touch()
    count = copy_assets(dist, target)
    copied = {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()}
    assert len(copied) == count == 6
    assert not copied & {"old.css", "fonts/p.eot"}
    assert (target / "js/dkfds.min.js").read_text().strip() == "run();"


def test_a_package_of_another_shape_leaves_the_old_files(dist, tmp_path):
    target = tmp_path / "dkfds"
    target.mkdir()
    (target / "old.css").touch()
    (dist / "img/a.svg").unlink()
    with pytest.raises(FileNotFoundError):
        copy_assets(dist, target)
    assert (target / "old.css").exists()
