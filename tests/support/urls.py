"""Every address there is, read from the resolver as Django reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True, slots=True)
class Address:
    """One address: its whole name, its view, and the converters of its parameters, those of its includes too."""

    name: str
    view: Any
    parameters: dict[str, str]

    @property
    def module(self) -> str:
        return getattr(self.view, "__module__", "")

    @property
    def is_ours(self) -> bool:
        return self.module.startswith(("helevejen.", "tests."))


def addresses(urlconf: str | None = None) -> list[Address]:
    """Return every address of a urlconf, the site's own unless another is named."""
    return list(_walk(get_resolver(urlconf).url_patterns, "", {}))


def _walk(patterns: list[Any], namespace: str, parameters: dict[str, str]) -> Iterator[Address]:
    for pattern in patterns:
        here = parameters | {
            name: type(converter).__name__.removesuffix("Converter").lower()
            for name, converter in pattern.pattern.converters.items()
        }
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner, here)
        elif isinstance(pattern, URLPattern):
            yield Address(f"{namespace}{pattern.name or pattern.pattern}", pattern.callback, here)
