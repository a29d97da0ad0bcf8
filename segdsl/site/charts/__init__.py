"""Pictures of a project and its figures: a catalog and a survey in, SVG with its table out."""
