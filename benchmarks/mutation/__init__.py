"""Mutation testing: what the suite finds when the code or the law is changed in one place."""
