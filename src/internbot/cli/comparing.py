"""What `internbot review conflicts` does; loaded only when it is done, because the database takes its time."""

from __future__ import annotations

from typing import Any

from internbot.cli.databases import clock, database
from internbot.cli.engines import engine
from internbot.cli.terminal import Output, print_json
from internbot.errors import InvalidRequest, NotFound
from internbot.review.accounts import Accounts
from internbot.review.conflicts import SetAside, SetAsides
from internbot.settings import Settings


def conflicts(
    set_aside: str | None, reason: str | None, by: str | None, *, everything: bool, as_json: bool
) -> None:
    """List conflicts between stored sources, or set one aside."""
    with engine(Settings.load()) as work:
        found = {one["key"]: one for one in work.call("conflicts", {})["conflicts"]}
    with database() as opened:
        reasons = SetAsides(opened, clock())
        if set_aside is not None:
            if reason is None or by is None:
                raise InvalidRequest("say --reason WHY and --by NAME with --set-aside")
            if set_aside not in found:
                raise NotFound(f"there is no conflict {set_aside!r}; a source may have changed")
            accounts = Accounts(opened, clock())
            name = accounts.named(by).name
            reasons.put(set_aside, name, reason)
            accounts.note(name, "set aside conflict", set_aside, reason)
            print("set aside while neither text changes")
            return
        aside = reasons.all()
    shown = [one for key, one in found.items() if everything or key not in aside]
    if as_json:
        for one in shown:
            known = aside.get(one["key"])
            print_json(one | {"set_aside": None if known is None else _told(known)}, indent=None)
        return
    output = Output()
    if not shown:
        output.line(
            "no stored articles contradict each other, as far as their amounts and days can be compared"
        )
    for one in shown:
        _print(output, one, aside.get(one["key"]))


def _print(output: Output, one: dict[str, Any], known: SetAside | None) -> None:
    output.line(one["about"], style="bold")
    output.line(one["key"], style="dim")
    for side in one["sides"]:
        dated = f"published {side['published']}" if side["published"] else "no date given"
        output.line(f"    “{' '.join(side['quote'].split())}”")
        output.line(
            f"      {side['title']} ({side['document']}), {dated}, read {side['retrieved']}", style="dim"
        )
    if known is not None:
        output.line(f"    set aside by {known.by}: {known.reason}", style="dim")


def _told(known: SetAside) -> dict[str, str]:
    return {"by": known.by, "at": known.at.isoformat(), "reason": known.reason}
