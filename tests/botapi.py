"""A local Telegram Bot API server for tests: the methods a text bot needs, on loopback only."""

import asyncio
import json
import random
from collections import Counter, defaultdict
from time import perf_counter

from aiohttp import web
from botchats import ApiError, decoded
from botfaults import Fault, Mischief
from bothooks import LOOPBACK, Webhook
from botmethods import Methods

__all__ = ["ApiError", "BotApiServer", "Fault", "Mischief"]


class BotApiServer(Methods):
    """`async with BotApiServer() as server:` serves one bot at `server.url` + TOKEN/METHOD.

    `delay` is the time in seconds until a call has its effect; `poll_delay` the same for getUpdates.
    For each method the faults depend only on the seed and on the order of its calls."""

    def __init__(self, token="1:TEST", delay=0.0, seed=0, poll_delay=None):
        super().__init__(token)
        self.token, self.delay, self.seed, self.url = token, delay, seed, ""
        self.poll_delay = delay if poll_delay is None else poll_delay
        self.calls = []  # (method, params) as received, also those a fault strikes
        self.keeps_calls = True  # False for long runs, where nobody looks at them
        self.called = Counter()  # method -> how often
        self.on_call = None  # called with the method before a call has its effect
        self.faults, self._rngs, self.mischief = [], {}, Mischief()
        self.struck = Counter()  # (method, kind) -> how often a fault struck
        self.in_flight = self.max_in_flight = 0  # without getUpdates, which only waits
        self.updates, self.next_update_id, self.allowed_updates = [], 1000, []
        self._held = None  # updates that wait for the queue to be empty, see jump
        self.webhook_url, self.webhook = "", None
        self._poll, self.first_poll = None, None
        self.changed = asyncio.Condition()  # notified after each call that was done
        self.chat_changed = defaultdict(asyncio.Condition)  # the same for the calls of one chat

    async def __aenter__(self):
        self._runner = web.ServerRunner(web.Server(self._answer, access_log=None), shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0, backlog=1024).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/bot"
        return self

    async def __aexit__(self, *_):
        self._end_poll()
        await self.do_setWebhook({})
        await self._runner.cleanup()

    def push(self, update):
        """Queue an update. As in Telegram, a kind the bot did not ask for in allowed_updates is lost."""
        if "callback_query" in update:
            self.open_callbacks.add(update["callback_query"]["id"])
        if self.allowed_updates and not set(update) & set(self.allowed_updates):
            return
        if self._held is not None:
            self._held.append(update)
            return
        self.updates.append({"update_id": self.next_update_id, **update})
        self.next_update_id += 1
        self._end_poll()
        if self.webhook:
            self.webhook.post()

    def jump(self, update_id):
        """Go on with this id, as after a week of silence, once all updates so far are confirmed."""
        self._held, self._next_first_id = [], update_id
        self._release()

    def _release(self):
        if self._held is not None and not self.updates:
            held, self._held = self._held, None
            self.next_update_id = self._next_first_id
            for update in held:
                self.push(update)

    async def _answer(self, request):
        _, _, rest = request.path.partition("/bot")
        token, _, method = rest.partition("/")
        works = method != "getUpdates"
        self.in_flight += works
        self.max_in_flight = max(self.max_in_flight, self.in_flight)
        try:
            return response({"ok": True, "result": await self._call(request, token, method)})
        except ApiError as error:
            return response(error.body, error.code)
        except ConnectionResetError:  # the bot was killed in the middle of a call
            return web.Response(status=400)
        finally:
            self.in_flight -= works

    async def _call(self, request, token, method):
        """Let a fault strike, or do the call."""
        if token != self.token:
            raise ApiError(401, "Unauthorized")
        is_json = request.content_type == "application/json"
        body = json.loads(await request.text() or "{}") if is_json else await request.post()
        params = {name: decoded(name, value) for name, value in {**request.query, **body}.items()}
        self._note(method, params)
        if delay := self.poll_delay if method == "getUpdates" else self.delay:
            await asyncio.sleep(delay)
        kind = self._fault(method)
        try:
            if kind in ("502", "drop"):
                raise web.HTTPBadGateway  # its body is not JSON, like a real gateway's
            return await self._do(method, params)
        finally:
            if kind in ("drop", "after") and request.transport:
                request.transport.close()  # what is answered after this reaches nobody

    def _note(self, method, params):
        self.called[method] += 1
        if self.keeps_calls:
            self.calls.append((method, params))
        if self.on_call:
            self.on_call(method)
        if method == "getUpdates" and self.first_poll is None:
            self.first_poll = perf_counter()

    def _fault(self, method):
        """The kind of the fault that strikes this call, or None; a 429 is raised at once."""
        if not self.faults:
            return None
        rng = self._rngs.setdefault(method, random.Random(f"{self.seed} {method}"))
        fault = next((fault for fault in self.faults if fault.strikes(method, rng)), None)
        if fault:
            self.struck[method, fault.kind] += 1
        if fault and fault.kind == "429":
            wait = fault.retry_after
            raise ApiError(429, f"Too Many Requests: retry after {wait}", parameters={"retry_after": wait})
        return fault and fault.kind

    async def _do(self, method, params):
        if method == "getUpdates":
            return await self._get_updates(params)
        if not hasattr(self, f"do_{method}"):
            raise ApiError(404, "Not Found: method not found")
        result = getattr(self, f"do_{method}")(params)
        if asyncio.iscoroutine(result):
            result = await result
        conditions = [self.changed]
        if params.get("chat_id") in self.chat_changed:
            conditions.append(self.chat_changed[params["chat_id"]])
        for condition in conditions:
            async with condition:
                condition.notify_all()
        return result

    async def _get_updates(self, params):
        if self.webhook_url:
            raise ApiError(409, "Conflict: can't use getUpdates method while webhook is active")
        self.allowed_updates = params.get("allowed_updates", self.allowed_updates)
        self._confirm(params.get("offset", 0))
        self._end_poll("other getUpdates request")
        if not self.updates:
            poll = self._poll = asyncio.get_running_loop().create_future()
            await asyncio.wait([poll], timeout=params.get("timeout", 0))
            if poll.done() and poll.result():
                raise ApiError(409, f"Conflict: terminated by {poll.result()}")
        if self.mischief.batched:
            await asyncio.sleep(self.mischief.batched)
        return self.mischief.worked_on(self.updates[: min(params.get("limit", 100), 100)])

    def _confirm(self, offset):
        """Forget the updates before the offset (negative: all but the last ones). As in Telegram,
        an offset far in the future confirms nothing: the ids may have started anew."""
        if offset < 0:
            self.updates = self.updates[offset:]
        elif offset <= self.next_update_id + 10:
            self.updates = [update for update in self.updates if update["update_id"] >= offset]
        self._release()

    def _end_poll(self, intruder=None):
        """Let the waiting getUpdates answer: with a conflict if there is an intruder."""
        if self._poll and not self._poll.done():
            self._poll.set_result(intruder)

    async def do_setWebhook(self, params):
        """Remembers the address; updates are posted to it if it is on loopback and without encryption."""
        if self.webhook:
            await self.webhook.close()
        self.webhook_url = params.get("url", "")
        if params.get("drop_pending_updates"):
            self.updates = []
        self._end_poll(self.webhook_url and "setWebhook request")
        self.webhook = Webhook(self, params) if self.webhook_url.startswith(LOOPBACK) else None
        return True

    async def do_deleteWebhook(self, params):
        return await self.do_setWebhook({**params, "url": ""})

    def do_getWebhookInfo(self, params):
        return {"url": self.webhook_url, "has_custom_certificate": False, "pending_update_count": len(self.updates)}


def response(body, status=200):
    return web.Response(body=json.dumps(body).encode(), status=status, content_type="application/json")
