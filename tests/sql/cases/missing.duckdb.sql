-- As of 2026-03-31: rows after that day do not exist.
WITH
"orders_of_all_time" AS (
  SELECT
    "order"."customer" AS "customer_id",
    COUNT(*) AS "count_of_orders_web"
  FROM "shop"."orders" AS "order"
  WHERE "order"."ordered_at" < CAST('2026-03-31 22:00:00' AS TIMESTAMP)
    AND "order"."channel" = 'web'
  GROUP BY "order"."customer"
),
"orders_since_2025_12_31" AS (
  SELECT
    "order"."customer" AS "customer_id",
    MAX("order"."ordered_at") AS "last_order_at_since_2025_12_31"
  FROM "shop"."orders" AS "order"
  WHERE "order"."ordered_at" < CAST('2026-03-31 22:00:00' AS TIMESTAMP)
    AND "order"."ordered_at" >= CAST('2025-12-30 23:00:00' AS TIMESTAMP)
  GROUP BY "order"."customer"
),
"customer_facts" AS (
  SELECT
    "customer"."customer_id",
    "customer"."city",
    "orders_since_2025_12_31"."last_order_at_since_2025_12_31",
    COALESCE("orders_of_all_time"."count_of_orders_web", 0) AS "count_of_orders_web"
  FROM "crm"."customers" AS "customer"
  LEFT JOIN "orders_of_all_time"
    ON "orders_of_all_time"."customer_id" = "customer"."customer_id"
  LEFT JOIN "orders_since_2025_12_31"
    ON "orders_since_2025_12_31"."customer_id" = "customer"."customer_id"
  WHERE "customer"."customer_id" IS NOT NULL
),
"customer_level_1" AS (
  SELECT
    "customer_facts".*,
    -- Customers whose city is “Paris”. (file3.seg:2:9)
    COALESCE("city" = 'Paris', FALSE) AS "parisians",
    -- Customers whose city is not “Paris” (or unknown). (file3.seg:3:9)
    NOT COALESCE("city" = 'Paris', FALSE) AS "elsewhere",
    -- Customers whose city is known, and whose city is not “Paris”. (file3.seg:4:9)
    ("city" IS NOT NULL) AND (NOT COALESCE("city" = 'Paris', FALSE)) AS "known_elsewhere",
    -- Customers whose “Récence” is at least 90 days (or unknown), and without orders where
    -- channel is “web”. (file3.seg:5:9)
    NOT COALESCE("last_order_at_since_2025_12_31" >= CAST('2025-12-31 23:00:00' AS TIMESTAMP), FALSE)
      AND "count_of_orders_web" < 1 AS "quiet"
  FROM "customer_facts"
)
SELECT
  "customer_id",
  "parisians",
  "elsewhere",
  "known_elsewhere",
  "quiet"
FROM "customer_level_1"
