-- As of 2026-03-31: rows after that day do not exist.
WITH
"orders_since_2025_04_01" AS (
  SELECT
    "order"."customer" AS "customer_id",
    SUM(CAST("order"."amount" AS DECIMAL(18, 4))) AS "monetary"
  FROM "shop"."orders" AS "order"
  WHERE "order"."ordered_at" < CAST('2026-03-31 22:00:00' AS TIMESTAMP)
    AND "order"."ordered_at" >= CAST('2025-03-31 22:00:00' AS TIMESTAMP)
  GROUP BY "order"."customer"
),
"customer_facts" AS (
  SELECT
    "customer"."customer_id",
    "customer"."city",
    COALESCE("orders_since_2025_04_01"."monetary", 0) AS "monetary"
  FROM "crm"."customers" AS "customer"
  LEFT JOIN "orders_since_2025_04_01"
    ON "orders_since_2025_04_01"."customer_id" = "customer"."customer_id"
  WHERE "customer"."customer_id" IS NOT NULL
),
"customer_level_1" AS (
  SELECT
    "customer_facts".*,
    -- Customers whose city is “O'Brien -- ${HOME} \ "x"”. (file3.seg:2:9)
    COALESCE("city" = 'O''Brien -- ${HOME} \ "x"', FALSE) AS "l_été"
  FROM "customer_facts"
)
SELECT
  "customer_id",
  "l_été" AS "l_été"
FROM "customer_level_1"
