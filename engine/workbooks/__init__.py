"""Workbooks for those who fill in: made from what was declared, read back as what was recorded.

In: declared projects, or a filled-in file. Out: a workbook, or actuals and findings at their cells.
"""
