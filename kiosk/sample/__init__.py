"""The sample network, so that a newcomer sees a living centre in one command."""
