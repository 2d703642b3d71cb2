"""Who stands behind a brief: its series and publisher, the people who made it, who paid for it."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from briefpress.content.model.countries import country_fields
from briefpress.content.model.fields import Doi, Model, Prose, Text, Url
from briefpress.content.model.identifiers import CountryCode, Issn, Language, Orcid, Ror
from briefpress.content.model.names import cited_name, full_name
from briefpress.content.model.pictures import Logo


class Country(Model):
    """A country that the brief is about: its name or code, or both as fields."""

    name: Text
    """The country's name, as it stands in the cover band."""
    code: CountryCode
    """ISO 3166-1 code: two or three capital letters, such as KZ."""

    @model_validator(mode="before")
    @classmethod
    def _find(cls, data: Any, info: ValidationInfo) -> Any:
        return country_fields(data, str((info.context or {}).get("language") or "en"))


class Series(Model):
    """The series that the brief belongs to."""

    title: Text
    """The series title, such as "Countering Rollback Country Brief"."""
    number: Text | None = None
    """The brief's number in the series."""
    issn: Issn | None = None
    """ISSN of the series, such as 1234-5679."""


class Publisher(Model):
    """Who publishes the brief."""

    name: Text
    """The publisher's name."""
    place: Text | None = None
    """The place of publication, for the suggested citation."""
    url: Url | None = None
    """The publisher's website: an address that begins with https://."""
    ror: Ror | None = None
    """The publisher's ROR id, such as https://ror.org/03vek6s52; the records of a package name it."""
    logo: Logo | None = None
    """The publisher's logo, at the head of the first page and on the back cover."""
    address: Text | None = None
    """The postal address, each of its lines on a line of its own."""


class Partner(Model):
    """A body that the brief is published with."""

    name: Text
    """The partner's name."""
    url: Url | None = None
    """The partner's website: an address that begins with https://."""
    ror: Ror | None = None
    """The partner's ROR id, such as https://ror.org/03vek6s52."""
    logo: Logo | None = None
    """The partner's logo, at the head of the first page."""


class Person(Model):
    """An author or another contributor."""

    name: Text = ""
    """The name as it is printed, such as "Harshita Kumari"; made of given and family, where both are there."""
    family: Text | None = None
    """The family name, where it is not the last word of the name; for an organisation, its whole name."""
    given: Text | None = None
    """The given names, where they are not all the rest of the name."""
    affiliation: Text | None = None
    """Where the person works."""
    ror: Ror | None = None
    """The ROR id of the affiliation, such as https://ror.org/03vek6s52; the records of a package name it."""
    orcid: Orcid | None = None
    """ORCID iD: sixteen digits in four groups."""
    role: Text | None = None
    """What the person did, such as "editor" or "map"."""
    email: Annotated[str, Field(pattern=r"^[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\".]+$")] | None = None
    """Where readers can write to: name@example.org."""
    biography: Prose | None = None
    """A few words about the person, for the end of the brief."""

    @model_validator(mode="after")
    def _check_name(self) -> Self:
        if not self.name and not (self.given and self.family):
            raise PydanticCustomError("person-name", "there is no name")
        return self

    def named(self, language: str) -> Person:
        """This person with a name to print in a brief in a language, made of its parts if it has no other."""
        if self.name:
            return self
        made = full_name(self.given or "", self.family or "", language)
        return self.model_copy(update={"name": made})

    @property
    def cited_as(self) -> str:
        """Family name, then the initials of the other names, as far as they are known: Kumari, H."""
        return cited_name(self.name, self.family, self.given, "")


class Funding(Model):
    """Who paid for the work."""

    funder: Text
    """The funder's name."""
    ror: Ror | None = None
    """The funder's ROR id, such as https://ror.org/03vek6s52."""
    project: Text | None = None
    """The project that the brief belongs to."""
    grant: Text | None = None
    """The grant number."""
    statement: Prose | None = None
    """The sentence that the funder wants to be printed; otherwise one is set from the fields."""


class LanguageEdition(Model):
    """The same brief in another language."""

    language: Language
    """Its language as a BCP 47 tag, such as fr."""
    brief: Text | None = None
    """Its content file, such as mali.fr.yaml: the pages of HTML of both lead to one another."""
    url: Url | None = None
    """Where it is published: an address that begins with https://."""
    doi: Doi | None = None
    """Its DOI, such as 10.1234/abc."""

    @property
    def address(self) -> str:
        """Where it is published, by its DOI or else its address; "" if the brief does not say so."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url or ""


class OwnLicence(Model):
    """A licence that is not in the list."""

    name: Text
    """What the licence is called, in the language of the brief."""
    url: Url
    """Where its terms stand: an address that begins with https://."""


class BackCover(Model):
    """The last page: who publishes the brief, and how to get in touch and to find it online."""

    about: Prose | None = None
    """A few words about the institute."""
    contact: Prose | None = None
    """Whom a reader can write to, and where."""
    qr: Annotated[str, Field(pattern=r"^(doi|url|https?://[^\s<>\"]+)$")] | None = None
    """A QR code that leads to the doi or the url of the brief, or to an address of your own."""
    barcode: Literal["isbn"] | None = None
    """`isbn` for the barcode of the brief's ISBN, which booksellers and libraries scan."""
