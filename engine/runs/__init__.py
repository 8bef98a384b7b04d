"""What a run is and what is asked of runs: its record, tree, chain and signatures, differences, assessors, samples.

In: scored projects. Out: values that say the same for ever; no database, no clock.
"""
