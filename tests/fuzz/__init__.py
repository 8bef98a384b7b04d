"""Documents and texts made from the pieces that real ones consist of, and taken the whole way that a user takes.

:mod:`pieces` makes texts and :mod:`rows` what is declared and recorded with them; :mod:`grids` forms and tables, which
:mod:`files` writes as any kind of file and :mod:`damage` damages; :mod:`records` and :mod:`collected` actuals,
:mod:`rulesets` rulesets. :mod:`ways` takes each its way on a :mod:`desk`, and :mod:`promises` says what must hold.
``make test`` tries a few, the same each time; ``make soak`` many, within bounds of time and memory (:mod:`soak`,
:mod:`batch`). What either finds becomes a case where it belongs.
"""
