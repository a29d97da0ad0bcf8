"""A first model of a warehouse: facts about its tables in, text of `.seg` files out."""
