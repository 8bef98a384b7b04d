"""What the program says: findings, their codes, and the sentences of each in both languages.

In: a code and its values. Out: a finding, rendered where it is shown.
"""
