"""Settings from the environment and `.env`. A wrong one is an error with its name, never a silent default."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.outbound import Setting

DATABASE = "prescreen.db"
KEY_FILE = "prescreen.key"
PREFIX = "PRESCREEN_"
TELEGRAM = "https://api.telegram.org/bot"
SECRET_LENGTH = 16
"""The shortest secret token of a webhook."""


class SettingsError(Exception):
    """A setting is missing, wrong or misspelt; the message names it and never shows its value."""


@dataclass(frozen=True)
class Webhook:
    """Where Telegram brings updates to (`url`), where we listen for them, and the token that it must show."""

    url: str
    secret: SecretStr
    host: str
    port: int

    @property
    def path(self) -> str:
        return urlsplit(self.url).path or "/"


def _user_data() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "prescreen"


class Settings(BaseSettings):
    """Every setting. The environment variable is the upper-case alias, or PRESCREEN_ and the name."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", extra="ignore", hide_input_in_errors=True, frozen=True, populate_by_name=True
    )

    telegram_bot_token: SecretStr | None = Field(default=None, alias="TELEGRAM_BOT_TOKEN")
    telegram_api_url: str = Field(default=TELEGRAM, alias="TELEGRAM_API_URL")
    telegram_webhook_url: str = Field(default="", alias="TELEGRAM_WEBHOOK_URL")
    telegram_webhook_secret: SecretStr = Field(default=SecretStr(""), alias="TELEGRAM_WEBHOOK_SECRET")
    data: Path = Field(default_factory=_user_data)
    key: SecretStr | None = None
    controller: str = ""
    authority: str = ""
    country: str = ""
    host: str = ""
    keep_unfinished_days: Annotated[int, Field(ge=1, le=7)] = 7
    keep_finished_days: Annotated[int, Field(ge=1, le=30)] = 30
    keep_shared_days: Annotated[int, Field(ge=1, le=90)] = 90
    webhook_listen: Annotated[str, Field(pattern=r"^[^:\s]+:\d{1,5}$")] = "127.0.0.1:8443"
    messages_per_second: Annotated[float, Field(ge=0, le=1000)] | None = None
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    coordinators_chat: Annotated[str, Field(pattern=r"^-?\d*$")] = ""
    coordinators_language: Literal["en", "zh", "both"] = "both"
    console_url: str = "http://127.0.0.1:8710"

    @model_validator(mode="after")
    def _webhook_is_safe(self) -> Self:
        """A webhook that anybody can call is refused rather than run."""
        if not self.telegram_webhook_url:
            return self
        if self.telegram_api_url == TELEGRAM and not self.telegram_webhook_url.startswith("https://"):
            raise ValueError("TELEGRAM_WEBHOOK_URL must begin with https://")
        if len(self.telegram_webhook_secret.get_secret_value()) < SECRET_LENGTH:
            raise ValueError(f"TELEGRAM_WEBHOOK_URL needs a TELEGRAM_WEBHOOK_SECRET of at least {SECRET_LENGTH} characters")
        return self

    @property
    def webhook(self) -> Webhook | None:
        """Where updates are brought; None for polling."""
        if not self.telegram_webhook_url:
            return None
        host, _, port = self.webhook_listen.rpartition(":")
        return Webhook(self.telegram_webhook_url, self.telegram_webhook_secret, host, int(port))

    @property
    def pace(self) -> float:
        """Messages a second at most, 0 for no limit: Telegram's own for its servers, none for a server of one's own."""
        if self.messages_per_second is not None:
            return self.messages_per_second
        return 30 if self.telegram_api_url == TELEGRAM else 0

    def setting(self, channel: str) -> Setting:
        """What the privacy notice names."""
        return Setting(self.controller, self.authority, self.country, self.host, channel)


def load_settings() -> Settings:
    """The settings. Raises SettingsError for wrong values and for names that look like a setting and are none."""
    try:
        settings = Settings()
    except ValidationError as error:
        places = "; ".join(": ".join(filter(None, [".".join(map(str, e["loc"])), e["msg"]])) for e in error.errors())
        raise SettingsError(f"settings: {places}") from None
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    unknown = sorted(name for name in os.environ if name.upper().startswith(PREFIX) and name.upper() not in known)
    if unknown:
        raise SettingsError(f"settings: no such setting: {', '.join(unknown)}")
    return settings
