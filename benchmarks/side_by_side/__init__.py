"""internbot beside a rival: what both are given, how both are measured, and how it is told."""
