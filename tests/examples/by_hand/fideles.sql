-- forty baskets or more in the year, the last one less than 30 days before 31 December
WITH dated AS (
  SELECT *, CAST(timezone('America/New_York', timezone('UTC', sold_at)) AS DATE) AS day
  FROM lines
)
SELECT household_id FROM dated
WHERE day <= DATE '2017-12-31'
GROUP BY household_id
HAVING count(DISTINCT basket_id) FILTER (WHERE day > DATE '2016-12-31') >= 40
  AND date_diff('day', max(day), DATE '2017-12-31') < 30
