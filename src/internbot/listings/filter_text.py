"""A filter as one line of text, for addresses and `--where`: `place=Seattle status=open pay>=30USD/hour`.

Conditions stand side by side and all hold; a comma lists alternatives; `!=` leaves out. What holds spaces, commas or
quotation marks is quoted: `place="New York City",Boston`. A filter written here reads as the same filter again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, get_args

from pydantic import ValidationError

from internbot.errors import InvalidRequest
from internbot.listings.amounts import PERIODS, SYMBOLS, usual_currency
from internbot.listings.disciplines import DISCIPLINES, discipline_named
from internbot.listings.filters import (
    Days,
    ListingFilter,
    PayRange,
    PlaceChoice,
    Range,
    RateOfPay,
    StatedField,
    TermChoice,
    parse_filter,
)
from internbot.listings.gazetteer import Gazetteer
from internbot.listings.place_texts import PlaceTexts
from internbot.listings.record import DegreeLevel, EmploymentType, Remote, Season, Sponsorship, Status
from internbot.listings.vocabulary import ListingVocabulary

_VALUE = r'(?:"(?:[^"\\]|\\.)*"|[^\s",]+)'
_CONDITION = re.compile(
    rf"\s*(?P<name>[A-Za-z_]+)\s*(?P<sign>!=|>=|<=|=|>|<)\s*(?P<values>{_VALUE}(?:\s*,\s*{_VALUE})*)(?=\s|$)"
)
_BEGINS = re.compile(r"\s*[A-Za-z_]+\s*(?:!=|>=|<=|=|>|<)")
_ONE = re.compile(_VALUE)
_BARE = re.compile(r'[^\s",\\]+')
_PAY = re.compile(
    r"(?P<before>[A-Z]{3}|[$€£₹])?(?P<amount>\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?)(?P<k>k)?(?P<after>[A-Za-z]{3}|€)?"
    r"/(?P<per>[a-z]+)"
)
_OTHER_NAMES = MappingProxyType(
    {"fulltime": "full_time", "parttime": "part_time", "intern": "internship", "internships": "internship",
     "masters": "master", "bachelors": "bachelor", "doctorate": "phd", "onsite": "no", "on_site": "no",
     "remote": "yes", "citizens": "citizens_only", "autumn": "fall"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Field:
    """A name of the text form: the condition it stands for, and the values it takes, any text where there are none."""

    condition: str
    choices: tuple[str, ...] = ()
    negative: bool = True


FIELDS: MappingProxyType[str, _Field] = MappingProxyType(
    {
        "company": _Field("companies"),
        "title": _Field("titles"),
        "field": _Field("disciplines", DISCIPLINES),
        "place": _Field("places"),
        "remote": _Field("remote", get_args(Remote), negative=False),
        "type": _Field("employment_types", get_args(EmploymentType)),
        "term": _Field("terms"),
        "degree": _Field("degrees", get_args(DegreeLevel)),
        "experience": _Field("experience", negative=False),
        "sponsorship": _Field("sponsorship", get_args(Sponsorship), negative=False),
        "status": _Field("status", get_args(Status), negative=False),
        "pay": _Field("pay", negative=False),
        "paid": _Field("paid", ("yes", "no"), negative=False),
        "posted": _Field("posted", negative=False),
        "closes": _Field("closes", negative=False),
        "states": _Field("stated", get_args(StatedField)),
        "skill": _Field("skills", negative=False),
        "word": _Field("words"),
        "document": _Field("documents", negative=False),
    }
)
"""The names that a filter's text takes."""


class FilterText:
    """Writes filters as text and reads them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._places = PlaceTexts(gazetteer)

    @staticmethod
    def is_one(text: str) -> bool:
        """Whether a text is meant as a filter, rather than as a question in plain words."""
        return not text.strip() or _BEGINS.match(text) is not None

    def read(self, text: str, vocabulary: ListingVocabulary) -> ListingFilter:
        """The filter that a text stands for; "" is the empty one.

        Args:
            text: conditions, as the module says.
            vocabulary: settles places that may be several, and the currency where none is named.

        Raises:
            InvalidRequest: the name or value that is not known, and those that are.
        """
        met: dict[str, Any] = {}
        for name, sign, values in _conditions(text):
            field = FIELDS.get(name)
            if field is None:
                raise InvalidRequest(
                    f"there is no field {name!r} to filter by; there are {', '.join(FIELDS)}"
                )
            if name in ("experience", "posted", "closes", "pay"):
                if sign == "!=" or len(values) != 1:
                    raise InvalidRequest(f"{name} takes one value with =, >= or <=")
                met[field.condition] = self._ranged(
                    name, sign, values[0], met.get(field.condition), vocabulary
                )
                continue
            if sign not in ("=", "!=") or (sign == "!=" and not field.negative):
                raise InvalidRequest(f"{name} takes {'= or !=' if field.negative else 'only ='}, not {sign}")
            read = [self._value(name, field, value, vocabulary) for value in values]
            if name == "paid":
                met[field.condition] = read[0] == "yes"
                continue
            if name == "states" and sign == "=" and len(read) > 1:
                raise InvalidRequest(f"write {' '.join(f'states={one}' for one in read)}, of which all hold")
            if name in ("skill", "word") and sign == "=":
                read = [" or ".join(read)]
            condition = field.condition if sign == "=" else f"not_{field.condition}"
            met.setdefault(condition, []).extend(read)
        try:
            return ListingFilter(**met)
        except ValidationError:
            return parse_filter(met)  # raises, and says what is wrong

    def write(self, wanted: ListingFilter) -> str:
        """The text of a filter; reads as the same filter."""
        return " ".join(self._written(wanted))

    def _written(self, wanted: ListingFilter) -> Iterator[str]:
        for name, field in FIELDS.items():
            value = getattr(wanted, field.condition)
            if value in ((), None):
                pass
            elif isinstance(value, Range):
                yield from _ends(name, value.least, value.most, _number)
            elif isinstance(value, Days):
                yield from _ends(name, value.first, value.last, date.isoformat)
            elif isinstance(value, PayRange):
                yield from _paid(name, value)
            elif isinstance(value, bool):
                yield f"{name}={'yes' if value else 'no'}"
            elif name == "states":
                yield from (f"{name}={one}" for one in value)
            elif name in ("skill", "word"):
                yield from (f"{name}={_joined(one.split(' or '))}" for one in value)
            else:
                yield f"{name}={_joined(map(self._text, value))}"
            if field.negative and (left_out := getattr(wanted, f"not_{field.condition}")):
                yield f"{name}!={_joined(map(self._text, left_out))}"

    def _text(self, value: Any) -> str:
        if isinstance(value, PlaceChoice):
            return self._places.write(value)
        if isinstance(value, TermChoice):
            return "-".join(str(part) for part in (value.season, value.year) if part is not None) or "any"
        return str(value)

    def _value(self, name: str, field: _Field, text: str, vocabulary: ListingVocabulary) -> Any:
        if name == "place":
            return self._places.read(text, vocabulary)
        if name == "term":
            return _term(text)
        if not field.choices:
            return text
        key = re.sub(r"[\s-]+", "_", text.strip().lower()).replace("'", "")
        for choice in (key, _OTHER_NAMES.get(key)):
            if choice in field.choices:
                return choice
        if name == "field" and (known := discipline_named(text)):
            return known
        raise InvalidRequest(f"{name} takes {', '.join(field.choices)}; not {text!r}")

    def _ranged(
        self, name: str, sign: str, text: str, before: Any, vocabulary: ListingVocabulary
    ) -> Range | Days | PayRange:
        if name == "pay":
            return _pay(sign, text, before, vocabulary)
        ends = ("least", "most") if name == "experience" else ("first", "last")
        held = before.model_dump() if before is not None else {}
        kind: type[Range] | type[Days] = Range if name == "experience" else Days
        value: Any
        try:
            value = float(text) if name == "experience" else date.fromisoformat(text)
        except ValueError as error:
            what = "a number of years" if name == "experience" else "a day as YYYY-MM-DD"
            raise InvalidRequest(f"{name} takes {what}, not {text!r}") from error
        if sign in ("<", ">"):
            # Years are asked for in whole numbers, so that fewer than 3 are at most 2.
            one: Any = 1.0 if name == "experience" else timedelta(days=1)
            value = value - one if sign == "<" else value + one
        if sign in ("=", ">=", ">"):
            held[ends[0]] = value
        if sign in ("=", "<=", "<"):
            held[ends[1]] = value
        return kind.model_validate(held)


def _conditions(text: str) -> Iterator[tuple[str, str, list[str]]]:
    at = 0
    while text[at:].strip():
        match = _CONDITION.match(text, at)
        if match is None:
            rest = text[at:].strip()
            raise InvalidRequest(
                f"{rest[:60]!r} is no condition; write conditions such as place=Seattle, with quotation marks around "
                f"a value that holds spaces; the fields are {', '.join(FIELDS)}"
            )
        values = [_unquoted(one) for one in _ONE.findall(match["values"])]
        yield match["name"].lower(), match["sign"], values
        at = match.end()


def _unquoted(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value[1:-1], flags=re.DOTALL) if value.startswith('"') else value


def _quoted(value: str) -> str:
    if _BARE.fullmatch(value):
        return value
    return '"' + re.sub(r'(["\\])', r"\\\1", value) + '"'


def _joined(values: Iterable[str]) -> str:
    return ",".join(map(_quoted, values))


def _number(value: float) -> str:
    return repr(value).removesuffix(".0")


def _ends(name: str, least: Any, most: Any, written: Callable[[Any], str]) -> Iterator[str]:
    if least == most:
        yield f"{name}={written(least)}"
    else:
        yield from [f"{name}>={written(least)}"] if least is not None else []
        yield from [f"{name}<={written(most)}"] if most is not None else []


def _paid(name: str, pay: PayRange) -> Iterator[str]:
    rate = f"{pay.currency}/{pay.per}"
    if pay.least is None and pay.most is None:
        yield f"{name}={rate}"
    else:
        yield from _ends(name, pay.least, pay.most, lambda amount: f"{_number(amount)}{rate}")


def _term(text: str) -> TermChoice:
    seasons: tuple[str, ...] = get_args(Season)
    season: Any = None
    year: int | None = None
    for part in re.split(r"[\s,-]+", text.strip().lower()):
        part = _OTHER_NAMES.get(part, part)
        if part in seasons:
            season = part
        elif re.fullmatch(r"(?:19|20)\d\d", part):
            year = int(part)
        elif text.lower() != "any":
            raise InvalidRequest(f"term takes a season ({', '.join(seasons)}), a year or both, not {text!r}")
    return TermChoice(season=season, year=year)


def _pay(sign: str, text: str, before: PayRange | None, vocabulary: ListingVocabulary) -> PayRange:
    if named := re.fullmatch(r"([A-Z]{3})/(\w+)", text):
        return PayRange(currency=named[1], per=_period(named[2]))
    match = _PAY.fullmatch(text)
    if match is None or sign not in ("=", ">=", "<=") or (match["before"] and match["after"]):
        raise InvalidRequest(
            f"pay takes an amount with its period, such as pay>=30USD/hour or pay<=5000EUR/month, not {sign}{text}"
        )
    amount = float(match["amount"]) * (1000 if match["k"] else 1)
    code = match["before"] or match["after"]
    currency = SYMBOLS.get(code, code.upper()) if code else usual_currency(vocabulary)
    held = PayRange(
        least=amount if sign != "<=" else None,
        most=amount if sign != ">=" else None,
        per=_period(match["per"]),
        currency=currency,
    )
    if before is None:
        return held
    if (before.per, before.currency) != (held.per, held.currency):
        raise InvalidRequest(
            "pay from and to have to be of one currency and period; currencies are not converted"
        )
    return held.model_copy(
        update={
            "least": held.least if held.least is not None else before.least,
            "most": held.most if held.most is not None else before.most,
        }
    )


def _period(text: str) -> RateOfPay:
    if text not in PERIODS:
        raise InvalidRequest(f"pay is per hour, day, week, month or year, not per {text!r}")
    return PERIODS[text]
