-- at least 100 in the 90 days before the last 90, and less than half of it since
WITH dated AS (
  SELECT *, CAST(timezone('America/New_York', timezone('UTC', sold_at)) AS DATE) AS day
  FROM lines
), spent AS (
  SELECT household_id,
    coalesce(sum(sales_value) FILTER (WHERE day BETWEEN DATE '2017-10-03' AND DATE '2017-12-31'), 0)
      AS recent,
    coalesce(sum(sales_value) FILTER (WHERE day BETWEEN DATE '2017-07-05' AND DATE '2017-10-02'), 0)
      AS before
  FROM dated GROUP BY ALL
)
SELECT household_id FROM spent WHERE before >= 100 AND recent * 2 < before
