"""Trainings and their modules."""
