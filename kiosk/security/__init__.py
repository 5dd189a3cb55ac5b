"""The lock of the house: one file for each thing that is promised."""
