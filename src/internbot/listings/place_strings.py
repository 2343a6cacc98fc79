"""How postings write places: separators, words on remote work, and what surrounds a name."""

from __future__ import annotations

import re

from internbot.listings.record import Remote

SEPARATOR = re.compile(r"\s*(?:[;|•\n]|</?br\s*/?>|\s/\s|/(?=[A-Z]))\s*")
AND = re.compile(r"(?:,\s*|\s+)(?:and|or|&)\s+")
CITY_STATE = re.compile(r"[A-Z][\w.'’ -]*?,\s*[A-Z]{2}(?=\s+[A-Z][a-z]|\s*$)")
_MODE = re.compile(
    r"(?i)\b(?:(?:fully|100\s*%|not|no|non)[\s-]+)?(?:remote(?:ly)?(?:\s+(?:work|ok|friendly|eligible|based))?|hybrid|on-?\s?site"
    r"|in-office|work from home|wfh|telework(?:ing)?|telecommut(?:e|ing)|home[\s-]based|virtual(?: location)?)\b"
    r"(?:\s+(?:in|from|within|across|only)\b)?"
)
_REMOTE = re.compile(
    r"(?i)\bremote|\bwork from home\b|\bwfh\b|\btelework|\btelecommut|\bhome[\s-]based\b|\bvirtual\b"
)
_NOT_REMOTE = re.compile(r"(?i)\b(?:not|no|non)[\s-]+remote\b")
DASHED = re.compile(r"([A-Z]{2,3})-([A-Z]{2,3})-(.+)")
CODE_DASH = re.compile(r"([A-Z]{2,3})-([A-Z][\w.'’ ]*[a-z].*)")
DASH = re.compile(r"\s+[-–—]\s+|\s*[–—]\s*")
NO_COMMA = re.compile(
    r"(?P<town>[A-Z][\w.'’ -]*[a-z.])\s+(?P<code>[A-Z]{2,3})(?:\s+(?P<country>USA?|UK|Canada))?"
)
_NOISE = re.compile(
    r"(?i)^(?:locations?\b:?|greater\s+|metro\s+|(?:various|multiple|several|any|all)\s+(?:locations?|cities|offices|places)(?:\s+(?:in|across|within)"
    r"\s+|\s*\()|(?:anywhere|nationwide|based)\s+(?:in|across|within)\s+)\s*"
    r"|^(?:various|multiple|several)\s+(?=\S+\s+(?:locations|offices)$)|(?:\s+(?:[-–—]\s+)?(?:locations|offices?|headquarters|hq|campus))+$|\s*\(preferred\)?$"
    r"|\s+(?:area|metro(?:politan)?(?:\s+area)?)$|\s*(?:\+|\band\b|&|,)?\s*\+?\d+\s+(?:more|others?)\b.*$|[()]"
)
_DC = re.compile(r"\bD(?:\.\s?|\s)C\.?(?=\W|$)")
STREET = re.compile(r"(?i)#?\d|(?:unit|suite|ste|floor|building|bldg|room)\b\.?\s*\w")
_POSTAL_CODE = re.compile(r"(?<=\b[A-Z]{2})\s+(?:\d{5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d)$")
_ATTACHED = re.compile(r"(?<=\w)\(([A-Z][^(),]+)\)")
_LISTED = re.compile(r"(?P<name>[^()]*)\((?P<inner>[^()]+,[^()]+)\)")


def said_of_remote(text: str) -> Remote:
    """What a place string says on remote work."""
    if "hybrid" in text.lower():
        return "hybrid"
    if _NOT_REMOTE.search(text):
        return "no"
    return "yes" if _REMOTE.search(text) else "unknown"


def without_mode(text: str) -> str:
    """`text` without words on remote work, and with "D.C." as "DC"."""
    return _MODE.sub(" ", _DC.sub("DC", text)).strip(" ,-–—:()")


def without_surroundings(text: str) -> str:
    """`text` without words such as "Greater", "Metro", "+ 3 more locations"."""
    return _NOISE.sub("", text).strip(" ,-–—:")


def with_commas(text: str) -> str:
    """ "Spring(Texas)" as "Spring, Texas"."""
    return _ATTACHED.sub(r", \1", text)


def without_postal_code(name: str) -> str:
    """ "CA" of "CA 94105", "ON" of "ON M5V 2T6"."""
    return _POSTAL_CODE.sub("", name)


def listed_in_brackets(text: str) -> tuple[str, ...]:
    """The names that a piece lists after a wider one: "Greater Area (DC, MD, VA)"; none where it lists none."""
    match = _LISTED.fullmatch(text.strip())
    return tuple(name.strip() for name in match["inner"].split(",")) if match else ()
