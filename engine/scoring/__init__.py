"""From a comparison to points: rules decide, awards compute, weights and limits add up.

In: a declared project with what was recorded, and a ruleset. Out: its scores with their reasons.
"""
