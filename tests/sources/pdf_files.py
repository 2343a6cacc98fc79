"""Writes small PDF files, page by page and line by line."""

from __future__ import annotations

from collections.abc import Sequence

Line = tuple[str, int, bool]


def pdf(pages: Sequence[Sequence[str | Line]], *, extra: bytes = b"", title: str = "") -> bytes:
    """A PDF file.

    Args:
        pages: lines of each page, from top to bottom: text, or text with its size in points and whether it is bold.
        extra: goes into the trailer as it is.
        title: what the file says it is called.
    """
    bodies: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    kids = []
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica%s>>"
    fonts = b"<</Font<</F1%s/F2%s>>>>" % (font % b"", font % b"-Bold")
    for page in pages:
        drawn = [b"BT"]
        height = 760
        for line in page:
            text, size, bold = line if isinstance(line, tuple) else (line, 10, False)
            height -= 14
            escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
            drawn.append(b"/F%d %d Tf 1 0 0 1 50 %d Tm (%s) Tj" % (2 if bold else 1, size, height, escaped))
        stream = b"\n".join([*drawn, b"ET"])
        number = len(bodies) + 1
        kids.append(b"%d 0 R" % number)
        bodies.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources%s/Contents %d 0 R>>"
            % (fonts, number + 1)
        )
        bodies.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    bodies[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    bodies.append(b"<</Title(%s)>>" % title.encode("cp1252"))
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(bodies) + 1, table)
    trailer = b"trailer<</Size %d/Root 1 0 R/Info %d 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        len(bodies) + 1,
        len(bodies),
        extra,
        start,
    )
    return out + head + trailer
