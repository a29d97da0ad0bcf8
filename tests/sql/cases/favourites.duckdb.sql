-- As of 2026-03-31: rows after that day do not exist.
WITH
"orders_of_all_time" AS MATERIALIZED (
  SELECT
    "order"."customer" AS "customer_id",
    MIN("order"."ordered_at") AS "first_order_at"
  FROM "shop"."orders" AS "order"
  WHERE "order"."ordered_at" < CAST('2026-03-31 22:00:00' AS TIMESTAMP)
  GROUP BY "order"."customer"
),
"orders_by_category" AS MATERIALIZED (
  SELECT
    "order"."customer" AS "customer_id",
    "product"."category" AS "category_value",
    MAX("order"."ordered_at") AS "latest_category",
    COUNT(*) AS "rows_of_category"
  FROM "shop"."orders" AS "order"
  LEFT JOIN "shop"."products" AS "product"
    ON "product"."product_id" = "order"."product"
  WHERE "order"."ordered_at" < CAST('2026-03-31 22:00:00' AS TIMESTAMP)
    AND "product"."category" IS NOT NULL
  GROUP BY "order"."customer", "product"."category"
),
"orders_by_category_counted" AS MATERIALIZED (
  SELECT
    "customer_id",
    COUNT(CASE
      WHEN "latest_category" >= CAST('2025-03-31 22:00:00' AS TIMESTAMP)
      THEN 1
    END) AS "number_of_distinct_orders_category_in_last_12mo",
    MAX("rows_of_category") AS "most_rows_of_category"
  FROM "orders_by_category"
  GROUP BY "customer_id"
),
"most_frequent_orders_category_of_each" AS (
  SELECT
    "counted"."customer_id",
    MIN("counted"."category_value") AS "most_frequent_orders_category"
  FROM "orders_by_category" AS "counted"
  JOIN "orders_by_category_counted" AS "highest"
    ON "highest"."customer_id" = "counted"."customer_id"
      AND "highest"."most_rows_of_category" = "counted"."rows_of_category"
  WHERE "counted"."rows_of_category" > 0
  GROUP BY "counted"."customer_id"
),
"orders_by_channel" AS MATERIALIZED (
  SELECT
    "order"."customer" AS "customer_id",
    "order"."channel" AS "channel_value",
    COUNT(*) AS "rows_of_channel"
  FROM "shop"."orders" AS "order"
  WHERE "order"."ordered_at" < CAST('2026-03-31 22:00:00' AS TIMESTAMP)
    AND "order"."ordered_at" >= CAST('2025-03-31 22:00:00' AS TIMESTAMP)
    AND "order"."channel" IS NOT NULL
  GROUP BY "order"."customer", "order"."channel"
),
"orders_by_channel_counted" AS (
  SELECT
    "customer_id",
    MAX("rows_of_channel") AS "most_rows_of_channel"
  FROM "orders_by_channel"
  GROUP BY "customer_id"
),
"most_frequent_orders_channel_in_last_12mo_of_each" AS (
  SELECT
    "counted"."customer_id",
    MIN("counted"."channel_value") AS "most_frequent_orders_channel_in_last_12mo"
  FROM "orders_by_channel" AS "counted"
  JOIN "orders_by_channel_counted" AS "highest"
    ON "highest"."customer_id" = "counted"."customer_id"
      AND "highest"."most_rows_of_channel" = "counted"."rows_of_channel"
  WHERE "counted"."rows_of_channel" > 0
  GROUP BY "counted"."customer_id"
),
"orders_at_first_order_at" AS (
  SELECT
    "order"."customer" AS "customer_id",
    MIN("order"."channel") AS "first_of_orders_channel"
  FROM "shop"."orders" AS "order"
  JOIN "orders_of_all_time" AS "found"
    ON "found"."customer_id" = "order"."customer"
      AND "found"."first_order_at" = "order"."ordered_at"
  WHERE "order"."ordered_at" < CAST('2026-03-31 22:00:00' AS TIMESTAMP)
  GROUP BY "order"."customer"
),
"customer_facts" AS (
  SELECT
    "customer"."customer_id",
    COALESCE(
      "orders_by_category_counted"."number_of_distinct_orders_category_in_last_12mo",
      0
    ) AS "number_of_distinct_orders_category_in_last_12mo",
    "most_frequent_orders_category_of_each"."most_frequent_orders_category",
    "orders_of_all_time"."first_order_at",
    "orders_at_first_order_at"."first_of_orders_channel",
    "most_frequent_orders_channel_in_last_12mo_of_each"."most_frequent_orders_channel_in_last_12mo"
  FROM "crm"."customers" AS "customer"
  LEFT JOIN "orders_of_all_time"
    ON "orders_of_all_time"."customer_id" = "customer"."customer_id"
  LEFT JOIN "orders_by_category_counted"
    ON "orders_by_category_counted"."customer_id" = "customer"."customer_id"
  LEFT JOIN "most_frequent_orders_category_of_each"
    ON "most_frequent_orders_category_of_each"."customer_id" = "customer"."customer_id"
  LEFT JOIN "most_frequent_orders_channel_in_last_12mo_of_each"
    ON "most_frequent_orders_channel_in_last_12mo_of_each"."customer_id" = "customer"."customer_id"
  LEFT JOIN "orders_at_first_order_at"
    ON "orders_at_first_order_at"."customer_id" = "customer"."customer_id"
  WHERE "customer"."customer_id" IS NOT NULL
),
"customer_level_1" AS (
  SELECT
    "customer_facts".*,
    -- Customers whose number of different values of category of product of orders in the
    -- last 12 months is at least 5. (file3.seg:2:9)
    "number_of_distinct_orders_category_in_last_12mo" >= 5 AS "wide_taste",
    -- Customers whose most frequent value of category of product of orders is “garden”.
    -- (file3.seg:3:9)
    COALESCE("most_frequent_orders_category" = 'garden', FALSE) AS "gardeners",
    -- Customers whose first value of channel of orders is “web”. (file3.seg:4:9)
    COALESCE("first_of_orders_channel" = 'web', FALSE) AS "web_born"
  FROM "customer_facts"
)
SELECT
  "customer_id",
  "wide_taste",
  "gardeners",
  "web_born",
  "most_frequent_orders_channel_in_last_12mo" AS "habit"
FROM "customer_level_1"
