"""A message and its conversation, understood as one question that stands alone."""
