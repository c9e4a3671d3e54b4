"""How a draft is made: grounded in the account's own answers, or not at all."""
