-- in the best two fifths by last visit, by baskets and by amount
WITH dated AS (
  SELECT *, CAST(timezone('America/New_York', timezone('UTC', sold_at)) AS DATE) AS day
  FROM lines
), facts AS (
  SELECT household_id, max(day) AS last_day, count(DISTINCT basket_id) AS baskets,
    sum(sales_value) AS amount
  FROM dated WHERE day > DATE '2016-12-31' AND day <= DATE '2017-12-31' GROUP BY ALL
), ranked AS (
  SELECT household_id, count(*) OVER () AS everybody,
    rank() OVER (ORDER BY last_day DESC) - 1 AS later,
    rank() OVER (ORDER BY baskets DESC) - 1 AS more_often,
    rank() OVER (ORDER BY amount DESC) - 1 AS more
  FROM facts
)
SELECT household_id FROM ranked
WHERE later < 0.4 * everybody AND more_often < 0.4 * everybody AND more < 0.4 * everybody
