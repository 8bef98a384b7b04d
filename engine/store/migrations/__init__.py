"""The versions of the ledger's tables, each made from the one before."""
