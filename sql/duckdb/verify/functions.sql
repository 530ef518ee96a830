-- A stored number is the double nearest to an exact decimal, so its shortest text is that decimal.
CREATE OR REPLACE TEMP MACRO plain(x) AS
    CAST(CAST(CAST(x AS VARCHAR) AS DECIMAL(38, 18)) AS VARCHAR);

CREATE OR REPLACE TEMP MACRO decimals(x) AS length(rtrim(split_part(plain(x), '.', 2), '0'));

-- A decimal of at most so many places, as a whole number of its smallest unit.
CREATE OR REPLACE TEMP MACRO units(x, places) AS
    CAST(replace(left(plain(x), length(plain(x)) - 18 + places), '.', '') AS HUGEINT);

-- Back again, rounded once.
CREATE OR REPLACE TEMP MACRO nearest(whole, places) AS
    CAST(CAST(whole AS VARCHAR) || 'e-' || CAST(places AS VARCHAR) AS DOUBLE);
