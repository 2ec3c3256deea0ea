"""How the local Bot API server delivers updates: posted, twice, late, in another order, with new ids."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from botapi import BotApiServer, Mischief
from person import Person
from test_botapi import CHAT, client


@asynccontextmanager
async def hook(status=lambda update: 200):
    """A bot that takes posted updates: its address and what it got, as (secret, update)."""
    got = []

    async def take(request):
        got.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.json()))
        return web.Response(status=status(got[-1][1]))

    runner = web.ServerRunner(web.Server(take))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook", got
    finally:
        await runner.cleanup()


async def delivered(server):
    while server.updates:
        await asyncio.sleep(0)


@pytest.mark.asyncio
async def test_updates_are_posted_to_a_webhook_in_order_until_they_are_taken():
    refusals = iter([500, 500])
    async with (
        hook(lambda update: next(refusals, 200)) as (url, got),
        BotApiServer() as server,
        client(server) as bot,
    ):
        person = Person(server, CHAT)
        await person.say("one")
        await bot.set_webhook(url, secret_token="hush")  # pragma: allowlist secret
        await person.say("two")
        await delivered(server)
        assert [(secret, update["message"]["text"]) for secret, update in got] == [("hush", "one")] * 3 + [("hush", "two")]
        assert server.webhook.statuses == [500, 500, 200, 200]
        await bot.delete_webhook()
        await person.say("three")
        assert [update.message.text for update in await bot.get_updates()] == ["three"]


@pytest.mark.asyncio
async def test_updates_come_doubled_stale_and_shuffled_but_each_persons_in_order():
    async with BotApiServer() as server, client(server) as bot:
        server.mischief = Mischief(doubled=1.0, seed=1)
        await Person(server, CHAT).say("one")
        first, again = await bot.get_updates()
        assert first.update_id == again.update_id
        server.mischief.doubled, server.mischief.stale = 0.0, 1.0
        await Person(server, CHAT).say("two")
        assert [update.message.text for update in await bot.get_updates(offset=first.update_id + 1)] == ["two", "one"]
        server.mischief = Mischief(shuffled=True, seed=1)
        for number in range(12):
            await Person(server, CHAT + number % 3).say(str(number))
        batch = [int(update.message.text) for update in await bot.get_updates(offset=first.update_id + 2)]
        assert batch != sorted(batch) == list(range(12))
        assert [[n for n in batch if n % 3 == person] for person in range(3)] == [list(range(p, 12, 3)) for p in range(3)]


@pytest.mark.asyncio
async def test_ids_jump_once_everything_is_confirmed():
    async with BotApiServer() as server, client(server) as bot:
        person = Person(server, CHAT)
        await person.say("before")
        server.jump(7)
        await person.say("after")
        [before] = await bot.get_updates()
        [after] = await bot.get_updates(offset=before.update_id + 1)
        assert (after.update_id, after.message.text) == (7, "after")
