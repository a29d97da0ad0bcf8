-- As of 2026-03-31: rows after that day do not exist.
WITH
"orders_since_2025_04_01" AS (
  SELECT
    "order"."customer" AS "customer_id",
    COUNT(*) AS "frequency",
    MAX(CASE
      WHEN "order"."ordered_at" >= CAST('2025-12-30 23:00:00' AS TIMESTAMP)
      THEN "order"."ordered_at"
    END) AS "last_order_at_since_2025_12_31"
  FROM "shop"."orders" AS "order"
  WHERE "order"."ordered_at" < CAST('2026-03-31 22:00:00' AS TIMESTAMP)
    AND "order"."ordered_at" >= CAST('2025-03-31 22:00:00' AS TIMESTAMP)
  GROUP BY "order"."customer"
),
"customer_facts" AS (
  SELECT
    "customer"."customer_id",
    COALESCE("orders_since_2025_04_01"."frequency", 0) AS "frequency",
    "orders_since_2025_04_01"."last_order_at_since_2025_12_31"
  FROM "crm"."customers" AS "customer"
  LEFT JOIN "orders_since_2025_04_01"
    ON "orders_since_2025_04_01"."customer_id" = "customer"."customer_id"
  WHERE "customer"."customer_id" IS NOT NULL
),
"customer_level_1" AS (
  SELECT
    "customer_facts".*,
    -- Customers whose “Commandes” is at least 4, and whose “Récence” is less than 90 days.
    -- (file3.seg:2:9)
    COALESCE(
      "frequency" >= 4
        AND "last_order_at_since_2025_12_31" >= CAST('2025-12-31 23:00:00' AS TIMESTAMP),
      FALSE
    ) AS "loyal"
  FROM "customer_facts"
)
SELECT
  "customer_id",
  "loyal"
FROM "customer_level_1"
