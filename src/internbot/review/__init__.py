"""People check what was answered: who they are, what they are shown, what they decide, and what follows from it."""
