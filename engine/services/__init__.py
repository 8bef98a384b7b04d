"""The use cases, below every interface: a ledger and a request in, a value and findings out.

Nothing here knows click, HTTP or a terminal.
"""
