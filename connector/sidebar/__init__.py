"""What an agent sees of one ticket beside it, and what the agent may tell us there. Knows no helpdesk and no web."""
