"""The partners of a brief in its records."""

from __future__ import annotations

import json

from briefpress.publish.records import csl, datacite, dspace
from briefpress.publish.records.publication_record import publication_record
from rendered import brief_of


def test_records_name_the_partners_as_bodies_that_took_part() -> None:
    partners = [{"name": "Maji House"}, {"name": "R & D\nFund"}]
    record = publication_record(brief_of(partners=partners), "water")

    found = json.loads(datacite.write(record).data or b"")["contributors"]
    assert [(each["name"], each.get("nameType"), each["contributorType"]) for each in found] == [
        ("Maji House", "Organizational", "Other"), ("R & D Fund", "Organizational", "Other"),
        ("The Water Desk", None, "RightsHolder"),
    ]  # fmt: skip
    (item,) = json.loads(csl.write(record).data or b"")
    assert [each["literal"] for each in item["contributor"]] == ["Maji House", "R & D Fund"]
    assert b"Maji House" in (dspace.write(record).data or b"")
