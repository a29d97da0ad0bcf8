-- not new, last seen 60 to 179 days ago
WITH dated AS (
  SELECT *, CAST(timezone('America/New_York', timezone('UTC', sold_at)) AS DATE) AS day
  FROM lines
)
SELECT household_id FROM dated WHERE day <= DATE '2017-12-31'
GROUP BY household_id
HAVING min(day) <= DATE '2017-12-31' - 60
  AND max(day) <= DATE '2017-12-31' - 60 AND max(day) > DATE '2017-12-31' - 180
