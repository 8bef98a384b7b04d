"""What people do with a ruleset: check it, run its cases, read it as a page, see what another would score.

In: a ruleset. Out: findings, results of its cases, a page.
"""
