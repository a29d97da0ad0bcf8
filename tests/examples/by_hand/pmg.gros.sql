-- those who spend strictly more hold less than half of all that is spent
WITH dated AS (
  SELECT *, CAST(timezone('America/New_York', timezone('UTC', sold_at)) AS DATE) AS day
  FROM lines
), spent AS (
  SELECT household_id, coalesce(sum(sales_value) FILTER (WHERE day > DATE '2016-12-31'), 0) AS amount
  FROM households LEFT JOIN dated USING (household_id) GROUP BY ALL
)
SELECT household_id FROM spent AS me
WHERE coalesce((SELECT sum(amount) FROM spent AS other WHERE other.amount > me.amount), 0)
  < 0.5 * (SELECT sum(amount) FROM spent)
