"""Nothing anywhere asks where somebody is from, what she believes or who she is to the state (SPEC A10)."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from peewee import Model, TextField

from kiosk import app as _every_feature  # noqa: F401  loads the models of all features
from kiosk.accounts.models import Wrap
from kiosk.core import schema
from kiosk.core.record import Record, SharedRecord, kinds
from sync.central import tables
from tests.architecture.house import ROOT, modules, plant, tree

# Word by word, in the languages of the product and some that a programmer may reach for.
WORDS = """
    nationality nationalities nationaliteit nacionalidad nacionalidade nationalitate cetatenie uyruk allampolgarsag
    residence residency verblijf verblijfsstatus residencia ikamet asylum asiel refugee immigration visa jinsiya
    bsn burgerservicenummer ssn nif dni nie cnp kimlik passport paspoort pasaporte passaporte pasaport utlevel
    religion religious religie geloof godsdienst religiao vallas din
    ethnicity ethnic etniciteit etnia etnicitate race skin descent
    birthdate birthday birthdays dob born geboortedatum nacimiento nascimento dogum szuletes
"""
FORBIDDEN = frozenset(WORDS.split())
FORBIDDEN_PAIRS = {
    "birth_date",
    "date_of_birth",
    "birth_day",
    "id_number",
    "identity_number",
    "country_of_origin",
}
# An activity, a centre and a training are public; what says who a person is, is sealed.
PERSONAL = {
    "name",
    "surname",
    "phone",
    "telephone",
    "email",
    "mail",
    "address",
    "street",
    "note",
    "motivation",
    "photo",
}


# What a woman who works here agreed that the public screen says.
SAID_ALOUD = {"shown_name"}


def is_forbidden(name: str) -> bool:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().replace("-", "_")
    return bool(FORBIDDEN & set(words.split("_"))) or any(pair in words for pair in FORBIDDEN_PAIRS)


def field_names(models: list[type[Model]]) -> Iterator[str]:
    for model in models:
        yield model._meta.table_name
        yield from (field.column_name for field in model._meta.sorted_fields)
        yield from model._meta.fields


def names_in(root: Path) -> Iterator[tuple[str, str]]:
    """Yield each name under which a page, a document or a message could carry a fact about a person."""
    for path in sorted((root / "templates").rglob("*.html")):
        found = re.findall(r'\b(?:name|id|for)="([\w-]+)"', path.read_text(encoding="utf-8"))
        yield from ((str(path.relative_to(root)), name) for name in found)
    for path in sorted((root / "kiosk").rglob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        yield from ((str(path.relative_to(root)), name) for name in keys(document))
    for path in modules(root, "kiosk", "sync"):
        # Drawn people have a skin; it says nothing about anybody.
        if "drawings" not in path.parts:
            yield from ((str(path.relative_to(root)), name) for name in declared(tree(path)))


def declared(module: ast.Module) -> Iterator[str]:
    """Yield the names of arguments and of typed fields."""
    for node in ast.walk(module):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        if isinstance(node, ast.arg):
            yield node.arg


def keys(document: Any) -> Iterator[str]:
    if isinstance(document, dict):
        yield from document
        document = list(document.values())
    if isinstance(document, list):
        for part in document:
            yield from keys(part)


def faults(root: Path) -> list[str]:
    return [f"{where} has {name}" for where, name in names_in(root) if is_forbidden(name)]


def unsealed(names: list[str]) -> list[str]:
    """Return the columns of a private record that tell who somebody is and are not sealed."""
    return [name for name in names if set(name.split("_")) & PERSONAL and not name.endswith("_sealed")]


def test_no_column_asks_who_somebody_is_to_the_state() -> None:
    stored = [*schema.models(), *(table for table in vars(tables).values() if is_table(table))]

    assert [name for name in field_names(stored) if is_forbidden(name)] == []


def is_table(thing: Any) -> bool:
    return isinstance(thing, type) and issubclass(thing, Model) and thing is not Model


def test_no_page_document_or_message_does_either() -> None:
    assert faults(ROOT) == []


@pytest.mark.parametrize(
    "model", [model for model in kinds().values() if not issubclass(model, SharedRecord)]
)
def test_what_tells_who_somebody_is_lies_in_an_envelope(model: type[Record]) -> None:
    names = {field.name for field in model.replicated_fields()} - SAID_ALOUD

    assert unsealed(sorted(names)) == []


def test_an_envelope_is_text() -> None:
    sealed = [
        field
        for model in kinds().values()
        for field in model.replicated_fields()
        # A wrap is no envelope: a key under a secret, with how it was stretched beside it.
        if "sealed" in field.name and model is not Wrap
    ]

    assert sealed
    assert all(isinstance(field, TextField) and field.name.endswith("_sealed") for field in sealed)


@pytest.mark.parametrize(
    "name",
    [
        "nationality",
        "mother_nationality",
        "countryOfOrigin",
        "bsn",
        "passport-number",
        "birth_date",
        "geboortedatum",
    ],
)
def test_it_sees_a_forbidden_name(name: str, tmp_path: Path) -> None:
    plant(tmp_path, "templates/needs/new.html", f'<input name="{name}">')
    plant(tmp_path, "kiosk/sample/data/people.json", json.dumps([{"who": {name: 1}}]))
    plant(tmp_path, "kiosk/needs/forms.py", f"def read({name.replace('-', '_')}: str) -> None: ...\n")

    assert len(faults(tmp_path)) == 3


@pytest.mark.parametrize(
    "name", ["citizenship", "address", "national_holiday_room", "dining", "trace", "number"]
)
def test_it_lets_other_names_pass(name: str) -> None:
    assert not is_forbidden(name)


def test_it_sees_a_name_outside_its_envelope() -> None:
    assert unsealed(["first_name", "phone_sealed", "number", "e_mail", "note"]) == [
        "first_name",
        "e_mail",
        "note",
    ]
