"""What is right and wrong with this installation, each with one remedy."""
