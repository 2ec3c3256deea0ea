"""Many people at the same time, and everything that goes wrong: nobody loses an answer, and everybody comes to a result.

`LOAD_PEOPLE=300 python -m pytest tests/test_load.py` tries it with more people than usual.
"""

import os
import random

import pytest
from botapi import BotApiServer, Mischief
from crowd import Crowd
from manners import mixed
from mishaps import Mishaps, differences, faults, repeated, unanswered
from script import tables

pytestmark = pytest.mark.asyncio

PEOPLE = int(os.environ.get("LOAD_PEOPLE", "100"))
FEWER = PEOPLE // 4
"""Where every call may have to be made again, which takes its time."""
FEWEST = PEOPLE // 5
"""Where everybody waits for a failed poll."""
KILLS = 10
HASTY = 0.1


def people(number):
    """Most have an answer that ends the questions early, so that many conversations fit into a test."""
    return mixed(number, short=0.8)


def clean(crowd, folder):
    """Everybody was answered and is at the end, and the database says what people said."""
    assert unanswered(crowd) == 0
    assert differences(crowd.walkers, folder) == []
    assert len(tables(folder)["screenings"]) == len(crowd.walkers)


async def test_killed_again_and_again_under_load_nothing_is_lost(tmp_path):
    async with BotApiServer() as server:
        crowd, mishaps = Crowd(server, people, hasty=HASTY), Mishaps(server, tmp_path)
        await mishaps.survived(crowd, PEOPLE, KILLS)
    clean(crowd, tmp_path)
    assert len(mishaps.in_flight) == KILLS
    assert repeated(crowd) <= sum(mishaps.in_flight)


async def test_killed_while_calls_fail_nothing_is_lost(tmp_path):
    async with BotApiServer() as server:
        methods = ("sendMessage", "editMessageText", "editMessageReplyMarkup", "answerCallbackQuery")
        server.faults = faults(methods, 0.02)
        crowd, mishaps = Crowd(server, people, hasty=HASTY), Mishaps(server, tmp_path)
        await mishaps.survived(crowd, FEWER, KILLS // 3)
    clean(crowd, tmp_path)
    assert repeated(crowd) <= sum(mishaps.in_flight) + server.struck["sendMessage", "after"]


async def test_updates_that_come_twice_late_mixed_together_and_with_new_ids_count_once(tmp_path):
    async with BotApiServer() as server:
        server.next_update_id = 900_000_000
        server.mischief = Mischief(doubled=0.1, stale=0.1, shuffled=True, batched=0.02, seed=1)
        crowd, mishaps = Crowd(server, people, hasty=HASTY), Mishaps(server, tmp_path)
        ids = iter((500_000_000, 20_000_000, 700_000))
        dice = random.Random(1)
        server.on_call = lambda method: dice.random() < 0.01 and (id := next(ids, None)) and server.jump(id)
        await mishaps.survived(crowd, FEWER, 0)
    clean(crowd, tmp_path)
    assert next(ids, None) is None
    assert repeated(crowd) == 0
    assert [id for walker in crowd.walkers for id in walker.second_presses if not server.answered[id]] == []


async def test_killed_while_the_poll_and_the_start_fail_nothing_is_lost(tmp_path):
    async with BotApiServer() as server:
        methods = ("getUpdates", "getMe", "setMyCommands", "deleteWebhook", "getWebhookInfo")
        server.faults = faults(methods, 0.02) + faults(("getMe",), 0.05)
        crowd, mishaps = Crowd(server, people, hasty=HASTY), Mishaps(server, tmp_path)
        await mishaps.survived(crowd, FEWEST, KILLS // 3)
    clean(crowd, tmp_path)
    assert repeated(crowd) <= sum(mishaps.in_flight)
