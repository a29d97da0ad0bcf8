-- produce has the most lines outside groceries; of two alike, the first by name
WITH dated AS (
  SELECT *, CAST(timezone('America/New_York', timezone('UTC', sold_at)) AS DATE) AS day
  FROM lines
), counted AS (
  SELECT household_id, department, count(*) AS lines
  FROM dated JOIN products USING (product_id)
  WHERE day > DATE '2016-12-31' AND day <= DATE '2017-12-31' AND department <> 'GROCERY'
  GROUP BY ALL
), first AS (
  SELECT household_id, department,
    row_number() OVER (PARTITION BY household_id ORDER BY lines DESC, department) AS place
  FROM counted
)
SELECT household_id FROM first WHERE place = 1 AND department = 'PRODUCE'
