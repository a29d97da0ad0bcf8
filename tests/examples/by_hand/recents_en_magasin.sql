-- the shop of the earliest basket is that of the latest (of two at one instant, the lowest number)
WITH baskets AS (
  SELECT household_id, basket_id, min(sold_at) AS paid_at, min(store_id) AS store_id
  FROM lines WHERE sold_at < TIMESTAMP '2018-01-01 05:00:00' GROUP BY ALL
), ends AS (
  SELECT household_id, count(*) AS baskets,
    first(store_id ORDER BY paid_at, store_id) AS first_store,
    first(store_id ORDER BY paid_at DESC, store_id) AS last_store
  FROM baskets GROUP BY ALL
)
SELECT household_id FROM ends WHERE first_store = last_store AND baskets >= 2
