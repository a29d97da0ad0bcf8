-- As of 2026-03-31: rows after that day do not exist.
WITH
"orders_since_2025_04_01" AS (
  SELECT
    "order"."customer" AS "customer_id",
    COUNT(*) AS "frequency",
    SUM(TRY_CAST("order"."amount" AS DECIMAL(18, 4))) AS "monetary"
  FROM "shop"."orders" AS "order"
  WHERE "order"."ordered_at" < CAST('2026-03-31 22:00:00' AS TIMESTAMP)
    AND "order"."ordered_at" >= CAST('2025-03-31 22:00:00' AS TIMESTAMP)
  GROUP BY "order"."customer"
),
"customer_facts" AS MATERIALIZED (
  SELECT
    "customer"."customer_id",
    "customer"."city",
    COALESCE("orders_since_2025_04_01"."frequency", 0) AS "frequency",
    COALESCE("orders_since_2025_04_01"."monetary", 0) AS "monetary"
  FROM "crm"."customers" AS "customer"
  LEFT JOIN "orders_since_2025_04_01"
    ON "orders_since_2025_04_01"."customer_id" = "customer"."customer_id"
  WHERE "customer"."customer_id" IS NOT NULL
),
"monetary_order" AS (
  SELECT
    "monetary" AS "value_of_monetary",
    SUM(COUNT(*)) OVER () AS "ranked_by_monetary",
    SUM(COUNT(*)) OVER (ORDER BY "monetary" DESC) - COUNT(*) AS "better_by_monetary",
    SUM(CASE WHEN COUNT(*) > 0 THEN SUM("monetary") END) OVER (ORDER BY "monetary" DESC) - CASE WHEN COUNT(*) > 0 THEN SUM("monetary") END AS "held_above_monetary",
    SUM(CASE WHEN COUNT(*) > 0 THEN SUM("monetary") END) OVER () AS "total_monetary"
  FROM "customer_facts"
  GROUP BY "monetary"
),
"monetary_standing" AS (
  SELECT
    "value_of_monetary",
    CAST("held_above_monetary" AS DOUBLE)
      / NULLIF(CAST("total_monetary" AS DOUBLE), 0) AS "cumulative_share_of_monetary"
  FROM "monetary_order"
),
"customer_level_1" AS MATERIALIZED (
  SELECT
    "customer_facts".*,
    "cumulative_share_of_monetary",
    -- Customers whose “Commandes” is at least 1. (file3.seg:2:9)
    "frequency" >= 1 AS "buyers"
  FROM "customer_facts"
  LEFT JOIN "monetary_standing"
    ON "monetary_standing"."value_of_monetary" = "customer_facts"."monetary"
),
"monetary_order_2" AS (
  SELECT
    "monetary" AS "value_of_monetary_2",
    SUM(COUNT(*)) OVER () AS "ranked_by_monetary_2",
    SUM(COUNT(*)) OVER (ORDER BY "monetary" DESC) - COUNT(*) AS "better_by_monetary_2"
  FROM "customer_level_1"
  WHERE "buyers"
  GROUP BY "monetary"
),
"monetary_standing_2" AS (
  SELECT
    "value_of_monetary_2",
    ("better_by_monetary_2" * 100) < ("ranked_by_monetary_2" * 20) AS "monetary_in_top_20"
  FROM "monetary_order_2"
),
"monetary_order_3" AS (
  SELECT
    "monetary" AS "value_of_monetary_3",
    "city" AS "of_city",
    SUM(COUNT(*)) OVER (PARTITION BY "city") AS "ranked_by_monetary_3",
    SUM(COUNT(*)) OVER (PARTITION BY "city" ORDER BY "monetary" DESC) - COUNT(*) AS "better_by_monetary_3"
  FROM "customer_level_1"
  WHERE "city" IS NOT NULL
    AND "buyers"
  GROUP BY "monetary", "city"
),
"monetary_standing_3" AS (
  SELECT
    "value_of_monetary_3",
    "of_city",
    "better_by_monetary_3" + 1 AS "rank_of_monetary"
  FROM "monetary_order_3"
),
"customer_level_2" AS (
  SELECT
    "customer_level_1".*,
    "monetary_in_top_20",
    "rank_of_monetary",
    -- Customers in the top 20% by “CA 12 mois” among “buyers”. (file3.seg:3:9)
    COALESCE("monetary_in_top_20", FALSE) AS "best",
    -- Customers whose rank by “CA 12 mois” among “buyers”, each city apart, is at most 3.
    -- (file3.seg:4:9)
    COALESCE("rank_of_monetary" <= 3, FALSE) AS "podium",
    -- Each customer is in the first of 3 classes that fits: “big”, “medium” and “small”;
    -- those who fit none are in no class. (file3.seg:5:14)
    CASE
      WHEN "cumulative_share_of_monetary" < 0.5 THEN 'big'
      WHEN "cumulative_share_of_monetary" < 0.8 THEN 'medium'
      WHEN "monetary" > 0 THEN 'small'
    END AS "pareto"
  FROM "customer_level_1"
  LEFT JOIN "monetary_standing_2"
    ON "monetary_standing_2"."value_of_monetary_2" = "customer_level_1"."monetary"
      AND "customer_level_1"."buyers"
  LEFT JOIN "monetary_standing_3"
    ON "monetary_standing_3"."value_of_monetary_3" = "customer_level_1"."monetary"
      AND "monetary_standing_3"."of_city" = "customer_level_1"."city"
      AND "customer_level_1"."buyers"
)
SELECT
  "customer_id",
  "buyers",
  "best",
  "podium",
  "pareto"
FROM "customer_level_2"
