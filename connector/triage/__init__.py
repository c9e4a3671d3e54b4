"""How a ticket is understood: safety net first, then linear heads, calibrated, explained in the customer's own words."""
