"""The kiosk's end of the wire: it reads the outbox, tells central, and applies what central answers."""
