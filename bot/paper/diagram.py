"""The phases of a screening as a drawing. The arrows come from the state machine itself; only the places are ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.state import Phase, diagram

WIDTH, HEIGHT = 900, 690
_BOX = (160, 46)
_MIDDLE, _RIGHT, _STEP, _TOP = 360, 730, 96, 40
_MAIN = (Phase.LANGUAGE, Phase.ROLE, Phase.AGE, Phase.CONSENT, Phase.ASKING, Phase.CONFIRMING, Phase.CONCLUDED)
PLACES = {phase.value: (_MIDDLE, _TOP + _STEP * row) for row, phase in enumerate(_MAIN)} | {
    Phase.DECLINED.value: (_RIGHT, _TOP + _STEP * 2.5),
    Phase.WITHDRAWN.value: (_RIGHT, _TOP + _STEP * 5),
}
ENDS = (Phase.DECLINED, Phase.CONCLUDED, Phase.WITHDRAWN)


@dataclass(frozen=True)
class Arrow:
    """One way from a phase to another: its path, and where the name of the event stands."""

    event: str
    path: str
    x: float
    y: float
    anchor: str


def moves() -> list[tuple[str, str, str]]:
    """Source, target and event of every way that leads somewhere, as the README's diagram has them."""
    found = re.findall(r"^\s*(\w+) --> (\w+): (\w+)$", diagram(), re.MULTILINE)
    return [(source, target, event) for source, target, event in found]


def arrows() -> Iterator[Arrow]:
    for source, target, event in moves():
        yield _arrow(event, PLACES[source], PLACES[target])


def _arrow(event: str, start: tuple[float, float], end: tuple[float, float]) -> Arrow:
    if start == end:
        return _loop(event, start)
    if start[0] > end[0]:
        return _back_to_main(event, start, end)
    if start[0] < end[0]:
        return _to_the_side(event, start, end)
    return _down(event, start, end) if start[1] < end[1] else _up(event, start, end)


def _down(event: str, start: tuple[float, float], end: tuple[float, float]) -> Arrow:
    half = _BOX[1] / 2
    if end[1] - start[1] == _STEP:
        return Arrow(
            event, f"M{start[0]},{start[1] + half} V{end[1] - half}", start[0] + 8, (start[1] + end[1]) / 2 + 4, "start"
        )
    x, lane = start[0] + _BOX[0] / 2, start[0] + _BOX[0] / 2 + 60
    path = f"M{x},{start[1] + 16} C{lane},{start[1] + 30} {lane},{end[1] - 30} {x},{end[1] - 12}"
    return Arrow(event, path, lane - 8, (start[1] + end[1]) / 2 + 30, "start")


def _up(event: str, start: tuple[float, float], end: tuple[float, float]) -> Arrow:
    steps = (start[1] - end[1]) / _STEP
    x = start[0] - _BOX[0] / 2
    lane = x - 50 * steps
    path = f"M{x},{start[1] - 8} C{lane},{start[1] - 14} {lane},{end[1] + 14} {x},{end[1] + 8}"
    return Arrow(event, path, (x + 3 * lane) / 4 - 6, (start[1] + end[1]) / 2 + (4 if steps == 1 else 30), "end")


def _loop(event: str, place: tuple[float, float]) -> Arrow:
    x, y = place[0] - _BOX[0] / 2, place[1]
    return Arrow(event, f"M{x},{y - 12} C{x - 62},{y - 26} {x - 62},{y + 14} {x},{y + 2}", x - 52, y - 4, "end")


def _to_the_side(event: str, start: tuple[float, float], end: tuple[float, float]) -> Arrow:
    x, half = start[0] + _BOX[0] / 2, _BOX[1] / 2
    below = end[1] > start[1]
    if start[1] == end[1]:
        return Arrow(event, f"M{x},{start[1]} H{end[0] - _BOX[0] / 2}", x + 12, start[1] - 6, "start")
    away = abs(end[1] - start[1]) > _STEP / 2 + 1
    y = start[1] + (14 if below else -14) * (start == PLACES[Phase.ASKING.value])
    if not away:  # half a step: into the side of the box
        target = end[1] + (-12 if below else 12)
        path = f"M{x},{y} H{end[0] - _BOX[0] / 2 - 40} V{target} H{end[0] - _BOX[0] / 2}"
    else:
        path = f"M{x},{y} H{end[0] - 30} V{end[1] - half if below else end[1] + half}"
    crowded = below and start == PLACES[Phase.ASKING.value]
    return Arrow(event, path, x + (70 if crowded else 12), y + (16 if crowded else -6), "start")


def _back_to_main(event: str, start: tuple[float, float], end: tuple[float, float]) -> Arrow:
    """From the right column back, above what leads there."""
    x = start[0] + 40
    path = f"M{x},{start[1] - _BOX[1] / 2} V{end[1]} H{end[0] + _BOX[0] / 2}"
    return Arrow(event, path, x + 8, (start[1] + end[1]) / 2, "start")
