"""What understanding and drafting share: cleaned text, language, features."""
