"""Exports: the choice, and the download. Each is written into the access log."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from starlette.exceptions import HTTPException
from starlette.responses import Response, StreamingResponse

from bot.console.visit import Visit
from bot.exports import KINDS, Source, pieces
from bot.hours import SHANGHAI
from i18n import LANGUAGES


async def show(visit: Visit) -> Response:
    return visit.page("exports.html", kinds=tuple(KINDS), languages=LANGUAGES)


async def download(visit: Visit) -> Response:
    kind, language = visit.form.get("kind", ""), visit.form.get("language", "")
    if kind not in KINDS or language not in LANGUAGES:
        raise HTTPException(404)
    console = visit.console
    source = Source(console.store, console.trial, console.trial_words, language, visit.now.astimezone(SHANGHAI))
    visit.saw(f"export {kind}")
    disposition = {"content-disposition": f'attachment; filename="{KINDS[kind].file_name(source)}"'}
    return StreamingResponse(_sent(pieces(kind, source)), media_type=KINDS[kind].media_type, headers=disposition)


async def _sent(texts: Iterator[str]) -> AsyncIterator[bytes]:
    """Piece by piece in this thread, the store's own; others are served in between."""
    for text in texts:
        yield text.encode()
