"""Results over the listings as files: a table for spreadsheets, a calendar of deadlines."""
