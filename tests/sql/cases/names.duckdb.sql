-- As of 2026-03-31: rows after that day do not exist.
WITH
"customer_facts" AS (
  SELECT
    "customer"."customer_id",
    "customer"."city"
  FROM "crm"."customers" AS "customer"
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
  "l_été"
FROM "customer_level_1"
