"""segdsl: customer segments as reviewed text, compiled to SQL and explained in words."""

__version__ = "0.1.0"
