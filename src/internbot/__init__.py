"""internbot: answers internship questions with exact quotes from the sources it was given."""

__version__ = "0.1.0"
