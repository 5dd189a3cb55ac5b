"""How fast and how light the kiosk is, beside the plainest program that does the same work (docs/BENCH.md)."""
