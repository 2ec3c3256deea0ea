"""The dialogue on Telegram, against Telegram's own servers or any Bot API server. Only this room imports telegram.

An update is on disk before it is confirmed, its effects and its replies are one transaction, and the replies are sent from
the outbox afterwards: a crash at any instant may repeat a message and never loses one.
"""
