"""Make a dbt package: programs of many days in, models that follow `var('as_of')` out."""
