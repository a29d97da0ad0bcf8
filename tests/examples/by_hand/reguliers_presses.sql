-- a basket a week on average over the days with one, and none for 14 to 60 days
WITH dated AS (
  SELECT *, CAST(timezone('America/New_York', timezone('UTC', sold_at)) AS DATE) AS day
  FROM lines
)
SELECT household_id FROM dated WHERE day > DATE '2016-12-31' AND day <= DATE '2017-12-31'
GROUP BY household_id
HAVING count(DISTINCT day) >= 2
  AND date_diff('day', min(day), max(day)) <= 7 * (count(DISTINCT day) - 1)
  AND date_diff('day', max(day), DATE '2017-12-31') BETWEEN 14 AND 60
