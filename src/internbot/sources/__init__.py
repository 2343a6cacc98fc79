"""Reading one thing (a file, a folder, a page) into documents."""
