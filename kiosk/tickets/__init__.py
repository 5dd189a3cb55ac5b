"""The picture ticket."""
