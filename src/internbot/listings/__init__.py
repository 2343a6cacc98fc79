"""Internship and job postings as typed records, and exact queries over them."""
