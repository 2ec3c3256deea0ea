"""What must not be lost: events, messages, inbox and outbox, in SQLite. Only this room knows sqlite_utils.

One update is one transaction: its events, the projections, the messages to send and the mark that it was handled are
committed together or not at all. Nothing is ever awaited inside one.
"""

from bot.store.database import StoreError, connect
from bot.store.desk import Coordinator, Desk
from bot.store.records import FollowUp, Found, Happened, Letter, Line, Record, Records
from bot.store.store import Chat, Screening, Store
from bot.store.worklist import Filter, Page

__all__ = [
    "Chat",
    "Coordinator",
    "Desk",
    "Filter",
    "FollowUp",
    "Found",
    "Happened",
    "Letter",
    "Line",
    "Page",
    "Record",
    "Records",
    "Screening",
    "Store",
    "StoreError",
    "connect",
]
