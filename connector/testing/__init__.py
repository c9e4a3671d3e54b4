"""Published helpers: the contract suite an outside integration inherits, the base of every sandbox, its faults."""
