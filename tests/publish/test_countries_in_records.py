"""The countries of a brief in its records."""

from __future__ import annotations

import json
from typing import Any

import pytest

from briefpress.publish.records import datacite, dspace
from briefpress.publish.records.publication_record import publication_record
from rendered import brief_of

COUNTRIES = [{"name": "Kenya", "code": "KE"}, {"name": "Mali", "code": "ML"}]


@pytest.mark.parametrize(
    ("fields", "names", "kind"),
    [
        ({"country": None}, [], "Brief"),
        ({"country": None, "countries": COUNTRIES}, ["Kenya", "Mali"], "Country brief"),
    ],
)
def test_records_name_each_country(fields: dict[str, Any], names: list[str], kind: str) -> None:
    record = publication_record(brief_of(**fields), "water")

    found = json.loads(datacite.write(record).data or b"")
    dublin_core = (dspace.write(record).data or b"").decode()
    assert [place["geoLocationPlace"] for place in found.get("geoLocations", [])] == names
    assert [each["subject"] for each in found.get("subjects", [])] == names
    assert found["types"]["resourceType"] == kind
    assert dublin_core.count('qualifier="spatial"') == len(names)
