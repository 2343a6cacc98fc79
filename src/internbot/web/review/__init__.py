"""The pages of reviewers, at `/review`."""
