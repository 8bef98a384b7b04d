"""Shows a run: HTML, Word, Excel, PDF, summaries and charts.

In: a run. Out: the bytes of documents; nothing is decided or computed again here.
"""
