"""What happens at the centre, and when."""
