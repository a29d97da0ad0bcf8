-- four baskets or more in the year, 60 or more each on average
WITH dated AS (
  SELECT *, CAST(timezone('America/New_York', timezone('UTC', sold_at)) AS DATE) AS day
  FROM lines
)
SELECT household_id FROM dated WHERE day > DATE '2016-12-31' AND day <= DATE '2017-12-31'
GROUP BY household_id
HAVING count(DISTINCT basket_id) >= 4 AND sum(sales_value) >= 60 * count(DISTINCT basket_id)
