"""Check-ins: asking about a solved matter once more, after a person said yes to the very words."""
