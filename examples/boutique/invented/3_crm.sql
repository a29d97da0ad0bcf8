-- Customers and what is known of them; stores, products and suppliers; départements.

CREATE SCHEMA geo;
CREATE TABLE geo.departments AS
SELECT * FROM (VALUES
    ('22', 'Côtes-d''Armor', 'Bretagne', 605917),
    ('29', 'Finistère', 'Bretagne', 922219),
    ('35', 'Ille-et-Vilaine', 'Bretagne', 1098325),
    ('56', 'Morbihan', 'Bretagne', 768687),
    ('44', 'Loire-Atlantique', 'Pays de la Loire', 1457806),
    ('49', 'Maine-et-Loire', 'Pays de la Loire', 821808),
    ('53', 'Mayenne', 'Pays de la Loire', 305933),
    ('72', 'Sarthe', 'Pays de la Loire', 566993),
    ('85', 'Vendée', 'Pays de la Loire', 694945),
    ('75', 'Paris', 'Île-de-France', 2133111),
    ('78', 'Yvelines', 'Île-de-France', 1456365),
    ('69', 'Rhône', 'Auvergne-Rhône-Alpes', 1893763),
    ('33', 'Gironde', 'Nouvelle-Aquitaine', 1654970),
    ('31', 'Haute-Garonne', 'Occitanie', 1434367),
    ('30', 'Gard', 'Occitanie', 756543),
    ('59', 'Nord', 'Hauts-de-France', 2611293),
    ('36', 'Indre', 'Centre-Val de Loire', 217139),
    ('2A', 'Corse-du-Sud', 'Corse', 163170)
) AS department(department, label, region, inhabitants);

CREATE SCHEMA erp;
CREATE TABLE erp.suppliers AS
SELECT numbered('F', f, 3) AS supplier_id,
    pick(['Établissements', 'Maison', 'Ateliers', 'Comptoir'], u('house', f)) || ' '
        || pick(['Le Goff', 'Martin', 'Garnier', 'Lefèvre', 'Kerviel', 'Dubois', 'Rossi', 'Müller'],
            u('family', f)) AS name,
    pick(['FR', 'FR', 'FR', 'IT', 'DE', 'PT', 'CN'], u('from', f)) AS country,
    CASE WHEN u('late', f) > 0.06 THEN 3 + (60 * power(u('lead', f), 2))::INTEGER END AS lead_time
FROM range(1, 49) AS t(f);

CREATE TABLE erp.products AS
SELECT numbered('P', p, 4) AS product_id,
    pick(['Le', 'Grand', 'Petit', 'Nouveau', 'Bel'], u('adjective', p)) || ' '
        || pick(['panier', 'carnet', 'vase', 'plaid', 'sac', 'coffret', 'set'], u('noun', p))
        || ' ' || p AS name,
    ['jardin', 'maison', 'mode', 'enfant', 'sport', 'beauté', 'épicerie', 'jeux'][1 + p % 8]
        AS category,
    ['Atelier Lune', 'Kerbois', 'Été Indien', 'Petit Phare', 'Océane', 'Maison Hervé']
        [1 + (p // 8 + p % 8) % 6] AS brand,
    round(exp(2.9 + 0.7 * bell('price', p)), 1)::DECIMAL(9, 2) AS price,
    CASE WHEN u('supplier?', p) > 0.03 THEN numbered('F', 1 + floor(48 * u('supplier', p)), 3) END
        AS supplier_id
FROM range(1, 481) AS t(p);

CREATE SCHEMA sales;
CREATE TABLE sales.stores AS
SELECT numbered('M', s, 2) AS store_id,
    city || CASE WHEN s > 16 THEN ' gare' WHEN s = 4 THEN ' Alma' ELSE ' centre' END AS name, city,
    CASE WHEN s IN (1, 2, 4, 13) THEN 'grand magasin' WHEN s > 16 THEN 'corner' ELSE 'quartier' END
        AS format,
    DATE '2009-03-01' + (5200 * u('opened', s))::INTEGER AS opened_on,
    round(latitude + 0.02 * (u('store lat', s) - 0.5), 5) AS latitude,
    round(longitude + 0.02 * (u('store lon', s) - 0.5), 5) AS longitude
FROM range(1, 21) AS t(s)
JOIN cities ON number = CASE WHEN s = 4 THEN 0 WHEN s > 16 THEN s - 17 ELSE s - 1 END;

CREATE SCHEMA crm;
CREATE TABLE crm.customers AS
WITH named AS (
    SELECT *, CASE WHEN u('gender', i) < 0.58 THEN 'F' ELSE 'M' END AS sex,
        CASE WHEN u('gender', i) < 0.58
            THEN pick(['Marie', 'Léa', 'Chloé', 'Inès', 'Zoé', 'Anaïs', 'Françoise', 'Camille',
                'Hélène', 'Nolwenn', 'Aïcha', 'Sophie', 'Manon', 'Jeanne'], u('first', i))
            ELSE pick(['Jean', 'Loïc', 'Théo', 'François', 'Rémi', 'Noël', 'Hugo', 'Yann', 'Mehdi',
                'Paul', 'Gaël', 'Étienne', 'Louis', 'Adam'], u('first', i))
        END AS first_name,
        pick(['Martin', 'Bernard', 'Le Goff', 'Lefèvre', 'Nguyen', 'Garcia', 'Kerviel', 'D''Almeida',
            'Müller', 'Béranger', 'Petit', 'Moreau', 'Traoré', 'Le Gall', 'Dupont', 'Rouxel'],
            power(u('last', i), 1.5)) AS last_name,
        CASE WHEN u('household?', i) > 0.22
            THEN pick(['seul', 'seul', 'couple', 'couple', 'famille', 'famille', 'famille',
                'colocation'], u('household', i))
        END AS household
    FROM lives
)
SELECT id AS customer_id, u('erased', i) < 0.006 AS anonymised,
    CASE WHEN u('email?', i) > 0.16
        THEN lower(strip_accents(replace(first_name || '.' || last_name, ' ', ''))) || i % 997
            || '@exemple.fr'
    END AS email,
    CASE WHEN u('phone?', i) > 0.3 THEN numbered('+336', u('phone', i) * 99999999, 8) END AS phone,
    first_name, last_name,
    CASE WHEN u('gender?', i) < 0.003 THEN 'Mme' WHEN u('gender?', i) > 0.04 THEN sex END AS gender,
    CASE WHEN u('birth?', i) > 0.13 THEN make_date(born, 1, 1) + (365 * u('birthday', i))::INTEGER
    END AS birth_date,
    started - CASE WHEN u('before', i) < 0.7 THEN 0 ELSE (20 * u('how long', i))::INTEGER END
        AS created_on,
    household,
    CASE WHEN household = 'famille' THEN 1 + floor(3 * power(u('children', i), 1.5))::INTEGER
        WHEN household IS NOT NULL THEN 0 END AS children,
    CASE WHEN u('income?', i) > 0.55
        THEN pick(['moins de 20 k€', '20 à 35 k€', '20 à 35 k€', '35 à 60 k€', '35 à 60 k€',
            'plus de 60 k€'], 0.7 * u('income', i) + 0.3 * spend / (1 + spend))
    END AS income,
    CASE WHEN u('occupation?', i) < 0.25 THEN NULL WHEN born < 1963 THEN 'retraité'
        WHEN born >= 2002 THEN pick(['étudiant', 'étudiant', 'employé', 'sans emploi'], u('job', i))
        ELSE pick(['employé', 'employé', 'employé', 'cadre', 'cadre', 'artisan', 'agriculteur',
            'sans emploi'], u('job', i))
    END AS occupation,
    CASE WHEN u('housing?', i) > 0.3 THEN pick(['appartement', 'maison'], u('housing', i)) END
        AS housing,
    CASE WHEN u('environment?', i) > 0.2
        THEN pick(['urbain', 'urbain', 'périurbain', 'périurbain', 'rural'], u('environment', i))
    END AS environment,
    CASE WHEN u('coded', i) < 0.12
        THEN pick(['exigeant', 'anxieux', 'râleur', 'indécis', 'serein', 'serein'],
            u('temperament', i))
    END AS temperament,
    CASE WHEN u('postcode?', i) > 0.07 THEN postcode END AS postcode,
    CASE WHEN u('postcode?', i) > 0.07 THEN department END AS department,
    CASE WHEN u('city?', i) < 0.05 THEN NULL WHEN u('city?', i) < 0.15 THEN upper(strip_accents(city))
        WHEN u('city?', i) < 0.2 THEN lower(city) ELSE city END AS city,
    CASE WHEN u('country?', i) > 0.06 THEN country END AS country,
    CASE WHEN u('place?', i) > 0.12 THEN round(latitude + 0.09 * bell('lat', i), 5) END AS latitude,
    CASE WHEN u('place?', i) > 0.12 THEN round(longitude + 0.13 * bell('lon', i), 5) END
        AS longitude,
    CASE WHEN u('opt', i) < 0.62 THEN pick(['Y', 'Y', 'O', '1'], u('yes', i))
        WHEN u('opt', i) < 0.9 THEN pick(['N', '0'], u('no', i))
        WHEN u('opt', i) < 0.94 THEN pick(['', '?', 'y', 'oui'], u('odd', i)) END AS optin_email,
    CASE WHEN u('post', i) < 0.55 THEN '1' WHEN u('post', i) < 0.85 THEN '0'
        WHEN u('post', i) < 0.9 THEN 'stop pub' END AS optin_post,
    CASE WHEN u('store?', i) < 0.12 THEN NULL WHEN u('store?', i) < 0.122 THEN 'M99'
        ELSE coalesce(home_store, 'M01') END AS store_id
FROM named;

CREATE TABLE crm.consents AS
SELECT id AS customer_id, started + to_hours(9 + (200 * u('asked', i))::INTEGER) AS given_at,
    'sms' AS channel, u('sms', i) < 0.55 AS granted
FROM lives WHERE u('asked?', i) < 0.8
UNION ALL
SELECT id, started::TIMESTAMP + to_days(30 + (1500 * u('changes', i))::INTEGER), 'sms',
    u('sms', i) < 0.4
FROM lives WHERE u('asked?', i) < 0.35
UNION ALL
SELECT id, started + to_hours(9), 'email',
    CASE WHEN u('opt', i) < 0.62 THEN true WHEN u('opt', i) < 0.9 THEN false END
FROM lives WHERE u('asked?', i) < 0.7;

CREATE TABLE crm.life_events AS
SELECT id AS customer_id, today() + 4 - (900 * u('event on', i))::INTEGER AS happened_on,
    CASE WHEN born < 1966 AND u('retires', i) < 0.5 THEN 'retraite'
        WHEN born > 1994 AND u('hired', i) < 0.6 THEN 'premier emploi'
        ELSE pick(['naissance', 'déménagement', 'déménagement', 'mariage'], u('event', i)) END AS kind
FROM lives WHERE u('eventful', i) < 0.14
UNION ALL  -- the same event, told twice
SELECT id, today() + 4 - (900 * u('event on', i))::INTEGER, 'déménagement'
FROM lives WHERE u('eventful', i) < 0.004;

CREATE TABLE crm.referrals AS
SELECT id AS sponsor_id,
    CASE WHEN u('signs', row) > 0.08 THEN numbered('C', 1 + floor($customers * u('friend', row)), 7)
    END AS referred_id,
    started + 30 + (u('refers on', row) * greatest(1, today() - started - 30))::INTEGER AS referred_on
FROM (
    SELECT *, id || '/' || n AS row
    FROM lives, range(0, floor(-ln(1 - u('generous', i)) * 0.55)::INTEGER) AS t(n)
    WHERE planned > 2
);
