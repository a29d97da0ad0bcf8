-- Chance, clocks and places. Each draw is an md5 of the seed, of what it is about and of the row:
-- the same seed gives the same rows on every machine, whatever is drawn before or beside.

-- a chance in [0, 1), and a bell around 0
CREATE TEMP MACRO u(about, row) AS
    (md5_number_lower($seed || ':' || about || ':' || row) >> 11)::DOUBLE / 9007199254740992;
CREATE TEMP MACRO bell(about, row) AS
    sqrt(-2 * ln(1 - u(about || '+', row))) * cos(2 * pi() * u(about || '-', row));

-- an md5 costs: tables of many rows take one for four chances, of 1 in 65,536 each
CREATE TEMP MACRO bits(about, row) AS md5_number_lower($seed || ':' || about || ':' || row);
CREATE TEMP MACRO chance(bits, place) AS ((bits >> (16 * place)) & 65535)::DOUBLE / 65536;

CREATE TEMP MACRO pick(options, chance) AS options[1 + floor(chance * len(options))::INTEGER];
CREATE TEMP MACRO numbered(letter, number, digits) AS
    letter || lpad(number::BIGINT::VARCHAR, digits, '0');

CREATE TEMP MACRO today() AS DATE '$today';
CREATE TEMP MACRO last_sunday(year, month) AS
    make_date(year, month, 31) - (isodow(make_date(year, month, 31)) % 7)::INTEGER;
-- a wall clock in Paris, as the UTC that most tables keep
CREATE TEMP MACRO utc(wall) AS wall - CASE
    WHEN wall >= last_sunday(year(wall), 3) + INTERVAL 2 HOUR
        AND wall < last_sunday(year(wall), 10) + INTERVAL 3 HOUR
    THEN INTERVAL 2 HOUR ELSE INTERVAL 1 HOUR END;
-- an hour of a day, most often in the middle of its hours
CREATE TEMP MACRO clock(day, first, last, bits) AS
    day + to_seconds((3600 * (first + (last - first)
        * (chance(bits, 0) + (bits >> 32)::DOUBLE / 4294967296) / 2))::INTEGER);
-- how willing people are to buy, by month: sales in January, an empty August, Christmas
CREATE TEMP MACRO season(month) AS
    [0.75, 0.55, 0.75, 0.85, 0.9, 0.85, 0.75, 0.5, 0.8, 0.75, 0.9, 1.0][month];

CREATE TEMP TABLE cities AS
SELECT row_number() OVER () - 1 AS number, *
FROM (VALUES
    ('Rennes', '35', '35000', 'FR', 48.1113, -1.6800, 16),
    ('Nantes', '44', '44000', 'FR', 47.2184, -1.5536, 12),
    ('Saint-Malo', '35', '35400', 'FR', 48.6493, -2.0257, 5),
    ('Vitré', '35', '35500', 'FR', 48.1242, -1.2101, 3),
    ('Brest', '29', '29200', 'FR', 48.3904, -4.4861, 5),
    ('Quimper', '29', '29000', 'FR', 47.9960, -4.1029, 3),
    ('Vannes', '56', '56000', 'FR', 47.6582, -2.7608, 4),
    ('Lorient', '56', '56100', 'FR', 47.7483, -3.3702, 3),
    ('Saint-Brieuc', '22', '22000', 'FR', 48.5142, -2.7658, 3),
    ('Angers', '49', '49000', 'FR', 47.4784, -0.5632, 5),
    ('Le Mans', '72', '72000', 'FR', 48.0061, 0.1996, 3),
    ('Laval', '53', '53000', 'FR', 48.0706, -0.7734, 2),
    ('Paris', '75', '75011', 'FR', 48.8590, 2.3780, 12),
    ('Versailles', '78', '78000', 'FR', 48.8049, 2.1204, 2),
    ('Lyon', '69', '69003', 'FR', 45.7578, 4.8320, 6),
    ('Bordeaux', '33', '33000', 'FR', 44.8378, -0.5792, 4),
    ('Toulouse', '31', '31000', 'FR', 43.6047, 1.4442, 3),
    ('Lille', '59', '59000', 'FR', 50.6292, 3.0573, 3),
    ('Nîmes', '30', '30000', 'FR', 43.8367, 4.3601, 1),
    ('Châteauroux', '36', '36000', 'FR', 46.8103, 1.6913, 1),
    ('Bruxelles', NULL, '1000', 'BE', 50.8503, 4.3517, 1.2),
    ('Genève', NULL, '1201', 'CH', 46.2044, 6.1432, 0.7),
    ('Londres', NULL, 'SW1A 1AA', 'GB', 51.5074, -0.1278, 0.7),
    ('Madrid', NULL, '28001', 'ES', 40.4168, -3.7038, 0.4)
) AS city(city, department, postcode, country, latitude, longitude, weight);

CREATE TEMP TABLE city_shares AS
SELECT *, coalesce(lag(upto) OVER (ORDER BY number), 0) AS above
FROM (SELECT *, sum(weight) OVER (ORDER BY number) / sum(weight) OVER () AS upto FROM cities);
