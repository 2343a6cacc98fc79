"""Bytes to text without losing a character: byte order marks, UTF-8, UTF-16, then a detected encoding."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from internbot.errors import SourceError

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_USUAL_SIGNS = frozenset("‘’“”„‚–—…•€£©®™°·§«»¿¡\u00a0")
_SAMPLE = 65_536  # bytes that the encoding is detected from: detection reads them many times over
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.01  # share of control characters from which a file is taken for binary


def decode(raw: bytes, *, declared: str | None = None) -> str:
    """The text of `raw`, with line ends as `\\n` and without a byte order mark.

    Args:
        raw: the bytes of a file.
        declared: an encoding that the file itself names; tried after UTF-8.

    Raises:
        SourceError: the bytes are no text, or no encoding fits all of them.
    """
    text = _decode(raw, declared)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _decode(raw: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return _checked(raw[len(mark) :].decode(encoding))
            except UnicodeDecodeError as error:
                raise SourceError(
                    f"begins as {encoding.upper()} text but breaks at byte {error.start + len(mark)}; "
                    "save it again as UTF-8"
                ) from error
    if b"\x00" in raw:
        return _without_mark(raw)
    try:
        return _checked(raw.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    for encoding in ([declared] if declared else []) + _detected(raw):
        try:
            return _checked(raw.decode(encoding))
        except (UnicodeDecodeError, LookupError):
            continue
    raise SourceError("is no text in any encoding that could be recognised; save it as UTF-8")


def _checked(text: str) -> str:
    """`text`, unless it has the control characters of a binary file."""
    found = len(_CONTROLS.findall(text[:_SAMPLE]))
    if "\x00" in text or found > _MOST_CONTROLS * min(len(text), _SAMPLE):
        raise SourceError("holds binary data, not text; give the file its right ending or leave it out")
    return text


def _without_mark(raw: bytes) -> str:
    """UTF-16 without a mark: of plain text, nearly all zero bytes stand at one of the two places."""
    sample = raw[: _SAMPLE - _SAMPLE % 2]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if high * 3 > len(sample) // 2 and low * 20 < high:
            try:
                return _checked(raw.decode(encoding))
            except UnicodeDecodeError:
                continue
    raise SourceError("holds binary data, not text; give the file its right ending or leave it out")


def _detected(raw: bytes) -> list[str]:
    """Names of encodings that may fit, likeliest first."""
    start = next((i for i, byte in enumerate(raw) if byte > 0x7F), 0)
    # A window around the first byte beyond ASCII: a long ASCII beginning would tell nothing.
    begin = max(0, start - 2_000)
    window = raw[begin : begin + _SAMPLE]
    found = [match.encoding for match in from_bytes(window)]
    # Text of few accents fits many encodings equally well; of these, the commonest goes first.
    return ["cp1252", *found] if _is_western(window) else [*found, "cp1252"]


def _is_western(raw: bytes) -> bool:
    """Whether bytes read as Windows-1252 are letters within words and usual signs, nothing else."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return False
    strange = sum(1 for char in text if char > "\x7f" and not char.isalpha() and char not in _USUAL_SIGNS)
    beyond = len(re.findall(r"[^\x00-\x7f]", text))
    runs = len(re.findall(r"[^\x00-\x7f]{2,}", text))
    return not strange and runs * 5 <= beyond and beyond * 4 <= len(text)
