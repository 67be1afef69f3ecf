"""A country of squares: its layout, its files and what can be said of it in closed form."""
