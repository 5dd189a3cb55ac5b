"""The picture ticket: find your place again, and give it up."""
