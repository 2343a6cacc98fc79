"""The sites that may embed the chat, what it looks like there, and how much it may be asked."""
