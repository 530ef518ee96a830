-- A stored number is the double nearest to an exact decimal, so its shortest text is that decimal.
CREATE OR REPLACE TEMP MACRO plain(x) AS
    CAST(CAST(CAST(x AS VARCHAR) AS DECIMAL(38, 18)) AS VARCHAR);

CREATE OR REPLACE TEMP MACRO decimals(x) AS length(rtrim(split_part(plain(x), '.', 2), '0'));

-- A decimal of at most so many places, as a whole number of its smallest unit.
CREATE OR REPLACE TEMP MACRO units(x, places) AS
    CAST(replace(left(plain(x), length(plain(x)) - 18 + places), '.', '') AS HUGEINT);

-- Back again, rounded once.
CREATE OR REPLACE TEMP MACRO nearest(whole, places) AS
    CAST(CAST(whole AS VARCHAR) || 'e-' || CAST(places AS VARCHAR) AS DOUBLE);;

-- Sums that are too large for 128 bits are made of limbs of 13 digits: slower, and exact too.
CREATE OR REPLACE TEMP MACRO limb(x, place) AS (
    x // CASE place
        WHEN 0 THEN 1::HUGEINT
        WHEN 1 THEN 10000000000000::HUGEINT
        ELSE 100000000000000000000000000::HUGEINT
    END
) % 10000000000000::HUGEINT;

CREATE OR REPLACE TEMP MACRO carry(x) AS x // 10000000000000::HUGEINT;

CREATE OR REPLACE TEMP MACRO digits(x) AS
    lpad(CAST(x % 10000000000000::HUGEINT AS VARCHAR), 13, '0');

-- The lowest limb is the first.
CREATE OR REPLACE TEMP MACRO nearest_of_limbs(a, b, c, d, e, places) AS
    CAST(
        CAST(e + carry(d + carry(c + carry(b + carry(a)))) AS VARCHAR)
        || digits(d + carry(c + carry(b + carry(a))))
        || digits(c + carry(b + carry(a)))
        || digits(b + carry(a))
        || digits(a)
        || 'e-'
        || CAST(places AS VARCHAR)
        AS DOUBLE
    );

-- The sum of whole numbers of units, rounded once.
CREATE OR REPLACE TEMP MACRO total(x, places, is_wide) AS
    CASE
        WHEN is_wide
            THEN nearest_of_limbs(
                sum(limb(x, 0)), sum(limb(x, 1)), sum(limb(x, 2)), 0::HUGEINT, 0::HUGEINT, places
            )
        ELSE nearest(sum(CASE WHEN is_wide THEN 0::HUGEINT ELSE x END), places)
    END;

-- The same of products.
CREATE OR REPLACE TEMP MACRO total_product(x, y, places, is_wide) AS
    CASE
        WHEN is_wide
            THEN nearest_of_limbs(
                sum(limb(x, 0) * limb(y, 0)),
                sum(limb(x, 0) * limb(y, 1) + limb(x, 1) * limb(y, 0)),
                sum(limb(x, 0) * limb(y, 2) + limb(x, 1) * limb(y, 1) + limb(x, 2) * limb(y, 0)),
                sum(limb(x, 1) * limb(y, 2) + limb(x, 2) * limb(y, 1)),
                sum(limb(x, 2) * limb(y, 2)),
                places
            )
        ELSE nearest(sum(CASE WHEN is_wide THEN 0::HUGEINT ELSE x * y END), places)
    END
