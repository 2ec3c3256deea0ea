"""Pictures of the console with the demo set: `python tests/picture_console.py FOLDER`.

In both languages, light and dark, on a desk and on a phone. It needs Chromium and a font with Chinese characters.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

from browser import PHONE, chromium, running_console, sign_in

from bot.demo import make_demo
from bot.settings import Settings

SIZES = {"desk": {"width": 1280, "height": 900}, "phone": PHONE}


def main() -> None:
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_demo(Settings(data=folder, _env_file=None), 120, 1, datetime.now(UTC).astimezone(), lambda: None)
        with running_console(folder) as console, chromium() as browser:
            code = console.code("outcome = 'needs_confirmation' AND follow_up <> 'new'")
            paths = {"list": "/", "record": f"/case/{code}", "figures": "/figures", "rulings": "/rulings", "export": "/export"}
            for language, scheme, size in product(("en", "zh"), ("light", "dark"), SIZES):
                context = browser.new_context(base_url=console.url, color_scheme=scheme, viewport=SIZES[size])
                page = context.new_page()
                sign_in(page, language)
                for title, path in paths.items():
                    page.goto(path)
                    page.wait_for_timeout(1200 if title == "figures" else 0)  # the bars grow
                    page.screenshot(path=target / f"{title}-{language}-{scheme}-{size}.png")
                context.close()


if __name__ == "__main__":
    main()
