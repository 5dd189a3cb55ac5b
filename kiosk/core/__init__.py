"""The floor that every room stands on: no word of the domain here."""
