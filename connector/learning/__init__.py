"""Learning from an account: its past is read, heads are fitted and compared, and what is better takes the place of what was."""
