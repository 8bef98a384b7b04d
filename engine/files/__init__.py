"""Files of people: opened and written safely, walked one by one, text and YAML with the lines of every value.

In: paths. Out: bytes, texts, YAML documents, and findings; what goes wrong in one file costs the others nothing.
"""
