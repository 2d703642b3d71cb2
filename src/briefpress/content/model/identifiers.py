"""Identifiers, held against their check digits and the lists of those that exist.

The libraries that know them are loaded where a brief has one: each takes 20 to 30 ms.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

_BASE_32 = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's, in which ROR writes its numbers
_TAG = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")
_NO_COUNTRIES = frozenset(
    {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
)  # which Unicode lists beside them
# Encodings of text, by Python's names; others are those of bytes, or of addresses.
_TEXT_ENCODINGS = re.compile(
    "ascii|big5.*|cp[0-9]+|euc.*|gb.*|hp-roman8|hz|iso2022.*|iso8859.*|johab|koi8.*|kz1048|mac-.*|ptcp154|"
    "shift_jis.*|tis-620|utf-(8|16|32).*"
)
# Languages of briefs so far, which need not be looked up.
_COMMON = frozenset({
    "ar", "bn", "de", "en", "es", "fa", "fr", "hi", "id", "it", "ja", "kk", "ko", "ky", "my", "nl", "pl",
    "pt", "ru", "sw", "th", "tr", "uk", "ur", "uz", "vi", "zh",
})  # fmt: skip


def _refuse(message: str, **context: str) -> PydanticCustomError:
    return PydanticCustomError("identifier", message, context)


def _isbn(written: str) -> str:
    from stdnum import isbn  # noqa: PLC0415 - see above

    if isbn.is_valid(written):
        return written
    digits = isbn.compact(written)
    if len(digits) not in (10, 13):
        raise _refuse("an ISBN has 10 or 13 digits; this has {count}", count=str(len(digits)))
    raise _refuse(
        'the check digit of the ISBN "{number}" is wrong: a digit is mistyped', number=written
    )


def _issn(written: str) -> str:
    from stdnum import issn  # noqa: PLC0415 - see above

    if not issn.is_valid(written):
        message = 'the check digit of the ISSN "{number}" is wrong: a digit is mistyped'
        raise _refuse(message, number=written)
    return written


def _orcid(written: str) -> str:
    from stdnum.iso7064 import mod_11_2  # noqa: PLC0415 - see above

    if not mod_11_2.is_valid(written.replace("-", "")):
        message = 'the check digit of the ORCID iD "{number}" is wrong: a digit is mistyped'
        raise _refuse(message, number=written)
    return written


def _ror(written: str) -> str:
    """Return the ROR id as an address; its last two digits are those of ISO 7064, mod 97-10."""
    from stdnum.iso7064 import mod_97_10  # noqa: PLC0415 - see above

    code = written.rpartition("/")[2]
    number = 0
    for sign in code[:-2]:
        number = number * len(_BASE_32) + _BASE_32.index(sign)
    if not mod_97_10.is_valid(f"{number}{code[-2:]}"):
        message = 'the check digits of the ROR id "{number}" are wrong: a sign is mistyped'
        raise _refuse(message, number=written)
    return f"https://ror.org/{code}"


def is_language(tag: str) -> bool:
    """Say whether a tag is written as BCP 47 has it, with a language that the IANA registry lists."""
    if not _TAG.fullmatch(tag):
        return False
    if tag.partition("-")[0].lower() in _COMMON:
        return True
    import langcodes  # noqa: PLC0415 - see above

    return langcodes.tag_is_valid(tag)


def _language(tag: str) -> str:
    if is_language(tag):
        return tag
    import langcodes  # noqa: PLC0415 - see above

    message = 'there is no language "{tag}"'
    country = langcodes.Language.make(territory=tag.upper()) if len(tag) == 2 else None
    if country and (spoken := country.maximize().language) and spoken != "en":
        message += ': that is a country; its language is "{spoken}"'
        raise _refuse(message, tag=tag, spoken=spoken)
    raise _refuse(message, tag=tag)


def _country_code(code: str) -> str:
    if code not in country_codes():
        raise _refuse(
            'there is no country with the code "{code}"{meant}', code=code, meant=_meant(code)
        )
    return code


def _meant(code: str) -> str:
    from babel.core import get_global  # noqa: PLC0415 - see above

    aliases = get_global("territory_aliases").get(code, ())
    return f': did you mean "{aliases[0]}"?' if len(aliases) == 1 else ""


def is_encoding(name: str) -> bool:
    """Say whether a name is that of an encoding of text."""
    try:
        return _TEXT_ENCODINGS.fullmatch(codecs.lookup(name.strip()).name) is not None
    except LookupError:
        return False


def _encoding(name: str) -> str:
    if not is_encoding(name):
        raise _refuse('there is no encoding "{name}"', name=name)
    return name


@cache
def country_codes() -> frozenset[str]:
    """Return the codes of all countries and territories (ISO 3166-1), and XK for Kosovo, which has none."""
    from babel import Locale  # noqa: PLC0415 - see above

    known = map(str, Locale("en").territories)
    return frozenset(code for code in known if len(code) == 2 and code.isalpha()) - _NO_COUNTRIES


Isbn = Annotated[str, Field(pattern=r"^[\d-]{9,16}[\dX]$"), AfterValidator(_isbn)]
Issn = Annotated[str, Field(pattern=r"^\d{4}-\d{3}[\dX]$"), AfterValidator(_issn)]
Orcid = Annotated[str, Field(pattern=r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$"), AfterValidator(_orcid)]
Ror = Annotated[
    str, Field(pattern=rf"^(https://ror\.org/)?0[{_BASE_32}]{{6}}\d\d$"), AfterValidator(_ror)
]
Language = Annotated[str, Field(pattern=rf"^{_TAG.pattern}$"), AfterValidator(_language)]
CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{2,3}$"), AfterValidator(_country_code)]
Encoding = Annotated[str, Field(pattern=r"^[\w.:-]+$"), AfterValidator(_encoding)]
