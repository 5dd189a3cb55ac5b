"""The pictures are drawn by hand in code: neighbours at a table, the signs on the buttons and the woven cloth."""
