"""How a part of a trial's files is validated."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """A part of a trial file: frozen, and nothing in it that is not known."""

    model_config = ConfigDict(extra="forbid", frozen=True)
