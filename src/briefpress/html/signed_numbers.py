"""Numbers with signs, and addresses, in text from right to left, which are to be seen as they were written."""

from __future__ import annotations

import re

from briefpress.html.no_break_spaces import UNITS
from briefpress.html.page_texts import change_texts

# Left to right, unseen: what stands after it belongs to the number (Unicode UAX #9, 2.7).
_MARK = "\u200e"
# The codes of ISO 4217 for currencies in use.
_CURRENCIES = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF "
    "CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD "
    "HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD "
    "MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN "
    "PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY "
    "TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG"
)
_UNIT = rf"(?:{UNITS}|{'|'.join(_CURRENCIES.split())})(?![\w'’-])"
_DIGITS = r"\d[\d.,]*"
# What is to be read from left to right, though it begins with a digit or a sign.
_RUNS = (
    r"[+\u2212±-]\s?\d",  # -3.2, +254 20
    r"[$€£¥₦₹₪]\s?\d",
    r"\d+(?:-\d+){2}",  # a date, an ISBN or the like
    rf"{_DIGITS}\s?[%‰]",
    rf"{_DIGITS}\s?{_UNIT}",  # 45 km, but not "2024 UNICEF", where the year is read first
    rf"{_DIGITS}\s?[A-Za-z]+\s?[=≈≤≥<>]\s?\d",  # 1 USD = 134.8 KES
)
# Letters, digits and signs of ASCII alone. At the end of a line, the signs in "https://" would be taken for
# those of the text.
_ADDRESS = re.compile(r"<a (?![^>]*\bdir=)([^>]*>(?=[^<]*[A-Za-z])(?=[^<]*[./:@])[!-;=?-~]+</a>)")
_IS_RTL = re.compile(r'<html\b[^>]*\sdir="rtl"')
_NUMBER = re.compile(rf"(?<![A-Za-zÀ-ɏ\d_.,/\u200e+\u2212±$€£¥₦₹₪-])(?={'|'.join(_RUNS)})")


def keep_signs_before_numbers(page: str) -> str:
    """Return a page of HTML with a left-to-right mark before numbers with signs, in text from right to left.

    Without one, the rules of Unicode (UAX #9) show -3.2 as 3.2-, 45 km as km 45, and 2026-11-03 as 03-11-2026.
    On a page in such a language, links that show an address are written from left to right. What stands in
    attributes, drawings and equations is left alone.
    """
    if 'dir="rtl"' not in page:
        return page
    if _IS_RTL.search(page):
        page = _ADDRESS.sub(r'<a dir="ltr" \1', page)
    return change_texts(page, "dir", _mark)


def _mark(text: str, direction: str) -> str:
    return _NUMBER.sub(_MARK, text) if direction == "rtl" else text
