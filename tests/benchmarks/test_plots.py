from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.results_made import results, without
from side_by_side.drawing import draw
from side_by_side.plots import Line, lines, pairs
from side_by_side.results import Results

SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg: str) -> ElementTree.Element:
    """The plot, which says in words what it shows and needs nothing from elsewhere."""
    tree = ElementTree.fromstring(svg)
    assert tree.get("role") == "img"
    named = {one.get("id"): one.text for one in tree.iter() if one.get("id")}
    assert tree.get("aria-labelledby", "").split() == list(named) == ["title", "description"]
    assert all(named.values())
    assert "prefers-color-scheme:dark" in (tree.findtext(f"{SVG}style") or "")
    assert not any("href" in key or key == "src" for one in tree.iter() for key in one.attrib)
    return tree


def test_lines_rise_on_logarithmic_scales_and_are_told_apart_without_colour() -> None:
    two = [
        Line("a & b", ((10, 1), (100, 10), (1000, 100)), ours=True),
        Line("other", ((10, 2), (100, 4), (1000, 8)), ours=False, dashed=True),
    ]
    svg = lines("Time <1>", "passages", "ms", two)
    tree = drawn(svg)
    paths = [
        [tuple(map(float, pair.split(","))) for pair in one.get("points", "").split()]
        for one in tree.iter(f"{SVG}polyline")
    ]
    (x0, y0), (x1, y1), (x2, y2) = paths[0]
    assert abs((x1 - x0) - (x2 - x1)) < 0.2
    assert abs((y0 - y1) - (y1 - y2)) < 0.2
    assert y0 > y2
    assert len(list(tree.iter(f"{SVG}circle"))) == 3
    classes = [one.get("class", "") for one in tree.iter(f"{SVG}polyline")]
    assert ["dashed" in one for one in classes] == [False, True]
    assert "a & b: 1 at 10, 10 at 100, 100 at 1,000" in (tree.findtext(f"{SVG}desc") or "")


def test_names_at_the_ends_of_lines_do_not_cover_each_other() -> None:
    close = [Line(f"line {number}", ((1, 5), (2, 5 + number / 100)), ours=True) for number in range(4)]
    tree = drawn(lines("t", "x", "y", close))
    heights = sorted(
        float(one.get("y", "0")) for one in tree.iter(f"{SVG}text") if (one.text or "").startswith("line ")
    )
    assert all(after - before >= 15.9 for before, after in pairwise(heights))


def test_bars_are_as_long_as_their_numbers() -> None:
    tree = drawn(pairs("Quality", [("set", 80.0, 40.0)], ("ours", "theirs")))
    ours, theirs = (
        float(one.get("width", "0")) for one in tree.iter(f"{SVG}rect") if one.get("height") == "13"
    )
    assert abs(ours - 2 * theirs) < 0.2


def test_a_comparison_is_drawn_into_files(tmp_path: Path) -> None:
    shown = draw(results(), tmp_path / "docs" / "plots", tmp_path / "docs")
    assert [group for group, _ in shown] == ["quality", "ingest", "search", "streams"]
    for name in ("quality", "index", "search", "streams"):
        drawn((tmp_path / "docs" / "plots" / f"{name}.svg").read_text(encoding="utf-8"))
    assert all(told.startswith("![") and "](plots/" in told for _, told in shown)


def test_what_was_not_measured_is_not_drawn(tmp_path: Path) -> None:
    lacking = without(results(), "1000", "internbot", "failed")
    assert [group for group, _ in draw(lacking, tmp_path, tmp_path)] == ["quality", "search", "streams"]
    assert draw(Results(lacking.machine), tmp_path, tmp_path) == []
