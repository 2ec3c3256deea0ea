"""Draws the conversation that the README shows, from the real dialogue.

`python tests/picture.py` writes `.github/conversation.png`; it needs Chromium and a font with Chinese characters.
"""

from __future__ import annotations

import html
import subprocess
import tempfile
from pathlib import Path

from script import CONSENT, Talk, screener_in

TARGET = Path(__file__).parent.parent / ".github" / "conversation.png"
TALKS = {
    "en": ("=regional,distant", "cisplatin + 5-FU 6 cycles, then Keytruda", "=true", "=yes"),
    "zh": ("=regional,distant", "顺铂+5-FU六个周期，后来用K药", "=true", "=yes"),
}
STYLE = """
body { margin: 0; background: #dfe7ec; font: 15px/1.45 'Noto Sans CJK SC', sans-serif; display: flex; gap: 28px; padding: 24px; }
section { width: 430px; display: flex; flex-direction: column; gap: 8px; }
p { margin: 0; padding: 9px 13px; border-radius: 14px; white-space: pre-wrap; max-width: 88%; }
.bot { background: #fff; align-self: flex-start; }
.me { background: #d9fdd3; align-self: flex-end; }
.keys { display: flex; flex-wrap: wrap; gap: 5px; max-width: 92%; }
.keys span { background: #ffffffa0; border-radius: 9px; padding: 4px 10px; font-size: 13px; color: #22587a; }
"""


def main() -> None:
    page = f"<meta charset=utf-8><style>{STYLE}</style>" + "".join(_column(language) for language in TALKS)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={folder}/profile"]
        size, target = "--window-size=940,1180", f"--screenshot={TARGET}"
        subprocess.run(["chromium", *options, size, target, source.as_uri()], check=True, capture_output=True)


def _column(language: str) -> str:
    with tempfile.TemporaryDirectory() as folder, screener_in(Path(folder)) as screener:
        talk = Talk(screener)
        for line in (f"/start {language}", "=patient", "62", CONSENT, "=npc"):
            talk.send(line)
        shown = [_replies(talk)]
        for line in TALKS[language]:
            shown.append(f"<p class=me>{html.escape(_said(talk, line))}</p>")
            talk.send(line)
            shown.append(_replies(talk))
    return f"<section>{''.join(shown)}</section>"


def _said(talk: Talk, line: str) -> str:
    """What a tap looks like: the words on the button."""
    labels = {item.value: item.label for item in talk.menu.items} if talk.menu else {}
    return ", ".join(labels[value] for value in line[1:].split(",")) if line.startswith("=") else line


def _replies(talk: Talk) -> str:
    texts = [f"<p class=bot>{html.escape(reply.text)}</p>" for reply in talk.replies]
    keys = [item.label for item in talk.menu.items] if talk.menu else []
    return "".join(texts) + "<div class=keys>" + "".join(f"<span>{html.escape(key)}</span>" for key in keys) + "</div>"


if __name__ == "__main__":
    main()
