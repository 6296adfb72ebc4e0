"""
Every view says who may open it: a permission, or that it is public.

Without a declaration LoginRequiredMiddleware closes a page to the world, but not to everybody who has signed in.
"""

import re
from pathlib import Path

import helevejen.web
from tests.support.urls import Address, addresses

WEB = Path(helevejen.web.__path__[0])

#: Whose views answer for themselves: sign-in and the account's own pages, the language, the built-in answers.
FOREIGN = ("allauth.", "django.views.i18n", "django.views.generic.base", "django.contrib.staticfiles.views")

#: The addresses open to anybody, by name. A page that is added here shows nothing of anybody.
PUBLIC = {
    "shared:accessibility_statement",
    "health",
    "shared:privacy_notice",
    "public:citizen_returned",
    "public:citizen_sign_in",
    "public:company_returned",
    "public:company_sign_in",
    "public:demo_enter",
    "public:published_deadlines",
    "public:front",
    "public:how_we_match",
    "public:password_choose",
}


#: The demo's picker, which stands only in the demo and names its made-up people.
NAMED_BY_WORD = {"public:demo_enter"}


def undeclared(all_of_them: list[Address]) -> list[str]:
    return [
        one.name for one in all_of_them if not hasattr(one.view, "permission") and not one.module.startswith(FOREIGN)
    ]


def test_every_view_declares_a_permission_or_that_it_is_public():
    assert len(addresses()) > 30
    assert undeclared(addresses()) == []


def test_a_naked_view_in_a_nested_include_is_found():
    assert undeclared(addresses("tests.house.naked_urls")) == ["outer:inner:naked"]


def test_the_public_addresses_are_these():
    ours = [one for one in addresses() if one.is_ours and not one.name.startswith("shared:gallery")]
    assert {one.name for one in ours if one.view.permission is None} == PUBLIC


def test_every_number_in_an_address_is_declared_a_number():
    loose = [
        f"{one.name}: {name}"
        for one in addresses()
        for name, converter in one.parameters.items()
        if one.is_ours and converter in {"string", "path"} and one.name not in NAMED_BY_WORD
    ]
    assert loose == []


#: Pages that fetch a row that leads to a citizen and show nothing of the citizen, not even that it is one.
_FETCHED = re.compile(r'fetch\w*\([^\n]*shown=""')
#: A file of an inquiry is fetched so, and the inquiry it belongs to in the next line.
TELLING_NOTHING = {"company/answers.py": 1, "desk/inquiries.py": 1}


def test_few_pages_say_that_they_show_nothing_of_the_citizen():
    said = {
        str(file.relative_to(WEB)): len(_FETCHED.findall(file.read_text(encoding="utf-8")))
        for file in WEB.rglob("*.py")
    }
    assert {file: count for file, count in said.items() if count}.items() <= TELLING_NOTHING.items()
