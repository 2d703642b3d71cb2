"""The rules on what a brief is made of: a module for each part of it."""

from __future__ import annotations

from briefpress.content.rules import (
    brands,
    charts,
    codes,
    data,
    fields,
    images,
    people,
    pointers,
    queries,
    references,
    texts,
    yaml,
)
from briefpress.findings import rules_in

RULES = (
    *rules_in(vars(yaml)),
    *rules_in(vars(fields)),
    *rules_in(vars(texts)),
    *rules_in(vars(pointers)),
    *rules_in(vars(references)),
    *rules_in(vars(images)),
    *rules_in(vars(people)),
    *rules_in(vars(brands)),
    *rules_in(vars(data)),
    *rules_in(vars(codes)),
    *rules_in(vars(charts)),
    *rules_in(vars(queries)),
)
