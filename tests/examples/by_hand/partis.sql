-- a visit from 5 July to 2 October, none since
WITH dated AS (
  SELECT *, CAST(timezone('America/New_York', timezone('UTC', sold_at)) AS DATE) AS day
  FROM lines
)
SELECT household_id FROM dated WHERE day <= DATE '2017-12-31'
GROUP BY household_id
HAVING count(*) FILTER (WHERE day BETWEEN DATE '2017-07-05' AND DATE '2017-10-02') > 0
  AND max(day) <= DATE '2017-10-02'
