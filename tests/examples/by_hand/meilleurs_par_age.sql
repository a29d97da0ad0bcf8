-- of their age, fewer than a tenth spend strictly more; no age, no rank
WITH dated AS (
  SELECT *, CAST(timezone('America/New_York', timezone('UTC', sold_at)) AS DATE) AS day
  FROM lines
), spent AS (
  SELECT household_id, age, sum(sales_value) AS amount
  FROM dated JOIN households USING (household_id)
  WHERE day > DATE '2016-12-31' AND day <= DATE '2017-12-31' AND age IS NOT NULL GROUP BY ALL
), ranked AS (
  SELECT household_id, rank() OVER (PARTITION BY age ORDER BY amount DESC) - 1 AS more,
    count(*) OVER (PARTITION BY age) AS everybody
  FROM spent
)
SELECT household_id FROM ranked WHERE more * 10 < everybody
