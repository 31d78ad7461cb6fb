"""House licences are dated, and owners come from one list by domain."""

from __future__ import annotations

import pytest
from license_expression import get_spdx_licensing

from provenance.catalog import load
from provenance.catalog.house_licenses import house_license
from provenance.catalog.outlets import outlets, same_group
from provenance.errors import CatalogError
from provenance.records.houses import house_licenses


@pytest.mark.parametrize(
    ("day", "expression"),
    [("2005-03-01", "LicenseRef-scancode-public-domain"), ("2010-07-04", "CC-BY-2.5"), ("2025-02-01", "CC-BY-4.0")],
)
def test_a_house_licence_holds_from_its_first_day_to_its_last(day: str, expression: str) -> None:
    assert [item.expression for item in house_licenses(load(), "wikinews", day)] == [expression]


def test_every_house_licence_says_where_it_is_stated() -> None:
    stated = [item for outlet in load().outlets.by_id.values() for item in outlet.licenses]
    assert len(stated) > 35
    assert all(item.source for item in stated)


def test_without_a_day_every_licence_is_named() -> None:
    assert len(house_licenses(load(), "wikinews", None)) == 3
    assert house_licenses(load(), None, None) == ()


def test_a_malformed_licence_is_refused() -> None:
    with pytest.raises(CatalogError):
        house_license("example", {"expression": "CC-BY-4.0", "since": "last year"})
    with pytest.raises(CatalogError):
        house_license("example", {"since": "2020"})


def test_an_owner_is_found_by_domain_and_a_stated_group_is_kept() -> None:
    tables = {
        "one": {
            "outlet": [
                {"id": "a", "name": "A Gazette", "domains": ["a.example"]},
                {"id": "b", "name": "B Gazette", "domains": ["b.example"], "group": "other"},
                {"id": "house", "name": "House of Gazettes", "domains": ["house.example"]},
            ]
        },
        "two": {"owner": [{"group": "house", "source": "imprint", "domains": ["a.example", "b.example", "house.example"]}]},
    }
    found = {outlet.id: outlet for outlet in outlets(tables)}
    assert (found["a"].group, found["a"].group_source) == ("house", "imprint")
    assert found["b"].group == "other"
    assert found["house"].group is None
    assert same_group(found["a"], found["house"])


def test_every_owner_of_the_catalog_owns_somebody_and_says_why() -> None:
    owned = [outlet for outlet in load().outlets.by_id.values() if outlet.group_source]
    assert len(owned) > 900
    assert all(outlet.group in load().outlets.by_id for outlet in owned)


def test_every_house_licence_is_an_expression_of_spdx() -> None:
    stated = {item.expression for outlet in load().outlets.by_id.values() for item in outlet.licenses}
    spdx = get_spdx_licensing()
    assert [expression for expression in stated if not expression.startswith("LicenseRef-") and spdx.validate(expression).errors] == []
