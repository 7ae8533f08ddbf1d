"""Rates, shares and means: what they are of, and whether whole numbers can give them."""
