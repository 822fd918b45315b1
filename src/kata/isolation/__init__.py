"""Answers run in a process of their own; what they give comes back as plain data."""
