"""`internbot sites`: which sites may embed the chat."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Annotated, Any

import typer
from pydantic import ValidationError

from internbot.cli.terminal import Output, print_json
from internbot.errors import NotFound, SettingsError
from internbot.settings import Settings
from internbot.sites.site import Site

if TYPE_CHECKING:
    from internbot.sites.store import SiteStore


def sites() -> typer.Typer:
    """The group of commands."""
    group = typer.Typer(
        name="sites",
        help="Let sites embed the chat; no page of another site may, unless it is added here.",
        rich_markup_mode=None,
        no_args_is_help=True,
    )
    for command in (add, show, remove):
        group.command(name="list" if command is show else None)(command)
    return group


def add(
    name: Annotated[str, typer.Argument(help="Short name, as the tag on the pages gives it.")],
    origin: Annotated[
        list[str] | None,
        typer.Option(
            help="Origin of its pages, such as https://careers.example.org or https://*.example.org; once for each."
        ),
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of the panel.")] = None,
    greeting: Annotated[str | None, typer.Option(help="First words of the panel.")] = None,
    starter: Annotated[list[str] | None, typer.Option(help="Question to begin with; once for each.")] = None,
    colour: Annotated[str | None, typer.Option(help="Colour of buttons, such as #1f5fbf.")] = None,
    radius: Annotated[int | None, typer.Option(help="Radius of corners, in pixels.")] = None,
    position: Annotated[str | None, typer.Option(help="Corner of the page: right or left.")] = None,
    language: Annotated[
        str | None, typer.Option(help="Two letters, instead of the visitor's language.")
    ] = None,
    visitor_minute: Annotated[int | None, typer.Option(help="Questions a minute of one visitor.")] = None,
    visitor_day: Annotated[int | None, typer.Option(help="Questions a day of one visitor.")] = None,
    site_minute: Annotated[int | None, typer.Option(help="Questions a minute of all its visitors.")] = None,
    site_day: Annotated[int | None, typer.Option(help="Questions a day of all its visitors.")] = None,
) -> None:
    """Let a site embed the chat, or change one: what is not named stays as it is.

    A running server sees it within seconds.
    """
    looks = {
        "title": title, "greeting": greeting, "starters": tuple(starter) if starter else None, "colour": colour,
        "radius": radius, "position": position, "language": language,
    }  # fmt: skip
    budgets = {
        "visitor_minute": visitor_minute, "visitor_day": visitor_day, "site_minute": site_minute, "site_day": site_day,
    }  # fmt: skip
    with _store() as store:
        try:
            known: dict[str, Any] = store.get(name).model_dump()
        except NotFound:
            known = {"name": name, "origins": (), "appearance": {}, "budgets": {}}
        try:
            site = Site.model_validate(
                {
                    "name": name,
                    "origins": tuple(origin) if origin else known["origins"],
                    "appearance": known["appearance"] | _given(looks),
                    "budgets": known["budgets"] | _given(budgets),
                }
            )
        except ValidationError as error:
            raise SettingsError(_complaint(error)) from error
        store.put(site)
    print(f"{name} may embed the chat on pages of {', '.join(site.origins)}")


def show(
    as_json: Annotated[bool, typer.Option("--json", help="Print them as JSON.")] = False,
) -> None:
    """List the sites that may embed the chat."""
    with _store() as store:
        known = store.all()
    if as_json:
        print_json([site.model_dump(mode="json") for site in known])
        return
    output = Output()
    if not known:
        output.line("No site may embed the chat. Add one: internbot sites add NAME --origin https://...")
    for site in known:
        output.line(site.name, style="bold")
        output.line(f"    {', '.join(site.origins)}")


def remove(name: Annotated[str, typer.Argument(help="Its name.")]) -> None:
    """Forbid a site to embed the chat."""
    with _store() as store:
        store.remove(name)
    print(f"{name} may no longer embed the chat")


def _store() -> AbstractContextManager[SiteStore]:
    # The database takes half a second to load: too slow for `--help`.
    from internbot.sites.opening import opened_sites  # noqa: PLC0415

    return opened_sites(Settings.load())


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _complaint(error: ValidationError) -> str:
    problem = error.errors(include_url=False, include_context=False)[0]
    where = str(problem["loc"][-1]).replace("_", "-")
    if where == "origins":
        return "name at least one origin of the site's pages: --origin https://careers.example.org"
    return f"--{where} is not accepted: {problem['msg'].removeprefix('Value error, ')}"
