-- Orders, each on its customer's own rhythm, thinned by the season; lines; what comes after.

CREATE TEMP TABLE drawn_orders AS
WITH dated AS (
    SELECT *, i || '-' || k AS order_id,
        started + floor(gap * (k + CASE WHEN k = 0 THEN 0 ELSE 0.8 * chance(dice, 0) END))::INTEGER
            AS day,
        CASE WHEN chance(dice, 2) < 0.03 THEN 'téléphone' WHEN chance(dice, 3) < on_web THEN 'web'
            ELSE 'magasin' END AS channel
    FROM (
        SELECT *, bits('order', i || '-' || k) AS dice FROM lives, range(0, planned) AS t(k)
    )
), timed AS (
    -- on Sundays only the web is open: who meant to come, came the day before
    SELECT *, bits('place', order_id) AS place, CASE channel
        WHEN 'magasin' THEN clock(day - (isodow(day) = 7)::INTEGER, 9, 20, bits('hour', order_id))
        WHEN 'web' THEN clock(day, 8, 24, bits('hour', order_id))
        ELSE clock(day, 9, 18, bits('hour', order_id)) END AS wall
    FROM dated
    WHERE day <= today() + 5 AND (k = 0 OR chance(dice, 1) < season(month(day)))
)
SELECT order_id, id AS customer_id, taste, spend, on_promo, on_web, channel, wall,
    utc(wall) AS ordered_at,
    CASE WHEN channel = 'magasin' THEN CASE WHEN chance(place, 0) > 0.15 AND home_store IS NOT NULL
        THEN home_store ELSE numbered('M', 1 + floor(20 * chance(place, 1)), 2) END
    END AS store_id
FROM timed;

CREATE TABLE sales.order_lines AS
WITH slots AS (
    SELECT order_id, spend, on_promo, taste, order_id || '/' || n AS row
    FROM drawn_orders,
        range(0, 1 + least(14, floor(-ln(1 - u('lines', order_id)) * 1.7 * spend))::INTEGER) AS t(n)
), chosen AS (
    SELECT *, bits('line', row) AS dice, bits('line too', row) AS more FROM slots
), drawn AS (
    SELECT order_id, chance(more, 0) < on_promo AS is_promo, chance(more, 1) AS odd,
        CASE WHEN chance(more, 2) < 0.02 THEN -1
            ELSE 1 + floor(power(chance(more, 3), 4) * 4 * spend)::INTEGER END AS quantity,
        1 + 8 * floor(60 * power(chance(dice, 0), 1.6))::INTEGER + CASE WHEN chance(dice, 1) < 0.45
            THEN taste ELSE floor(8 * chance(dice, 2))::INTEGER END AS product
    FROM chosen
)
SELECT order_id, product_id, quantity,
    round(price * CASE WHEN is_promo THEN 0.7 ELSE 1 END, 2)::DECIMAL(9, 2) AS unit_price,
    CASE WHEN odd < 0.015 THEN NULL WHEN odd < 0.02 THEN '?'
        WHEN odd < 0.3 THEN is_promo::INTEGER::VARCHAR  -- two tills, two spellings
        WHEN is_promo THEN 'Y' ELSE 'N' END AS promo_flag
FROM drawn JOIN erp.products ON product_id = numbered('P', product, 4);

-- a few without a card, a few of customers whom nobody knows any more
CREATE TABLE sales.orders AS
SELECT order_id,
    CASE WHEN u('card', order_id) < 0.004 THEN 'C9999999'
        WHEN u('card', order_id) > 0.03 THEN customer_id END AS customer_id,
    store_id, ordered_at,
    CASE WHEN u('status', order_id) < 0.04 THEN 'cancelled' WHEN u('status', order_id) < 0.043
        THEN 'test' ELSE pick(['paid', 'paid', 'shipped'], u('paid', order_id)) END AS status,
    channel, amount
FROM drawn_orders JOIN (
    SELECT order_id, sum(quantity * unit_price)::DECIMAL(12, 2) AS amount
    FROM sales.order_lines GROUP BY order_id
) USING (order_id);

CREATE TABLE sales.corrections AS
SELECT order_id, ordered_at::DATE + 2 + (40 * u('correction', order_id))::INTEGER AS made_on,
    round(-amount * CASE WHEN u('whole', order_id) < 0.3 THEN 1 ELSE 0.25 END, 2)::DECIMAL(12, 2)
        AS amount,
    pick(['geste commercial', 'erreur de prix', 'article manquant'], u('reason', order_id)) AS reason
FROM sales.orders WHERE u('corrected', order_id) < 0.02;

-- half of those who come to the stores scan as they go; their clock is that of the wall
CREATE TABLE sales.scans AS
SELECT CASE WHEN u('scan card', order_id) > 0.05 THEN customer_id END AS customer_id, store_id,
    wall + to_seconds(20 * row_number() OVER (
        PARTITION BY order_id ORDER BY product_id, quantity, unit_price)) AS scanned_at,
    'B' || order_id AS basket_id, product_id, (quantity * unit_price)::DECIMAL(12, 2) AS amount
FROM drawn_orders JOIN sales.order_lines USING (order_id)
WHERE channel = 'magasin' AND quantity > 0
    AND u('scanner', customer_id) < 0.5 AND u('queue', order_id) < 0.7;
