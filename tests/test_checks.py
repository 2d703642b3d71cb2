"""Every rule speaks where something is wrong, and is silent where nothing is."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from briefpress import checks, content, html, outline, pdf, pictures, structure
from briefpress.checks import RULES, Family, Subject
from briefpress.documents import Attachment
from briefpress.engines import page_validation, verapdf
from briefpress.profiles import PROFILES
from briefpress.theme import Theme
from conftest import ROOT
from defects import MUTANTS
from mutants import mutate
from test_conformance import need

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from briefpress.documents import HtmlDocument
    from briefpress.engines import Verdict
    from briefpress.model import Brief
    from briefpress.structure import PdfStructure
    from mutants import Mutant, Paper
