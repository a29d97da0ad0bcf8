-- The people of the house, and the companies that buy from it.

CREATE SCHEMA hr;
CREATE TABLE hr.employees AS
SELECT numbered('S', e, 5) AS employee_id,
    pick(['vendeur', 'vendeur', 'caissier', 'caissier', 'responsable', 'siège'], u('job of', e)) AS job,
    hired_on,
    CASE WHEN u('left', e) < 0.3
        THEN least(today(), hired_on + 200 + (2000 * u('left on', e))::INTEGER) END AS left_on,
    numbered('M', 1 + floor(20 * u('works at', e)), 2) AS store_id,
    CASE WHEN u('has card', e) < 0.7
        THEN numbered('C', 1 + floor($customers * u('whose card', e)), 7) END AS customer_id
FROM (
    SELECT e, DATE '2012-01-02' + (5100 * u('hired on', e))::INTEGER AS hired_on
    FROM range(1, 2 + $customers // 150) AS t(e)
);

CREATE TEMP TABLE firms AS
SELECT c, numbered('', 300000000 + c * 7919 % 599999999, 9) AS siren, u('client', c) AS kind,
    today() - 5 - (1900 * power(u('signed', c), 1.2))::INTEGER AS signed
FROM range(1, 2 + $customers // 25) AS t(c);
CREATE TEMP TABLE clients AS SELECT * FROM firms WHERE kind < 0.55;

CREATE SCHEMA b2b;
CREATE TABLE b2b.companies AS
SELECT siren,
    pick(['Hôtel', 'Paysages', 'Cabinet', 'Crèche', 'Café', 'Agence'], u('company', c)) || ' '
        || pick(['du Parc', 'Le Goff', 'des Halles', 'Océan', 'Bellevue', 'Saint-Michel'],
            u('company name', c)) AS name,
    CASE WHEN kind < 0.55 THEN 'client' WHEN kind < 0.97 THEN 'prospect' ELSE 'concurrent' END
        AS kind,
    CASE WHEN u('sector?', c) > 0.08
        THEN pick(['hôtellerie', 'restauration', 'paysage', 'petite enfance', 'conseil', 'commerce'],
            u('sector', c)) END AS sector,
    CASE WHEN u('headcount?', c) > 0.1 THEN ceil(exp(2.4 + 1.3 * bell('headcount', c)))::INTEGER END
        AS headcount,
    CASE WHEN u('revenue?', c) > 0.2
        THEN round(exp(13.3 + 1.2 * bell('revenue', c)), -3)::DECIMAL(15, 2) END AS revenue,
    CASE WHEN u('founded?', c) > 0.05
        THEN today() - 20 - (14000 * power(u('founded', c), 2))::INTEGER END AS founded_on,
    department
FROM firms JOIN cities ON number = floor(20 * power(u('seat', c), 1.5))::INTEGER;

CREATE TABLE b2b.contacts AS
SELECT siren,
    pick(['Claire', 'Éric', 'Fatou', 'Yves', 'Lucie', 'Kévin'], u('who', row)) || ' '
        || pick(['Martin', 'Le Bras', 'Diallo', 'Weber'], u('who else', row)) AS person,
    pick(['acheteur', 'acheteur', 'prescripteur', 'décideur', 'utilisateur'], u('role', row)) AS role,
    CASE WHEN u('mail', row) > 0.2 THEN 'contact' || row || '@entreprise.example' END AS email
FROM (
    SELECT siren, c || '-' || n AS row
    FROM firms, range(0, 1 + floor(-ln(1 - u('team', c)) * 2.2)::INTEGER) AS t(n)
);

-- yearly contracts, which grow or end
CREATE TABLE b2b.contracts AS
WITH signed AS (
    SELECT siren, c, n, signed + 365 * n::INTEGER AS starts_on,
        ['Free', 'Free', 'Starter', 'Starter', 'Professional', 'Enterprise']
            [1 + least(5, floor(5.4 * u('plan', c) + n * u('grows', c) / 2))::INTEGER] AS plan
    FROM clients, range(0, 6) AS t(n)
)
SELECT 'K' || siren || '-' || n AS contract_id, siren, starts_on,
    CASE WHEN plan <> 'Free' THEN starts_on + 364 END AS ends_on, plan,
    CASE plan WHEN 'Free' THEN 0 WHEN 'Starter' THEN 29 WHEN 'Professional' THEN 99 ELSE 290 END
        ::DECIMAL(9, 2) AS monthly
FROM signed
WHERE starts_on <= today() + 20 AND (n = 0 OR u('renews', c || '/' || n) < 0.93);

CREATE TABLE b2b.seats AS
SELECT siren, CASE WHEN u('seen?', row) < 0.8 THEN today() - (300
    * power(u('seen', row), CASE WHEN u('alive', c) < 0.3 THEN 0.4 ELSE 3 END))::INTEGER
    END AS last_seen_on
FROM (
    SELECT c, siren, c || '/' || n AS row
    FROM clients, range(0, 2 + floor(12 * power(u('seats', c), 3))::INTEGER) AS t(n)
);

CREATE TABLE b2b.invoices AS
SELECT siren, invoiced_on, round(exp(4.8 + 0.9 * bell('invoice', row)), 2)::DECIMAL(12, 2) AS amount
FROM (
    SELECT siren, c || '/' || n AS row,
        signed + (n * 45 + 30 * u('invoiced', c || '/' || n))::INTEGER AS invoiced_on
    FROM clients, range(0, 1 + floor(u('buys', c) * (today() - signed) / 45)::INTEGER) AS t(n)
) WHERE invoiced_on <= today() + 5;

CREATE TABLE b2b.tickets AS
SELECT siren, utc(clock(least(today() + 2, day), 8, 19, bits('ticket', row))) AS opened_at,
    pick(['basse', 'normale', 'normale', 'haute'], u('priority', row)) AS priority
FROM (
    SELECT siren, c || '/' || n AS row, signed
        + (power(u('asks', c || '/' || n), 2) * greatest(30, today() - signed))::INTEGER AS day
    FROM clients, range(0, floor(-ln(1 - u('lost', c)) * 2.5)::INTEGER) AS t(n)
);
