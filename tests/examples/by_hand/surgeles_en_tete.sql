-- frozen categories are 15 % or more of the year's amount
WITH dated AS (
  SELECT *, CAST(timezone('America/New_York', timezone('UTC', sold_at)) AS DATE) AS day
  FROM lines
)
SELECT household_id FROM dated LEFT JOIN products USING (product_id)
WHERE day > DATE '2016-12-31' AND day <= DATE '2017-12-31'
GROUP BY household_id
HAVING sum(sales_value) <> 0
  AND coalesce(sum(sales_value) FILTER (WHERE category LIKE 'FRZN%' OR category LIKE 'FROZEN%'), 0)
    >= 0.15 * sum(sales_value)
