-- What nobody sees of a customer, and all that follows from it: when they came and for how long they
-- stay, how often they buy, by which channel, how much they spend and on what, how they live.

CREATE TEMP TABLE lives AS
WITH drawn AS (
    SELECT i, numbered('C', i, 7) AS id,
        DATE '2018-01-08' + (3000 * (1 - power(u('born here', i), 1.4)))::INTEGER AS started,
        (-ln(1 - u('stays', i)) * 900)::INTEGER AS stays,
        greatest(4, exp(ln(70) + 0.75 * bell('gap', i))) AS gap,
        exp(0.45 * bell('spend', i)) AS spend,
        floor(8 * power(u('taste', i), 1.3))::INTEGER AS taste,
        power(u('attention', i), 2) AS attention,
        1936 + floor(72 * (u('year', i) + u('year too', i)) / 2)::INTEGER AS born,
        u('kind', i) AS kind, u('city', i) AS in_city, u('promo', i) AS promo, u('channel', i) AS way
    FROM range(1, $customers + 1) AS t(i)
)
SELECT drawn.* EXCLUDE (kind, in_city, promo, way), cities.* EXCLUDE (weight, upto, above),
    -- some never buy, some once, most at their own pace
    CASE WHEN kind < 0.08 THEN 0 WHEN kind < 0.25 THEN 1
        ELSE least(600, 1 + floor(least(stays, today() + 5 - started) / gap))::INTEGER
    END AS planned,
    CASE WHEN promo < 0.07 THEN 0.96 WHEN promo < 0.3 THEN 0.02 ELSE 0.6 * (promo - 0.3) END
        AS on_promo,
    CASE WHEN way < 0.4 THEN 0.04 WHEN way < 0.62 THEN 0.94 ELSE 0.5 END AS on_web,
    CASE WHEN number < 16 AND number <> 3 THEN  -- no store in Vitré, two in Rennes
        CASE WHEN number = 0 AND u('alma', i) < 0.4 THEN 'M04' ELSE numbered('M', number + 1, 2) END
    END AS home_store,
    u('opt', i) < 0.62 AND u('email?', i) > 0.16 AS by_email,
    u('sms', i) < 0.4 AND u('phone?', i) > 0.3 AS by_sms
FROM drawn JOIN city_shares AS cities ON in_city >= above AND in_city < upto;
