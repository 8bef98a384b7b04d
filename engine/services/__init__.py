"""The use cases, below every interface.

In: a ledger and a request. Out: a value and findings. Nothing here knows click, HTTP or a terminal.
"""
