from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internbot.sources.html_trees import parse_html
from internbot.sources.tables import is_layout, table_rows


def rows(source: str, sign: str = "") -> list[str]:
    tree = parse_html(f"<table>{source}</table>")
    assert tree is not None
    return list(table_rows(next(tree.iter("table")), sign))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<tr><th>A<th>B<tr><td>1<td>2", ["A: 1; B: 2"]),
        ("<thead><tr><td>A<td>B</thead><tr><td>1<td>", ["A: 1"]),
        ("<tr><td><b>A</b><td><b>B</b><tr><td>1<td>2", ["A: 1; B: 2"]),
        ("<tr><td>1<td>2", ["1; 2"]),
        ("<tr><th>A<th>B<tr><td rowspan=2>1<td>2<tr><td>3", ["A: 1; B: 2", "A: 1; B: 3"]),
        ("<tr><th colspan=2>A<th>B<tr><td>1<td>2<td>3", ["A: 1; 2; B: 3"]),
        ("<tr><th>A<th>B<tr><td colspan=2>All of it<tr><td>1<td>2", ["All of it", "A: 1; B: 2"]),
        ("<caption>Pay</caption><tr><th>A<th>B<tr><td>1<td>2", ["Pay", "A: 1; B: 2"]),
        (
            "<tr><th>Place<th>B<tr><td>Rome<br>Paris<td>one<br>and two",
            ["Place: Rome / Paris; B: one and two"],
        ),
        ("<tr><th>A<th>B<tr><td>1<td>by ⌖", ["A: 1"]),
    ],
)
def test_rows_name_their_columns(source: str, expected: list[str]) -> None:
    assert rows(source, "⌖") == expected


def test_tables_that_arrange_a_page_are_told_from_those_that_hold_data() -> None:
    for source, layout in (
        ("<table><tr><td>one</table>", True),
        ("<table role=presentation><tr><td>1<td>2</table>", True),
        ("<table><tr><td><table><tr><td>1<td>2</table></table>", True),
        ("<table><tr><td>1<td>2</table>", False),
        ("<table><tr><th>A<tr><td>1</table>", False),
    ):
        tree = parse_html(source)
        assert tree is not None
        assert is_layout(next(tree.iter("table"))) is layout


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_huge_spans_cost_nothing(columns: int, lines: int) -> None:
    found = rows(f"<tr><th>A<th>B<tr><td colspan={columns} rowspan={lines}>1<td>2<tr><td>3<td>4")
    assert sum(map(len, found)) < 1_000
