"""Sixty-four pictures on a fixed grid of eight rows, so that people find theirs by place (SCREENS M1)."""

# One theme a row: animals, food, weather, the house, the kitchen, clothes, the road, the garden.
GRID: tuple[tuple[str, ...], ...] = (
    ("lion", "fish", "bird", "elephant", "turtle", "butterfly", "rabbit", "snail"),
    ("apple", "bread", "carrot", "pear", "grapes", "lemon", "egg", "corn"),
    ("sun", "cloud", "rain", "snow", "wind", "rainbow", "bolt", "umbrella"),
    ("house", "key", "door", "chair", "table", "lamp", "bed", "window"),
    ("cup", "glass", "pot", "spoon", "plate", "jug", "bowl", "pan"),
    ("dress", "sock", "shoe", "hat", "button", "spool", "scissors", "glove"),
    ("boat", "bicycle", "bus", "train", "plane", "balloon", "pram", "cart"),
    ("tree", "flower", "leaf", "kite", "ball", "drum", "book", "mushroom"),
)
PICTURES: tuple[str, ...] = tuple(picture for row in GRID for picture in row)
