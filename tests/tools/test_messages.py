from babel.messages.catalog import Catalog

from tools.messages import find_faults


def _source(*texts) -> Catalog:
    catalogue = Catalog()
    for text in texts:
        catalogue.add(text, locations=[("page.html", 0)])
    return catalogue


def _known(**texts) -> Catalog:
    catalogue = Catalog(locale="en")
    for text, english in texts.items():
        catalogue.add(text, english)
    return catalogue


def test_a_whole_catalogue_has_no_faults():
    assert list(find_faults(_source("Ja"), _known(Ja="Yes"))) == []


def test_missing_untranslated_and_unused_texts_are_named():
    faults = "\n".join(find_faults(_source("Ja", "Nej"), _known(Nej="", Måske="Maybe")))
    assert "not in the catalogue (run: make messages): 'Ja'" in faults
    assert "no English: 'Nej'" in faults
    assert "no longer used (run: make messages): 'Måske'" in faults


def test_an_uncertain_text_is_named():
    known = Catalog(locale="en")
    known.add("Ja", "Yes", flags=["fuzzy"])
    assert "fuzzy" in next(find_faults(_source("Ja"), known))


def test_the_english_fills_in_the_same_values():
    known = Catalog(locale="en")
    known.add("%(name)s har bolden", "it is the turn of %(person)s")
    assert "fills in other values" in next(find_faults(_source("%(name)s har bolden"), known))


def test_a_plural_needs_both_forms():
    known = Catalog(locale="en")
    known.add(("%(n)s sag", "%(n)s sager"), ("%(n)s case", ""))
    assert "no English" in next(find_faults(_source(("%(n)s sag", "%(n)s sager")), known))
