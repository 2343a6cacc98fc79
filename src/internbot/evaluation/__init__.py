"""How good the answers are: cases, metrics, runs, comparisons, reports."""
