"""The plain bounds: the least that a program can do for the same work, written without any care but speed."""
