"""The app on the centre's machine."""
