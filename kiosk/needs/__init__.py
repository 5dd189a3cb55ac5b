"""What mothers ask for."""
