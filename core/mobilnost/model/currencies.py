"""The currencies of ISO 4217 and their minor units: with how many decimals amounts are paid.

List one of the standard's maintenance agency, and below it those that an earlier list had and that programmes have paid
in. Funds, precious metals and units of account are no money of a grant, and are left out. What programs show of a
currency is another matter: the CLDR writes Serbian dinars and Albanian leks without decimals, and both have two.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from mobilnost.model.codes import Check
from mobilnost.model.problems import BadValue

SOURCE = "https://www.six-group.com/dam/download/financial-information/data-center/iso-currrency/lists/list-one.xml"
PUBLISHED, REVIEWED = date(2026, 1, 1), date(2026, 11, 22)
#: The codes by their minor units.
LISTED: Mapping[int, str] = MappingProxyType(
    {
        0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
        2: (
            "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP "
            "CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS "
            "INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN "
            "MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE "
            "SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR "
            "ZMW ZWG"
        ),
        3: "BHD IQD JOD KWD LYD OMR TND",
    }
)
#: The list as it was published on 1 January 2017 has them too; stays of those years were paid in them.
WITHDRAWN: Mapping[int, str] = MappingProxyType({2: "BGN HRK"})
MINOR_UNITS: Mapping[str, int] = MappingProxyType(
    {code: units for table in (WITHDRAWN, LISTED) for units, codes in table.items() for code in codes.split()}
)
CURRENCY = Check("currency-code", lambda value: value in MINOR_UNITS)


def minor_units(currency: str) -> int:
    """The decimals that amounts of a currency have: EUR 2, JPY 0. Raises `BadValue` where the standard has none."""
    if currency not in MINOR_UNITS:
        raise BadValue("currency", found=currency, expected=CURRENCY.expected)
    return MINOR_UNITS[currency]
