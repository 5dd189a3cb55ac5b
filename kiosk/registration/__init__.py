"""From "I will come" to a place: how many, who, is this right, done."""
