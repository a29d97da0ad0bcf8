"""What a warehouse says of a whole project on a day: programs and an engine in, a survey out."""
