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
    found = [match.encoding for match in from_bytes(raw[begin : begin + _SAMPLE])]
    # Western text of few accents fits many encodings equally; the commonest of them goes first.
    western = [name for name in ("cp1252",) if name in found or not found]
    multibyte = [
        name
        for name in found
        if name in ("shift_jis", "cp932", "euc_jp", "gb18030", "big5", "euc_kr", "cp949")
    ]
    return multibyte[:1] + western + found if _mostly_ascii(raw) else found + western


def _mostly_ascii(raw: bytes) -> bool:
    sample = raw[:_SAMPLE]
    return sum(byte > 0x7F for byte in sample) * 10 < len(sample)
