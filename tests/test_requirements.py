"""The pinned requirements hold for plain pip, too: `pip install --require-hashes -r packaging/requirements/run.txt`."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from packaging.requirements import Requirement

FOLDER = Path(__file__).resolve().parent.parent / "packaging" / "requirements"


def pinned(kit):
    lines = (FOLDER / f"{kit}.txt").read_text().splitlines()
    found = [Requirement(line.removesuffix("\\").strip()) for line in lines if line[:1].isalnum()]
    return {canonicalize_name(each.name): each for each in found}


def needed(requirement):
    """Return what an installed package asks for, with the extras that are pinned; nothing where it is not installed here."""
    try:
        asked = [Requirement(each) for each in requires(requirement.name) or ()]
    except PackageNotFoundError:
        return []
    extras = {"", *requirement.extras}
    return [
        each for each in asked if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in extras)
    ]


@pytest.mark.parametrize("kit", ["run", "test"])
def test_everything_that_is_asked_for_is_pinned_with_its_extras(kit):
    known = pinned(kit)
    asked = [each for requirement in known.values() for each in needed(requirement) if each.name != "pip"]
    assert len(asked) > 20
    for each in asked:
        pin = known.get(canonicalize_name(each.name))
        assert pin is not None, each
        assert each.extras <= pin.extras, each
        version = next(iter(pin.specifier)).version
        assert each.specifier.contains(version, prereleases=True), (each, version)
