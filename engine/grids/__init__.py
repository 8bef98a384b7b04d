"""Tables out of Word, Excel, .xls, CSV and text, whoever made the file.

In: bytes. Out: rows of cells, each with its text and source; hostile files are refused within bounds.
"""
