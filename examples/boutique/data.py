"""Make the warehouse of the example: a number of customers and a seed in, tables out.

Everything is invented, by SQL alone: each chance is an md5 of the seed, what it is about, and the
row, so that the same seed gives the same rows on every machine, and more customers leave the first
ones as they were. The dirt of real warehouses is put in on purpose: flags with odd values, cities
typed in capitals, orders without a card or of customers who were deleted, cancelled and test
orders, corrections weeks later, namesakes, and a few days after the day of the example.

    python data.py                          boutique.duckdb beside this file, 50,000 customers
    python data.py --customers 2000000      more of them
    python data.py --seed 7 warehouse.duckdb
    python data.py warehouse                a folder of Parquet files, warehouse/crm/customers.parquet…
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import duckdb

CUSTOMERS = 50_000
SEED = 1
TODAY = "2026-03-31"

# chance in [0, 1), and around 0; `about` and `row` keep the draws apart
MACROS = """
CREATE TEMP MACRO u(about, row) AS
    (md5_number_lower($seed || ':' || about || ':' || row) >> 11)::DOUBLE / 9007199254740992;
-- an md5 costs: tables of many rows take one for four chances, of 1 in 65,536 each
CREATE TEMP MACRO bits(about, row) AS md5_number_lower($seed || ':' || about || ':' || row);
CREATE TEMP MACRO chance(bits, place) AS ((bits >> (16 * place)) & 65535)::DOUBLE / 65536;
CREATE TEMP MACRO bell(about, row) AS
    sqrt(-2 * ln(1 - u(about || '+', row))) * cos(2 * pi() * u(about || '-', row));
CREATE TEMP MACRO pick(options, chance) AS options[1 + floor(chance * len(options))::INTEGER];
CREATE TEMP MACRO today() AS DATE '$today';
CREATE TEMP MACRO last_sunday(year, month) AS
    make_date(year, month, 31) - (isodow(make_date(year, month, 31)) % 7)::INTEGER;
-- a wall clock in Paris, as the UTC that most tables keep
CREATE TEMP MACRO utc(wall) AS wall - CASE
    WHEN wall >= last_sunday(year(wall), 3) + INTERVAL 2 HOUR
        AND wall < last_sunday(year(wall), 10) + INTERVAL 3 HOUR
    THEN INTERVAL 2 HOUR ELSE INTERVAL 1 HOUR END;
CREATE TEMP MACRO clock(day, first, last, bits) AS
    day + to_seconds((3600 * (first + (last - first)
        * (chance(bits, 0) + (bits >> 32)::DOUBLE / 4294967296) / 2))::INTEGER);
CREATE TEMP MACRO shop_season(month) AS
    [0.75, 0.55, 0.75, 0.85, 0.9, 0.85, 0.75, 0.5, 0.8, 0.75, 0.9, 1.0][month];
"""

PLACES = """
CREATE TEMP TABLE cities AS SELECT row_number() OVER () - 1 AS number, *
FROM (VALUES
    ('Rennes', '35', '35000', 'FR', 48.1113, -1.6800, 16), ('Nantes', '44', '44000', 'FR', 47.2184, -1.5536, 12),
    ('Saint-Malo', '35', '35400', 'FR', 48.6493, -2.0257, 5), ('Vitré', '35', '35500', 'FR', 48.1242, -1.2101, 3),
    ('Brest', '29', '29200', 'FR', 48.3904, -4.4861, 5), ('Quimper', '29', '29000', 'FR', 47.9960, -4.1029, 3),
    ('Vannes', '56', '56000', 'FR', 47.6582, -2.7608, 4), ('Lorient', '56', '56100', 'FR', 47.7483, -3.3702, 3),
    ('Saint-Brieuc', '22', '22000', 'FR', 48.5142, -2.7658, 3), ('Angers', '49', '49000', 'FR', 47.4784, -0.5632, 5),
    ('Le Mans', '72', '72000', 'FR', 48.0061, 0.1996, 3), ('Laval', '53', '53000', 'FR', 48.0706, -0.7734, 2),
    ('Paris', '75', '75011', 'FR', 48.8590, 2.3780, 12), ('Versailles', '78', '78000', 'FR', 48.8049, 2.1204, 2),
    ('Lyon', '69', '69003', 'FR', 45.7578, 4.8320, 6), ('Bordeaux', '33', '33000', 'FR', 44.8378, -0.5792, 4),
    ('Toulouse', '31', '31000', 'FR', 43.6047, 1.4442, 3), ('Lille', '59', '59000', 'FR', 50.6292, 3.0573, 3),
    ('Nîmes', '30', '30000', 'FR', 43.8367, 4.3601, 1), ('Châteauroux', '36', '36000', 'FR', 46.8103, 1.6913, 1),
    ('Bruxelles', NULL, '1000', 'BE', 50.8503, 4.3517, 1.2), ('Genève', NULL, '1201', 'CH', 46.2044, 6.1432, 0.7),
    ('Londres', NULL, 'SW1A 1AA', 'GB', 51.5074, -0.1278, 0.7), ('Madrid', NULL, '28001', 'ES', 40.4168, -3.7038, 0.4)
) AS city(city, department, postcode, country, latitude, longitude, weight);
CREATE TEMP TABLE city_bounds AS SELECT *,
    sum(weight) OVER (ORDER BY number) / sum(weight) OVER () AS upto,
    (sum(weight) OVER (ORDER BY number) - weight) / sum(weight) OVER () AS above
FROM cities;
"""

# what nobody sees of a customer, and all that follows from it
LIVES = """
CREATE TEMP TABLE lives AS
WITH drawn AS (
    SELECT i, 'C' || lpad(i::VARCHAR, 7, '0') AS id,
        DATE '2018-01-08' + (3000 * (1 - power(u('born here', i), 1.4)))::INTEGER AS started,
        u('kind', i) AS kind, u('city', i) AS in_city,
        greatest(4, exp(ln(70) + 0.75 * bell('gap', i))) AS gap,
        (-ln(1 - u('stays', i)) * 900)::INTEGER AS stays,
        u('promo', i) AS promo, u('channel', i) AS way,
        exp(0.45 * bell('spend', i)) AS spend,
        floor(8 * power(u('taste', i), 1.3))::INTEGER AS taste,
        power(u('attention', i), 2) AS attention,
        1936 + floor(72 * (u('year', i) + u('year too', i)) / 2)::INTEGER AS born
    FROM range(1, $customers + 1) AS t(i)
)
SELECT drawn.*, cities.* EXCLUDE (weight, upto, above),
    CASE WHEN kind < 0.08 THEN 0 WHEN kind < 0.25 THEN 1
        ELSE least(600, 1 + floor(least(stays, today() + 5 - started) / gap))::INTEGER
    END AS planned,
    CASE WHEN promo < 0.07 THEN 0.96 WHEN promo < 0.3 THEN 0.02 ELSE 0.6 * (promo - 0.3) END AS on_promo,
    CASE WHEN way < 0.4 THEN 0.04 WHEN way < 0.62 THEN 0.94 ELSE 0.5 END AS on_web
FROM drawn JOIN city_bounds AS cities ON in_city >= above AND in_city < upto;
"""

TABLES = {
    "geo.departments": """
        SELECT * FROM (VALUES
            ('22', 'Côtes-d''Armor', 'Bretagne', 605917), ('29', 'Finistère', 'Bretagne', 922219),
            ('35', 'Ille-et-Vilaine', 'Bretagne', 1098325), ('56', 'Morbihan', 'Bretagne', 768687),
            ('44', 'Loire-Atlantique', 'Pays de la Loire', 1457806), ('49', 'Maine-et-Loire', 'Pays de la Loire', 821808),
            ('53', 'Mayenne', 'Pays de la Loire', 305933), ('72', 'Sarthe', 'Pays de la Loire', 566993),
            ('85', 'Vendée', 'Pays de la Loire', 694945), ('75', 'Paris', 'Île-de-France', 2133111),
            ('78', 'Yvelines', 'Île-de-France', 1456365), ('69', 'Rhône', 'Auvergne-Rhône-Alpes', 1893763),
            ('33', 'Gironde', 'Nouvelle-Aquitaine', 1654970), ('31', 'Haute-Garonne', 'Occitanie', 1434367),
            ('30', 'Gard', 'Occitanie', 756543), ('59', 'Nord', 'Hauts-de-France', 2611293),
            ('36', 'Indre', 'Centre-Val de Loire', 217139), ('2A', 'Corse-du-Sud', 'Corse', 163170)
        ) AS d(department, label, region, inhabitants)""",
    "sales.stores": """
        SELECT 'M' || lpad(s::VARCHAR, 2, '0') AS store_id,
            city || CASE WHEN s > 16 THEN ' gare' WHEN s = 4 THEN ' Alma' ELSE ' centre' END AS name, city,
            CASE WHEN s IN (1, 2, 4, 13) THEN 'grand magasin' WHEN s > 16 THEN 'corner' ELSE 'quartier' END AS format,
            DATE '2009-03-01' + (5200 * u('opened', s))::INTEGER AS opened_on,
            round(latitude + 0.02 * (u('store lat', s) - 0.5), 5) AS latitude,
            round(longitude + 0.02 * (u('store lon', s) - 0.5), 5) AS longitude
        FROM range(1, 21) AS t(s) JOIN cities ON number = CASE WHEN s = 4 THEN 0 WHEN s > 16 THEN s - 17 ELSE s - 1 END""",
    "erp.suppliers": """
        SELECT 'F' || lpad(f::VARCHAR, 3, '0') AS supplier_id,
            pick(['Établissements', 'Maison', 'Ateliers', 'Comptoir'], u('house', f)) || ' '
                || pick(['Le Goff', 'Martin', 'Garnier', 'Lefèvre', 'Kerviel', 'Dubois', 'Rossi', 'Müller'], u('family', f)) AS name,
            pick(['FR', 'FR', 'FR', 'IT', 'DE', 'PT', 'CN'], u('from', f)) AS country,
            CASE WHEN u('late', f) > 0.06 THEN 3 + (60 * power(u('lead', f), 2))::INTEGER END AS lead_time
        FROM range(1, 49) AS t(f)""",
    "erp.products": """
        SELECT 'P' || lpad(p::VARCHAR, 4, '0') AS product_id,
            pick(['Le', 'Grand', 'Petit', 'Nouveau', 'Bel'], u('adjective', p)) || ' '
                || pick(['panier', 'carnet', 'vase', 'plaid', 'sac', 'coffret', 'set'], u('noun', p)) || ' ' || p AS name,
            ['jardin', 'maison', 'mode', 'enfant', 'sport', 'beauté', 'épicerie', 'jeux'][1 + p % 8] AS category,
            ['Atelier Lune', 'Kerbois', 'Été Indien', 'Petit Phare', 'Océane', 'Maison Hervé'][1 + (p // 8 + p % 8) % 6] AS brand,
            round(exp(2.9 + 0.7 * bell('price', p)), 1)::DECIMAL(9, 2) AS price,
            CASE WHEN u('supplier?', p) > 0.03 THEN 'F' || lpad((1 + floor(48 * u('supplier', p)))::INTEGER::VARCHAR, 3, '0') END AS supplier_id
        FROM range(1, 481) AS t(p)""",
    "crm.customers": """
        SELECT id AS customer_id, u('erased', i) < 0.006 AS anonymised,
            CASE WHEN u('email?', i) > 0.16 THEN lower(strip_accents(first_name || '.' || last_name)) || i % 997 || '@exemple.fr' END AS email,
            CASE WHEN u('phone?', i) > 0.3 THEN '+336' || lpad((u('phone', i) * 1e8)::INTEGER::VARCHAR, 8, '0') END AS phone,
            first_name, last_name,
            CASE WHEN u('gender?', i) < 0.04 THEN NULL WHEN u('gender?', i) < 0.043 THEN 'Mme' ELSE gender END AS gender,
            CASE WHEN u('birth?', i) > 0.13 THEN make_date(born, 1, 1) + (365 * u('birthday', i))::INTEGER END AS birth_date,
            started - CASE WHEN u('before', i) < 0.7 THEN 0 ELSE (20 * u('how long', i))::INTEGER END AS created_on,
            household,
            CASE household WHEN 'famille' THEN 1 + floor(3 * power(u('children', i), 1.5))::INTEGER WHEN 'seul' THEN 0
                WHEN 'couple' THEN 0 WHEN 'colocation' THEN 0 END AS children,
            CASE WHEN u('income?', i) > 0.55 THEN pick(['moins de 20 k€', '20 à 35 k€', '20 à 35 k€', '35 à 60 k€', '35 à 60 k€', 'plus de 60 k€'],
                least(0.999, u('income', i) * 0.7 + 0.3 * spend / (1 + spend))) END AS income,
            CASE WHEN u('occupation?', i) < 0.25 THEN NULL WHEN born >= 2002 THEN pick(['étudiant', 'étudiant', 'employé', 'sans emploi'], u('job', i))
                WHEN born < 1963 THEN 'retraité'
                ELSE pick(['employé', 'employé', 'employé', 'cadre', 'cadre', 'artisan', 'agriculteur', 'sans emploi'], u('job', i)) END AS occupation,
            CASE WHEN u('housing?', i) > 0.3 THEN CASE WHEN u('housing', i) < 0.55 THEN 'appartement' ELSE 'maison' END END AS housing,
            CASE WHEN u('environment?', i) > 0.2 THEN pick(['urbain', 'urbain', 'périurbain', 'périurbain', 'rural'], u('environment', i)) END AS environment,
            CASE WHEN u('coded', i) < 0.12 THEN pick(['exigeant', 'anxieux', 'râleur', 'indécis', 'serein', 'serein'], u('temperament', i)) END AS temperament,
            CASE WHEN u('postcode?', i) > 0.07 THEN postcode END AS postcode,
            CASE WHEN u('city?', i) < 0.05 THEN NULL WHEN u('city?', i) < 0.15 THEN upper(strip_accents(city))
                WHEN u('city?', i) < 0.2 THEN lower(city) ELSE city END AS city,
            CASE WHEN u('country?', i) > 0.06 THEN country END AS country,
            CASE WHEN u('place?', i) > 0.12 THEN round(latitude + 0.09 * bell('lat', i), 5) END AS latitude,
            CASE WHEN u('place?', i) > 0.12 THEN round(longitude + 0.13 * bell('lon', i), 5) END AS longitude,
            CASE WHEN u('opt', i) < 0.62 THEN pick(['Y', 'Y', 'O', '1'], u('yes', i)) WHEN u('opt', i) < 0.9 THEN pick(['N', '0'], u('no', i))
                WHEN u('opt', i) < 0.94 THEN pick(['', '?', 'y', 'oui'], u('odd', i)) END AS optin_email,
            CASE WHEN u('post', i) < 0.55 THEN '1' WHEN u('post', i) < 0.85 THEN '0' WHEN u('post', i) < 0.9 THEN 'stop pub' END AS optin_post,
            CASE WHEN u('store?', i) < 0.12 THEN NULL WHEN u('store?', i) < 0.122 THEN 'M99' WHEN number = 0 AND u('alma', i) < 0.4 THEN 'M04'
                WHEN number < 16 AND number <> 3 THEN 'M' || lpad((number + 1)::VARCHAR, 2, '0') ELSE 'M01' END AS store_id,
            CASE WHEN u('postcode?', i) > 0.07 THEN department END AS department
        FROM (
            SELECT *, CASE WHEN u('gender', i) < 0.58 THEN 'F' ELSE 'M' END AS gender,
                CASE WHEN u('gender', i) < 0.58
                    THEN pick(['Marie', 'Léa', 'Chloé', 'Inès', 'Zoé', 'Anaïs', 'Françoise', 'Camille', 'Hélène', 'Nolwenn', 'Aïcha', 'Sophie', 'Manon', 'Jeanne'], u('first', i))
                    ELSE pick(['Jean', 'Loïc', 'Théo', 'François', 'Rémi', 'Noël', 'Hugo', 'Yann', 'Mehdi', 'Paul', 'Gaël', 'Étienne', 'Louis', 'Adam'], u('first', i)) END AS first_name,
                pick(['Martin', 'Bernard', 'Le Goff', 'Lefèvre', 'Nguyen', 'Garcia', 'Kerviel', 'D''Almeida', 'Müller', 'Béranger', 'Petit', 'Moreau', 'Traoré', 'Le Gall', 'Dupont', 'Rouxel'],
                    power(u('last', i), 1.5)) AS last_name,
                CASE WHEN u('household?', i) > 0.22 THEN pick(['seul', 'seul', 'couple', 'couple', 'famille', 'famille', 'famille', 'colocation'], u('household', i)) END AS household
            FROM lives
        )""",
    "sales.order_lines": """
        SELECT order_id, product_id, quantity, round(price * CASE WHEN is_promo THEN 0.7 ELSE 1 END, 2)::DECIMAL(9, 2) AS unit_price,
            CASE WHEN odd < 0.015 THEN NULL WHEN odd < 0.02 THEN '?' WHEN odd < 0.3 THEN CASE WHEN is_promo THEN '1' ELSE '0' END
                ELSE CASE WHEN is_promo THEN 'Y' ELSE 'N' END END AS promo_flag
        FROM (
            SELECT order_id, 'P' || lpad(product::VARCHAR, 4, '0') AS product_id, product, chance(other, 0) < on_promo AS is_promo, chance(other, 1) AS odd,
                CASE WHEN chance(other, 2) < 0.02 THEN -1 ELSE 1 + floor(power(chance(other, 3), 4) * 4 * spend)::INTEGER END AS quantity
            FROM (
                SELECT order_id, spend, on_promo, bits('line too', order_id || '/' || n) AS other,
                    1 + 8 * floor(60 * power(chance(one, 0), 1.6))::INTEGER
                        + CASE WHEN chance(one, 1) < 0.45 THEN taste ELSE floor(8 * chance(one, 2))::INTEGER END AS product
                FROM (
                    SELECT order_id, spend, on_promo, taste, n, bits('line', order_id || '/' || n) AS one
                    FROM drawn_orders, range(0, 1 + least(14, floor(-ln(1 - u('lines', order_id)) * 1.7 * spend))::INTEGER) AS t(n)
                )
            )
        ) JOIN (SELECT substr(product_id, 2)::INTEGER AS product, price FROM erp.products) USING (product)""",
    "sales.orders": """
        SELECT order_id,
            CASE WHEN u('card', order_id) < 0.03 THEN NULL WHEN u('card', order_id) < 0.034 THEN 'C9999999' ELSE customer_id END AS customer_id,
            store_id, ordered_at,
            CASE WHEN u('status', order_id) < 0.04 THEN 'cancelled' WHEN u('status', order_id) < 0.043 THEN 'test' ELSE pick(['paid', 'paid', 'shipped'], u('paid', order_id)) END AS status,
            channel, amount
        FROM drawn_orders JOIN (
            SELECT order_id, sum(quantity * unit_price)::DECIMAL(12, 2) AS amount FROM sales.order_lines GROUP BY order_id
        ) USING (order_id)""",
    "sales.corrections": """
        SELECT order_id, (ordered_at::DATE + 2 + (40 * u('correction', order_id))::INTEGER) AS made_on,
            round(-amount * CASE WHEN u('whole', order_id) < 0.3 THEN 1 ELSE 0.25 END, 2)::DECIMAL(12, 2) AS amount,
            pick(['geste commercial', 'erreur de prix', 'article manquant'], u('reason', order_id)) AS reason
        FROM sales.orders WHERE u('corrected', order_id) < 0.02""",
    "sales.scans": """
        SELECT CASE WHEN u('scan card', order_id) > 0.05 THEN customer_id END AS customer_id, store_id,
            scanned_on + to_seconds((20 * row_number() OVER (PARTITION BY order_id ORDER BY product_id, quantity, unit_price))::INTEGER) AS scanned_at,
            'B' || order_id AS basket_id, product_id, (quantity * unit_price)::DECIMAL(12, 2) AS amount
        FROM drawn_orders JOIN sales.order_lines USING (order_id)
        WHERE channel = 'magasin' AND on_web < 0.6 AND u('scanner', customer_id) < 0.5 AND quantity > 0 AND u('queue', order_id) < 0.7""",
    "web.page_views": """
        SELECT customer_id, utc(clock(today() - (400 * power(u('browsed', id), 1.3))::INTEGER + 3, 7, 24, bits('browse', id))) AS viewed_at,
            pick(['accueil', 'jardin', 'maison', 'mode', 'livraison', 'devis', 'retours', 'carte cadeau'], u('page', id)) AS page,
            CASE WHEN u('origin?', id) > 0.2 THEN pick(['moteur', 'direct', 'newsletter', 'réseaux'], u('origin', id)) END AS origin
        FROM (
            SELECT CASE WHEN u('logged in', i) > 0.05 THEN lives.id END AS customer_id, lives.i || '/' || n AS id
            FROM lives, range(0, floor(18 * on_web * attention)::INTEGER) AS t(n)
        )
        UNION ALL
        SELECT customer_id, ordered_at - to_minutes((4000 * u('thinks', order_id))::INTEGER), 'devis', 'direct'
        FROM sales.orders WHERE channel <> 'magasin' AND ordered_at > today() - 400 AND u('quote', order_id) < 0.2""",
    "web.carts": """
        SELECT customer_id, ordered_at - to_minutes(1 + (50 * u('pays', order_id))::INTEGER) AS filled_at, amount
        FROM sales.orders WHERE channel = 'web' AND ordered_at > today() - 400 AND customer_id IS NOT NULL
        UNION ALL
        SELECT id, utc(clock(today() - (400 * u('left', i || '/' || n))::INTEGER + 2, 8, 24, bits('left', i || '/' || n))),
            round(exp(3.6 + 0.8 * bell('cart', i || '/' || n)), 2)::DECIMAL(12, 2)
        FROM lives, range(0, floor(4 * on_web * u('dreams', i) * u('dreams too', i) + 0.25)::INTEGER) AS t(n)""",
    "marketing.messages": """
        WITH campaigns AS (
            SELECT *, row_number() OVER () AS number FROM (VALUES
                ('rentrée', DATE '2025-09-01', 'email', 0.9), ('lettre 2025-10', DATE '2025-10-07', 'email', 0.8), ('halloween', DATE '2025-10-24', 'sms', 0.3),
                ('lettre 2025-11', DATE '2025-11-04', 'email', 0.8), ('noël', DATE '2025-12-01', 'email', 0.95), ('noël dernier jour', DATE '2025-12-20', 'sms', 0.5),
                ('soldes', DATE '2026-01-07', 'email', 0.95), ('lettre 2026-02', DATE '2026-02-03', 'email', 0.8), ('saint-valentin', DATE '2026-02-10', 'sms', 0.3),
                ('printemps', DATE '2026-03-02', 'email', 0.9), ('jardin', DATE '2026-03-17', 'email', 0.4), ('lettre 2026-03', DATE '2026-03-30', 'email', 0.5)
            ) AS c(campaign, starts_on, channel, reach)
        ), sent AS (
            SELECT *, starts_on + to_seconds((3600 * 7 + 7200 * chance(one, 1))::INTEGER) AS sent_at, bits('opens', id || '/' || number) AS other
            FROM (SELECT id, i, started, attention, c.*, bits('sends', id || '/' || c.number) AS one FROM lives, campaigns AS c)
            WHERE starts_on > started AND chance(one, 0) < reach
                AND CASE channel WHEN 'email' THEN u('opt', i) < 0.62 AND u('email?', i) > 0.16 ELSE u('sms', i) < 0.4 AND u('phone?', i) > 0.3 END
        ), opened AS (
            SELECT *, sent_at + to_minutes((12000 * power(chance(one, 2), 3))::INTEGER) AS opened_at
            FROM sent WHERE channel = 'email' AND chance(one, 3) < 0.1 + 0.8 * attention
        ), clicked AS (
            SELECT *, opened_at + to_seconds(5 + (400 * chance(other, 0))::INTEGER) AS clicked_at FROM opened WHERE chance(other, 1) < 0.25
        )
        SELECT id AS customer_id, sent_at AS happened_at, 'send' AS event, channel, campaign FROM sent
        UNION ALL SELECT id, opened_at, 'open', channel, campaign FROM opened
        UNION ALL SELECT id, clicked_at, 'click', channel, campaign FROM clicked
        UNION ALL SELECT id, opened_at + INTERVAL 30 SECOND, 'unsubscribe', channel, campaign FROM opened WHERE chance(other, 2) < 0.004""",
    "marketing.responses": """
        SELECT id AS customer_id, today() - (1000 * power(u('answered', row), 1.2))::INTEGER + 3 AS responded_on,
            pick(['courrier', 'email', 'sms', 'téléphone'], (u('habit', id) * 0.999 + 0.25 * floor(4 * power(u('whim', row), 4))) % 1) AS channel,
            pick(['promotion', 'promotion', 'nouveauté', 'invitation'], u('offer', row)) AS offer
        FROM (SELECT id, id || '/' || n AS row FROM lives, range(0, floor(-ln(1 - u('responds', i)) * 1.4)::INTEGER) AS t(n))""",
    "crm.consents": """
        SELECT id AS customer_id, started + to_hours(9 + (200 * u('asked', i))::INTEGER) AS given_at, 'sms' AS channel, u('sms', i) < 0.55 AS granted
        FROM lives WHERE u('asked?', i) < 0.8
        UNION ALL
        SELECT id, started::TIMESTAMP + to_days(30 + (1500 * u('changes', i))::INTEGER), 'sms', u('sms', i) < 0.4
        FROM lives WHERE u('asked?', i) < 0.35
        UNION ALL
        SELECT id, started + to_hours(9), 'email', CASE WHEN u('opt', i) < 0.62 THEN true WHEN u('opt', i) < 0.9 THEN false END
        FROM lives WHERE u('asked?', i) < 0.7""",
    "survey.surveys": """
        SELECT * FROM (VALUES ('NPS 2025', 'satisfaction', DATE '2025-02-03'), ('NPS 2026', 'satisfaction', DATE '2026-02-02'),
            ('Style de vie 2025', 'style de vie', DATE '2025-10-01')) AS s(survey_id, theme, started_on)""",
    "survey.invitations": """
        SELECT id AS customer_id, survey_id, started_on + (10 * u('invited on', id || survey_id))::INTEGER AS invited_on
        FROM lives, survey.surveys WHERE started < started_on AND u('invited', id || survey_id) < 0.35""",
    "survey.answers": """
        WITH answering AS (
            SELECT customer_id, survey_id, theme, invited_on + (20 * power(u('answers on', customer_id || survey_id), 3))::INTEGER AS answered_on,
                customer_id || '/' || survey_id AS row
            FROM survey.invitations JOIN survey.surveys USING (survey_id) WHERE u('answers', customer_id || survey_id) < 0.4
        )
        SELECT customer_id, survey_id, answered_on, 'recommandation' AS question,
            CASE WHEN u('score?', row) > 0.02 THEN least(10, floor(11 * power(u('score', row), 0.55)))::INTEGER END AS score, NULL AS answer
        FROM answering WHERE theme = 'satisfaction'
        UNION ALL
        SELECT customer_id, survey_id, answered_on, 'bénéfice recherché', NULL, pick(['le prix', 'la qualité', 'le conseil', 'le choix', 'LE PRIX'], u('benefit', row))
        FROM answering WHERE theme = 'style de vie'
        UNION ALL
        SELECT customer_id, survey_id, answered_on, 'loisirs', NULL,
            pick(['Jardinage, cuisine', 'sport', 'lecture et voyages', 'Bricolage ; jardinage', 'Musique', 'randonnée, vélo'], u('hobby', row))
        FROM answering WHERE theme = 'style de vie' AND u('hobby?', row) > 0.2
        UNION ALL
        SELECT customer_id, survey_id, answered_on, 'achète d''occasion', NULL, pick(['jamais', 'parfois', 'souvent'], u('second hand', row))
        FROM answering WHERE theme = 'style de vie'""",
    "crm.life_events": """
        SELECT id AS customer_id, today() + 4 - (900 * u('event on', id || n))::INTEGER AS happened_on,
            CASE WHEN born < 1966 AND u('retires', id || n) < 0.5 THEN 'retraite' WHEN born > 1994 AND u('hired', id || n) < 0.6 THEN 'premier emploi'
                ELSE pick(['naissance', 'déménagement', 'déménagement', 'mariage'], u('event', id || n)) END AS kind
        FROM lives, range(0, floor(1.18 - u('eventful', i) * 0.9 + 0.02)::INTEGER) AS t(n) WHERE u('told', i) < 0.6""",
    "support.complaints": """
        SELECT id AS customer_id, utc(clock(day, 9, 19, bits('complains', row))) AS opened_at,
            pick(['livraison', 'livraison', 'produit', 'facturation', 'accueil'], u('topic', row)) AS topic,
            1 + floor(5 * power(u('severity', row), 1.4))::INTEGER AS severity,
            CASE WHEN u('solved', row) > 0.15 THEN day + 1 + (20 * power(u('solved after', row), 2))::INTEGER END AS solved_on
        FROM (
            SELECT id, id || '/' || n AS row, today() - (700 * power(u('complained', id || '/' || n), 1.2))::INTEGER + 2 AS day
            FROM lives, range(0, floor(-ln(u('content', i) + 1e-9) - 1.6 + 0.4 * u('content too', i))::INTEGER) AS t(n) WHERE planned > 0
        )""",
    "crm.referrals": """
        SELECT id AS sponsor_id, CASE WHEN u('signs', row) > 0.08 THEN 'C' || lpad((1 + floor($customers * u('friend', row)))::BIGINT::VARCHAR, 7, '0') END AS referred_id,
            started + 30 + (u('refers on', row) * greatest(1, today() - started - 30))::INTEGER AS referred_on
        FROM (SELECT *, id || '/' || n AS row FROM lives, range(0, floor(-ln(u('generous', i) + 1e-9) * 0.55)::INTEGER) AS t(n) WHERE planned > 2)""",
    "science.scores": """
        SELECT id AS customer_id, scored_on, model,
            CASE WHEN u('overflow', id || model) < 0.002 THEN NULL
                WHEN model = 'clv' THEN round(spend * 45 * 365 / gap * exp(0.3 * bell('clv', id || scored_on)) * CASE WHEN started + stays > scored_on THEN 1 ELSE 0.15 END, 2)
                ELSE round(1 / (1 + exp(2.2 - 3.2 * (started + stays < scored_on)::INTEGER - 0.8 * bell('churn', id || scored_on))), 4) END AS value
        FROM lives, (SELECT DATE '2026-03-29' - 7 * w::INTEGER AS scored_on FROM range(0, 16, 3) AS t(w)), (VALUES ('clv'), ('churn')) AS m(model)
        WHERE planned > 0 AND started < scored_on""",
    "hr.employees": """
        SELECT 'S' || lpad(e::VARCHAR, 5, '0') AS employee_id, pick(['vendeur', 'vendeur', 'caissier', 'caissier', 'responsable', 'siège'], u('job of', e)) AS job,
            DATE '2012-01-02' + (5100 * u('hired on', e))::INTEGER AS hired_on,
            CASE WHEN u('left', e) < 0.3 THEN least(today(), DATE '2012-01-02' + (5100 * u('hired on', e))::INTEGER + 200 + (2000 * u('left on', e))::INTEGER) END AS left_on,
            'M' || lpad((1 + floor(20 * u('works at', e)))::INTEGER::VARCHAR, 2, '0') AS store_id,
            CASE WHEN u('has card', e) < 0.7 THEN 'C' || lpad((1 + floor($customers * u('whose card', e)))::BIGINT::VARCHAR, 7, '0') END AS customer_id
        FROM range(1, 2 + $customers // 150) AS t(e)""",
    "b2b.companies": """
        SELECT siren, pick(['Hôtel', 'Paysages', 'Cabinet', 'Crèche', 'Café', 'Agence'], u('company', c)) || ' '
                || pick(['du Parc', 'Le Goff', 'des Halles', 'Océan', 'Bellevue', 'Saint-Michel'], u('company name', c)) AS name,
            CASE WHEN u('client', c) < 0.55 THEN 'client' WHEN u('client', c) < 0.97 THEN 'prospect' ELSE 'concurrent' END AS kind,
            CASE WHEN u('sector?', c) > 0.08 THEN pick(['hôtellerie', 'restauration', 'paysage', 'petite enfance', 'conseil', 'commerce'], u('sector', c)) END AS sector,
            CASE WHEN u('headcount?', c) > 0.1 THEN ceil(exp(2.4 + 1.3 * bell('headcount', c)))::INTEGER END AS headcount,
            CASE WHEN u('revenue?', c) > 0.2 THEN round(exp(13.3 + 1.2 * bell('revenue', c)), -3)::DECIMAL(15, 2) END AS revenue,
            CASE WHEN u('founded?', c) > 0.05 THEN today() - (14000 * power(u('founded', c), 2))::INTEGER - 20 END AS founded_on,
            department
        FROM firms JOIN cities ON number = floor(20 * power(u('seat', c), 1.5))::INTEGER""",
    "b2b.contacts": """
        SELECT siren, pick(['Claire', 'Éric', 'Fatou', 'Yves', 'Lucie', 'Kévin'], u('who', row)) || ' ' || pick(['Martin', 'Le Bras', 'Diallo', 'Weber'], u('who else', row)) AS person,
            pick(['acheteur', 'acheteur', 'prescripteur', 'décideur', 'utilisateur'], u('role', row)) AS role,
            CASE WHEN u('mail', row) > 0.2 THEN 'contact' || row || '@entreprise.example' END AS email
        FROM (SELECT siren, c || '-' || n AS row FROM firms, range(0, 1 + floor(-ln(1 - u('team', c)) * 2.2)::INTEGER) AS t(n))""",
    "b2b.contracts": """
        SELECT 'K' || lpad(row_number() OVER (ORDER BY siren, n)::VARCHAR, 7, '0') AS contract_id, siren, starts_on,
            CASE WHEN plan <> 'Free' THEN starts_on + 364 END AS ends_on, plan,
            CASE plan WHEN 'Free' THEN 0 WHEN 'Starter' THEN 29 WHEN 'Professional' THEN 99 ELSE 290 END::DECIMAL(9, 2) AS monthly
        FROM (
            SELECT *, signed + 365 * n::INTEGER AS starts_on,
                ['Free', 'Free', 'Starter', 'Starter', 'Professional', 'Enterprise'][1 + least(5, floor(u('plan', c) * 6 + n * u('grows', c))::INTEGER)] AS plan
            FROM firms, range(0, 6) AS t(n) WHERE u('client', c) < 0.55
        ) WHERE starts_on <= today() + 20 AND (n = 0 OR u('renews', c || '/' || n) < 0.93)""",
    "b2b.seats": """
        SELECT siren, CASE WHEN u('seen?', row) < 0.8 THEN today() - (300 * power(u('seen', row), CASE WHEN u('alive', c) < 0.3 THEN 0.4 ELSE 3 END))::INTEGER END AS last_seen_on
        FROM (SELECT *, c || '/' || n AS row FROM firms, range(0, 2 + floor(12 * power(u('seats', c), 3))::INTEGER) AS t(n) WHERE u('client', c) < 0.55)""",
    "b2b.invoices": """
        SELECT siren, day AS invoiced_on, round(exp(4.8 + 0.9 * bell('invoice', row)), 2)::DECIMAL(12, 2) AS amount
        FROM (
            SELECT c, siren, signed + (n * 45 + 30 * u('invoiced', c || '/' || n))::INTEGER AS day, c || '/' || n AS row
            FROM firms, range(0, floor(u('loyal firm', c) * (today() - signed) / 45)::INTEGER + 1) AS t(n) WHERE u('client', c) < 0.55
        ) WHERE day <= today() + 5""",
    "b2b.tickets": """
        SELECT siren, utc(clock(least(today() + 2, signed + (power(u('asks', row), 2) * greatest(30, today() - signed))::INTEGER), 8, 19, bits('ticket', row))) AS opened_at,
            pick(['basse', 'normale', 'normale', 'haute'], u('priority', row)) AS priority
        FROM (SELECT *, c || '/' || n AS row FROM firms, range(0, floor(-ln(1 - u('lost', c)) * 2.5)::INTEGER) AS t(n) WHERE u('client', c) < 0.55)""",
}
# each is made just before the table named
BEFORE = {
    "sales.order_lines": """
        CREATE TEMP TABLE drawn_orders AS
        SELECT order_id, id AS customer_id, taste, spend, on_promo, on_web, channel,
            CASE WHEN channel = 'magasin' THEN CASE
                WHEN chance(place, 0) < 0.15 OR number >= 16 OR number = 3 THEN 'M' || lpad((1 + floor(20 * chance(place, 1)))::INTEGER::VARCHAR, 2, '0')
                WHEN number = 0 AND alma < 0.4 THEN 'M04' ELSE 'M' || lpad((number + 1)::VARCHAR, 2, '0') END END AS store_id,
            CASE WHEN channel = 'magasin' THEN wall END AS scanned_on, utc(wall) AS ordered_at
        FROM (
            SELECT *, bits('place', order_id) AS place, CASE channel
                WHEN 'magasin' THEN clock(day - CASE WHEN isodow(day) = 7 THEN 1 ELSE 0 END, 9, 20, bits('hour', order_id))
                WHEN 'web' THEN clock(day, 8, 24, bits('hour', order_id)) ELSE clock(day, 9, 18, bits('hour', order_id)) END AS wall
            FROM (
                SELECT *, i || '-' || k AS order_id, started + floor(gap * (k + CASE WHEN k = 0 THEN 0 ELSE 0.8 * chance(dice, 0) END))::INTEGER AS day,
                    CASE WHEN chance(dice, 2) < 0.03 THEN 'téléphone' WHEN chance(dice, 3) < on_web THEN 'web' ELSE 'magasin' END AS channel
                FROM (
                    SELECT *, u('alma', i) AS alma, bits('order', i || '-' || k) AS dice FROM lives, range(0, planned) AS t(k)
                )
            ) WHERE day <= today() + 5 AND (k = 0 OR chance(dice, 1) < shop_season(month(day)))
        )""",
    "b2b.companies": """
        CREATE TEMP TABLE firms AS SELECT c, lpad((300000000 + c * 7919 % 599999999)::VARCHAR, 9, '0') AS siren,
            today() - 5 - (1900 * power(u('signed', c), 1.2))::INTEGER AS signed
        FROM range(1, 2 + $customers // 25) AS t(c)""",
}


def make(target: Path, customers: int = CUSTOMERS, seed: int = SEED) -> list[str]:
    """Writes the warehouse: a DuckDB file if that is its suffix, else a folder of Parquet files.

    Returns the names of its tables. A file or tables that are there already are replaced.
    """
    if target.suffix == ".duckdb":
        target.unlink(missing_ok=True)
        return _into(target, customers, seed)
    with tempfile.TemporaryDirectory(prefix="boutique-") as folder:
        file = Path(folder) / "boutique.duckdb"
        names = _into(file, customers, seed)
        with duckdb.connect(str(file), read_only=True) as connection:
            for name in names:
                schema, table = name.split(".")
                (target / schema).mkdir(parents=True, exist_ok=True)
                path = str(target / schema / f"{table}.parquet").replace("'", "''")
                connection.execute(f"COPY {name} TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
    return names


def _into(file: Path, customers: int, seed: int) -> list[str]:
    facts = {"$seed": str(int(seed)), "$customers": str(int(customers)), "$today": TODAY}

    def run(sql: str) -> None:
        for mark, value in facts.items():
            sql = sql.replace(mark, value)
        connection.execute(sql)

    with duckdb.connect(str(file)) as connection:
        for setup in (MACROS, PLACES, LIVES):
            run(setup)
        for name, query in TABLES.items():
            if name in BEFORE:
                run(BEFORE[name])
            run(f"CREATE SCHEMA IF NOT EXISTS {name.split('.')[0]}")
            run(f"CREATE TABLE {name} AS {query}")
    return list(TABLES)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    beside = Path(__file__).with_name("boutique.duckdb")
    parser.add_argument("target", nargs="?", type=Path, default=beside, metavar="FILE_OR_FOLDER")
    parser.add_argument("--customers", type=int, default=CUSTOMERS, metavar="N")
    parser.add_argument("--seed", type=int, default=SEED, metavar="S")
    asked = parser.parse_args()
    names = make(asked.target, asked.customers, asked.seed)
    print(f"{asked.target}: {len(names)} tables, {asked.customers:,} customers, seed {asked.seed}")


if __name__ == "__main__":
    main()
