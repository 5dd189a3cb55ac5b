"""Both ends of the wire: the kiosk's agent and the central server, and what they agree on."""
