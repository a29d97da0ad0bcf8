-- of those who bought this year, fewer than a fifth spend strictly more
WITH dated AS (
  SELECT *, CAST(timezone('America/New_York', timezone('UTC', sold_at)) AS DATE) AS day
  FROM lines
), spent AS (
  SELECT household_id, sum(sales_value) AS amount FROM dated
  WHERE day BETWEEN DATE '2017-01-01' AND DATE '2017-12-31' GROUP BY ALL
)
SELECT household_id FROM spent AS me
WHERE (SELECT count(*) FROM spent AS other WHERE other.amount > me.amount)
  < 0.2 * (SELECT count(*) FROM spent)
