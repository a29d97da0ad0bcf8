-- What is seen on the site, what is sent, what is answered, what people say, what models expect.

CREATE SCHEMA web;
CREATE TABLE web.page_views AS
SELECT CASE WHEN u('logged in', row) > 0.05 THEN id END AS customer_id,
    utc(clock(today() + 3 - (400 * power(u('browsed', row), 1.3))::INTEGER, 7, 24,
        bits('browse', row))) AS viewed_at,
    pick(['accueil', 'jardin', 'maison', 'mode', 'livraison', 'devis', 'retours', 'carte cadeau'],
        u('page', row)) AS page,
    CASE WHEN u('origin?', row) > 0.2
        THEN pick(['moteur', 'direct', 'newsletter', 'réseaux'], u('origin', row)) END AS origin
FROM (
    SELECT id, id || '/' || n AS row
    FROM lives, range(0, floor(18 * on_web * attention)::INTEGER) AS t(n)
)
UNION ALL  -- a quote before the order
SELECT customer_id, ordered_at - to_minutes((4000 * u('thinks', order_id))::INTEGER), 'devis',
    'direct'
FROM sales.orders
WHERE channel <> 'magasin' AND ordered_at > today() - 400 AND u('quote', order_id) < 0.2;

CREATE TABLE web.carts AS
SELECT customer_id, ordered_at - to_minutes(1 + (50 * u('pays', order_id))::INTEGER) AS filled_at,
    amount
FROM sales.orders
WHERE channel = 'web' AND ordered_at > today() - 400 AND customer_id IS NOT NULL
UNION ALL  -- and those left behind
SELECT id, utc(clock(today() + 2 - (400 * u('left', row))::INTEGER, 8, 24, bits('leaves', row))),
    round(exp(3.6 + 0.8 * bell('cart', row)), 2)::DECIMAL(12, 2)
FROM (
    SELECT id, id || '/' || n AS row
    FROM lives, range(0, floor(0.25 + 4 * on_web * u('dreams', i) * u('yearns', i))::INTEGER) AS t(n)
);

CREATE SCHEMA marketing;
CREATE TEMP TABLE campaigns AS
SELECT row_number() OVER () AS campaign_number, *
FROM (VALUES
    ('rentrée', DATE '2025-09-01', 'email', 0.9), ('lettre 2025-10', '2025-10-07', 'email', 0.8),
    ('halloween', '2025-10-24', 'sms', 0.3), ('lettre 2025-11', '2025-11-04', 'email', 0.8),
    ('noël', '2025-12-01', 'email', 0.95), ('noël dernier jour', '2025-12-20', 'sms', 0.5),
    ('soldes', '2026-01-07', 'email', 0.95), ('lettre 2026-02', '2026-02-03', 'email', 0.8),
    ('saint-valentin', '2026-02-10', 'sms', 0.3), ('printemps', '2026-03-02', 'email', 0.9),
    ('jardin', '2026-03-17', 'email', 0.4), ('lettre 2026-03', '2026-03-30', 'email', 0.5)
) AS campaign(campaign, starts_on, channel, reach);

CREATE TABLE marketing.messages AS
WITH offered AS (
    SELECT id, attention, campaigns.*, id || '/' || campaign_number AS row,
        bits('sends', id || '/' || campaign_number) AS dice
    FROM lives, campaigns
    WHERE starts_on > started AND CASE channel WHEN 'email' THEN by_email ELSE by_sms END
), sent AS (
    SELECT *, starts_on + to_seconds((3600 * 7 + 7200 * chance(dice, 1))::INTEGER) AS sent_at,
        bits('opens', row) AS more
    FROM offered WHERE chance(dice, 0) < reach
), opened AS (
    SELECT *, sent_at + to_minutes((12000 * power(chance(dice, 2), 3))::INTEGER) AS opened_at
    FROM sent WHERE channel = 'email' AND chance(dice, 3) < 0.1 + 0.8 * attention
)
SELECT id AS customer_id, sent_at AS happened_at, 'send' AS event, channel, campaign FROM sent
UNION ALL
SELECT id, opened_at, 'open', channel, campaign FROM opened
UNION ALL
SELECT id, opened_at + to_seconds(5 + (400 * chance(more, 0))::INTEGER), 'click', channel, campaign
FROM opened WHERE chance(more, 1) < 0.25
UNION ALL
SELECT id, opened_at + INTERVAL 30 SECOND, 'unsubscribe', channel, campaign
FROM opened WHERE chance(more, 2) < 0.004;

-- most people have one channel by which they answer, and answer by another now and then
CREATE TABLE marketing.responses AS
SELECT id AS customer_id,
    today() + 3 - (1000 * power(u('answered', row), 1.2))::INTEGER AS responded_on,
    pick(['courrier', 'email', 'sms', 'téléphone'],
        CASE WHEN u('whim', row) < 0.25 THEN u('another', row) ELSE power(u('habit', id), 1.3) END)
        AS channel,
    pick(['promotion', 'promotion', 'nouveauté', 'invitation'], u('offer', row)) AS offer
FROM (
    SELECT id, id || '/' || n AS row
    FROM lives, range(0, floor(-ln(1 - u('responds', i)) * 1.4)::INTEGER) AS t(n)
);

CREATE SCHEMA survey;
CREATE TABLE survey.surveys AS
SELECT * FROM (VALUES
    ('NPS 2025', 'satisfaction', DATE '2025-02-03'),
    ('NPS 2026', 'satisfaction', DATE '2026-02-02'),
    ('Style de vie 2025', 'style de vie', DATE '2025-10-01')
) AS survey(survey_id, theme, started_on);

CREATE TABLE survey.invitations AS
SELECT id AS customer_id, survey_id,
    started_on + (10 * u('invited on', id || survey_id))::INTEGER AS invited_on
FROM lives, survey.surveys WHERE started < started_on AND u('invited', id || survey_id) < 0.35;

CREATE TABLE survey.answers AS
WITH answering AS (
    SELECT customer_id, survey_id, theme, customer_id || '/' || survey_id AS row,
        invited_on + (20 * power(u('answers on', customer_id || '/' || survey_id), 3))::INTEGER
            AS answered_on
    FROM survey.invitations JOIN survey.surveys USING (survey_id)
), answered AS (
    SELECT * FROM answering WHERE u('answers', row) < 0.4
)
SELECT customer_id, survey_id, answered_on, 'recommandation' AS question,
    CASE WHEN u('score?', row) > 0.02 THEN floor(11 * power(u('score', row), 0.55))::INTEGER END
        AS score, NULL::VARCHAR AS answer
FROM answered WHERE theme = 'satisfaction'
UNION ALL
SELECT customer_id, survey_id, answered_on, 'bénéfice recherché', NULL,
    pick(['le prix', 'la qualité', 'le conseil', 'le choix', 'LE PRIX'], u('benefit', row))
FROM answered WHERE theme = 'style de vie'
UNION ALL
SELECT customer_id, survey_id, answered_on, 'loisirs', NULL,
    pick(['Jardinage, cuisine', 'sport', 'lecture et voyages', 'Bricolage ; jardinage', 'Musique',
        'randonnée, vélo'], u('hobby', row))
FROM answered WHERE theme = 'style de vie' AND u('hobby?', row) > 0.2
UNION ALL
SELECT customer_id, survey_id, answered_on, 'achète d''occasion', NULL,
    pick(['jamais', 'parfois', 'souvent'], u('second hand', row))
FROM answered WHERE theme = 'style de vie';

CREATE SCHEMA support;
CREATE TABLE support.complaints AS
SELECT id AS customer_id, utc(clock(day, 9, 19, bits('complains', row))) AS opened_at,
    pick(['livraison', 'livraison', 'produit', 'facturation', 'accueil'], u('topic', row)) AS topic,
    1 + floor(5 * power(u('severity', row), 1.4))::INTEGER AS severity,
    CASE WHEN u('solved', row) > 0.15 THEN day + 1 + (20 * power(u('solves', row), 2))::INTEGER END
        AS solved_on
FROM (
    SELECT id, id || '/' || n AS row,
        today() + 2 - (700 * power(u('complained', id || '/' || n), 1.2))::INTEGER AS day
    FROM lives, range(0, floor(-ln(1 - u('content', i)) - 1.2)::INTEGER) AS t(n)
    WHERE planned > 0
);

-- every third week: what each customer will bring, and the risk of losing them
CREATE SCHEMA science;
CREATE TABLE science.scores AS
WITH noted AS (
    SELECT *, scored_on > started + stays AS is_leaving, id || '/' || scored_on AS row
    FROM lives, (SELECT DATE '2026-03-29' - 21 * w::INTEGER AS scored_on FROM range(0, 5) AS t(w))
    WHERE planned > 0 AND started < scored_on AND u('overflow', id || '/' || scored_on) > 0.002
)
SELECT id AS customer_id, scored_on, 'clv' AS model, round(
    spend * 45 * 365 / gap * exp(0.3 * bell('clv', row)) * CASE WHEN is_leaving THEN 0.15 ELSE 1 END,
    2) AS value
FROM noted
UNION ALL
SELECT id, scored_on, 'churn',
    round(1 / (1 + exp(2.2 - 3.2 * is_leaving::INTEGER - 0.8 * bell('churn', row))), 4)
FROM noted;
