"""What must not be lost: events, messages, inbox and outbox, in SQLite. Only this room knows sqlite_utils.

One update is one transaction: its events, the projections, the messages to send and the mark that it was handled are
committed together or not at all. Nothing is ever awaited inside one.
"""

from bot.store.database import StoreError, connect
from bot.store.records import FollowUp, Happened, Line, Record, Records
from bot.store.store import Chat, Screening, Store

__all__ = ["Chat", "FollowUp", "Happened", "Line", "Record", "Records", "Screening", "Store", "StoreError", "connect"]
