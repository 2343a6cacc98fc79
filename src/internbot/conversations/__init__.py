"""What was asked and answered, kept for those who asked and for those who check."""
