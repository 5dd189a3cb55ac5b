"""The centres of the network, and the one this kiosk stands in."""
