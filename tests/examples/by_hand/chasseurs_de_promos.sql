-- 65 % or more of the year's amount is on lines with a loyalty discount; twelve baskets or more
WITH dated AS (
  SELECT *, CAST(timezone('America/New_York', timezone('UTC', sold_at)) AS DATE) AS day
  FROM lines
)
SELECT household_id FROM dated WHERE day > DATE '2016-12-31' AND day <= DATE '2017-12-31'
GROUP BY household_id
HAVING sum(CASE WHEN retail_disc > 0 THEN sales_value ELSE 0 END) >= 0.65 * sum(sales_value)
  AND sum(sales_value) <> 0 AND count(DISTINCT basket_id) >= 12
