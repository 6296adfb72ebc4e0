"""No template is left behind, no page carries the design system's markup, nothing is inline."""

import re

import pytest

from tests.house import tree

COMPONENTS = [path for path in tree.templates() if "components" in path.parts]
PAGES = [path for path in tree.templates() if "components" not in path.parts]
#: What `shared/base.html` puts around every page.
_FRAME = {"_connection.html", "_language.html", "_messages.html"}


def spoken_of(name, texts):
    return any(name in text for text in texts)


def test_no_page_or_part_is_left_unused():
    texts = [path.read_text() for path in (*tree.python_files(), *tree.templates())]
    by_django = {"400.html", "403.html", "404.html", "500.html", "403_csrf.html", "429.html"}
    unused = []
    for path in PAGES:
        name = str(path).split("/templates/", 1)[1]
        if name.split("/")[-1] in by_django or name.split("/")[0] in {"account", "mfa", "allauth"}:
            continue
        if not spoken_of(name, texts):
            unused.append(name)
    assert unused == []


def test_no_component_is_left_unused():
    texts = [path.read_text() for path in tree.templates()]
    unused = []
    for path in COMPONENTS:
        name = str(path).split("/components/", 1)[1].removesuffix(".html").replace("/", ".").replace("_", "-")
        if not any(re.search(rf"<c-{re.escape(name)}[\s/>]", text) for text in texts):
            unused.append(name)
    assert unused == []


@pytest.mark.parametrize("path", tree.templates(), ids=tree.name_of)
def test_nothing_is_inline(path):
    text = path.read_text()
    assert not re.search(r"\sstyle=[\"']", text)
    assert not re.search(r"\son(click|change|submit|load|input)=", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>(?!\s*</script>)", text) or "json_script" in text


@pytest.mark.parametrize("path", PAGES, ids=tree.name_of)
def test_a_template_asks_nobody_who_they_are(path):
    """A page receives `may_close`; it does not look at the user's permissions itself."""
    assert not re.search(r"{%\s*(if|elif)[^%]*\b(user\.(kind|is_(?!authenticated)|has_)|perms\.)", path.read_text())


def test_no_page_uses_a_name_of_its_frame():
    """The scripts find the frame's parts by their ids; a section of a page with the same one would be taken for it."""
    shared = tree.SOURCE / "web/shared/templates/shared"
    frame = [shared / "base.html", *(path for path in shared.glob("_*.html") if path.name in _FRAME)]
    names = {name for path in frame for name in re.findall(r'\bid="([a-z-]+)"', path.read_text())}
    assert {"main", "messages", "page-waiting"} <= names
    pages = [path for path in PAGES if path not in frame and path.name not in {"error.html", "405.html"}]
    taken = {
        tree.name_of(path): found
        for path in pages
        if (found := names & set(re.findall(r'\bid="([a-z-]+)"', path.read_text())))
    }
    assert taken == {}
