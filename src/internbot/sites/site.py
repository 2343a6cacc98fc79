"""One site that embeds the chat."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from internbot.sites.origins import allows, read_origin

Position = Literal["right", "left"]


class Appearance(BaseModel):
    """What the widget looks like and says on a site; what is not given is internbot's own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str | None = Field(default=None, max_length=60, description="above the conversation")
    greeting: str | None = Field(default=None, max_length=400, description="the first words")
    starters: tuple[str, ...] = Field(default=(), max_length=6, description="questions to begin with")
    colour: str | None = Field(default=None, pattern="^#[0-9a-fA-F]{6}$", description="of buttons and links")
    radius: int | None = Field(default=None, ge=0, le=32, description="of corners, in pixels")
    position: Position | None = Field(default=None, description="corner of the page")
    language: str | None = Field(default=None, pattern="^[a-z]{2}$", description="instead of the visitor's")


class Budgets(BaseModel):
    """How many questions may be asked from a site."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    visitor_minute: int = Field(default=10, ge=1, le=1_000_000)
    visitor_day: int = Field(default=200, ge=1, le=100_000_000)
    site_minute: int = Field(default=120, ge=1, le=100_000_000)
    site_day: int = Field(default=5_000, ge=1, le=100_000_000)


class Site(BaseModel):
    """A site by the name that its script tag gives, with the origins of its pages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern="^[a-z0-9][a-z0-9-]{0,39}$", description="small letters, digits and hyphens")
    origins: tuple[str, ...] = Field(min_length=1, max_length=50)
    appearance: Appearance = Appearance()
    budgets: Budgets = Budgets()

    @field_validator("origins")
    @classmethod
    def _normal(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(read_origin(origin) for origin in value))

    def admits(self, origin: str | None) -> bool:
        """Whether a page of `origin` may embed the chat; a page without one may not."""
        return origin is not None and allows(self.origins, origin)
