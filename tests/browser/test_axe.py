"""axe finds nothing on any page; what it cannot decide is decided here, with the reason."""

from collections import Counter
from typing import Any

import pytest

from tests.browser.survey import READ_BY_AXE, Survey

# What axe calls incomplete, and why it is well.
EXPLAINED = {
    "color-contrast-enhanced": "the linen is a picture, whose colours axe does not know; "
    "test_contrast.py measures every text, and asks for seven to one",
}


def told(name: str, rule: dict[str, Any]) -> str:
    return f"{name}: {rule['id']} {[node['html'][:120] for node in rule['nodes']][:3]}"


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("language", "size", "kind"), READ_BY_AXE)
def test_axe_finds_nothing(survey: Survey, language: str, size: str, kind: str) -> None:
    walked = survey.of(language, is_large=size == "plus", kind=kind)

    found = [told(name, rule) for name, page in walked.items() for rule in page.axe["violations"]]

    assert not found, "\n".join(found)


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("language", "size", "kind"), READ_BY_AXE)
def test_what_axe_cannot_decide_is_explained(survey: Survey, language: str, size: str, kind: str) -> None:
    walked = survey.of(language, is_large=size == "plus", kind=kind)

    found = [
        told(name, rule)
        for name, page in walked.items()
        for rule in page.axe["incomplete"]
        if rule["id"] not in EXPLAINED
    ]

    assert not found, "\n".join(found)


@pytest.mark.timeout(600)
def test_axe_looked_at_the_rules_that_matter(survey: Survey) -> None:
    rules = Counter(rule["id"] for page in survey.of("nl").values() for rule in page.axe["passes"])

    assert {"color-contrast-enhanced", "target-size", "html-has-lang", "button-name", "link-name"} <= set(
        rules
    )
