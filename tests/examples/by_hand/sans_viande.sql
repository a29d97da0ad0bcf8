-- bought this year, and nothing known to be meat or fish
WITH dated AS (
  SELECT *, CAST(timezone('America/New_York', timezone('UTC', sold_at)) AS DATE) AS day
  FROM lines
), known AS (SELECT * FROM dated LEFT JOIN products USING (product_id))
SELECT household_id FROM known WHERE day > DATE '2016-12-31' AND day <= DATE '2017-12-31'
GROUP BY household_id
HAVING count(*) FILTER (
    WHERE department IN ('MEAT', 'MEAT-PCKGD', 'SEAFOOD', 'SEAFOOD-PCKGD')) = 0
