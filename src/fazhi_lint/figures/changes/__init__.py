"""What grew or fell: against last year, against a plan, from one level to another."""
