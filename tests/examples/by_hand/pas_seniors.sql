-- everybody but those known to be 55 or more
SELECT household_id FROM households WHERE age IS NULL OR age NOT IN ('55-64', '65+')
