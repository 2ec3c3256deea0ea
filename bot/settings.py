"""Settings from the environment and `.env`. A wrong one is an error with its name, never a silent default."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.render.prompts import Setting

DATABASE = "prescreen.db"
KEY_FILE = "prescreen.key"
PREFIX = "PRESCREEN_"


class SettingsError(Exception):
    """A setting is missing, wrong or misspelt; the message names it and never shows its value."""


def _user_data() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "prescreen"


class Settings(BaseSettings):
    """Every setting. The environment variable is the upper-case alias, or PRESCREEN_ and the name."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", extra="ignore", hide_input_in_errors=True, frozen=True, populate_by_name=True
    )

    telegram_bot_token: SecretStr | None = Field(default=None, alias="TELEGRAM_BOT_TOKEN")
    telegram_api_url: str = Field(default="https://api.telegram.org/bot", alias="TELEGRAM_API_URL")
    data: Path = Field(default_factory=_user_data)
    controller: str = ""
    authority: str = ""
    country: str = ""
    host: str = ""
    keep_unfinished_days: Annotated[int, Field(ge=1, le=7)] = 7
    keep_finished_days: Annotated[int, Field(ge=1, le=30)] = 30
    keep_shared_days: Annotated[int, Field(ge=1, le=90)] = 90

    def setting(self, channel: str) -> Setting:
        """What the privacy notice names."""
        return Setting(self.controller, self.authority, self.country, self.host, channel)


def load_settings() -> Settings:
    """The settings. Raises SettingsError for wrong values and for names that look like a setting and are none."""
    try:
        settings = Settings()
    except ValidationError as error:
        places = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise SettingsError(f"settings: {places}") from None
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    unknown = sorted(name for name in os.environ if name.upper().startswith(PREFIX) and name.upper() not in known)
    if unknown:
        raise SettingsError(f"settings: no such setting: {', '.join(unknown)}")
    return settings
