"""Every letter stands seven to one against its ground, every sign and border three to one (SCREENS X3)."""

import pytest

from tests.browser.survey import Survey

TEXT, CONTROL = 7.0, 3.0
WALKS = [
    ("nl", "", "usual"),
    ("nl", "plus", "usual"),
    ("ar", "", "usual"),
    ("ar", "plus", "usual"),
    ("nl", "", "Lena"),
    ("ar", "plus", "Lena"),
    ("nl", "plus", "Amal"),
    ("ar", "", "Amal"),
]


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("language", "size", "kind"), WALKS)
def test_every_page_is_read_in_poor_light(survey: Survey, language: str, size: str, kind: str) -> None:
    found = [
        f"{name}: {what} {contrast:.2f}"
        for name, page in survey.of(language, is_large=size == "plus", kind=kind).items()
        for least, kind in ((TEXT, "texts"), (CONTROL, "controls"))
        for what, contrast in page.contrast[kind]
        if contrast < least
    ]

    assert not found, "\n".join(found)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("language", ["ar"])
def test_it_measures_letters_of_every_script_that_axe_passes_over(survey: Survey, language: str) -> None:
    measured = [text for page in survey.of(language).values() for text, _contrast in page.contrast["texts"]]

    assert any("\u0600" <= text[0] <= "\u06ff" for text in measured)
    assert len(measured) > 500
