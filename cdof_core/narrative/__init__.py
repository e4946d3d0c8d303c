"""Sentences, words and numbers as text. Rule-based: the same figures always give the same words."""
