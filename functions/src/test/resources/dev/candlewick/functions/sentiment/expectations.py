"""Computes what the recorded sentiment must give: python3 expectations.py, in this folder."""

import csv
import json
import sqlite3
import statistics
from fractions import Fraction

REGIME = """
CASE WHEN value BETWEEN 0 AND 25 THEN 'extreme_fear' WHEN value BETWEEN 26 AND 45 THEN 'fear'
     WHEN value BETWEEN 46 AND 54 THEN 'neutral' WHEN value BETWEEN 55 AND 75 THEN 'greed'
     WHEN value BETWEEN 76 AND 100 THEN 'extreme_greed' END"""

DAYS = f"""
SELECT day, value, {REGIME} AS regime, lag(value) OVER w AS previous_value,
       CASE WHEN value - lag(value) OVER w > 2 THEN 'up'
            WHEN value - lag(value) OVER w < -2 THEN 'down' ELSE 'stable' END AS trend
FROM readings WINDOW w AS (ORDER BY day) ORDER BY day"""

# Gaps and islands: days of one regime in a row share the difference of two row numbers.
EPISODES = f"""
WITH days AS (SELECT day, value, {REGIME} AS regime FROM readings),
numbered AS (
    SELECT *, row_number() OVER (ORDER BY day)
              - row_number() OVER (PARTITION BY regime ORDER BY day) AS island FROM days)
SELECT regime, min(day) AS started_on,
       nullif(max(day), (SELECT max(day) FROM readings)) AS ended_on,
       count(*) AS days, min(value) AS min_value, max(value) AS max_value, avg(value) AS mean_value
FROM numbered GROUP BY regime, island ORDER BY started_on"""

COUNTS = f"SELECT {REGIME} AS regime, count(*) AS days FROM readings GROUP BY 1 ORDER BY 1"


def exact_columns(values, position):
    """Trend strength and volatility, rounded once, from exact fractions."""
    change = abs(values[position] - values[position - 1]) if position else 0
    window = [Fraction(value, 100) for value in values[max(0, position - 6) : position + 1]]
    return float(min(Fraction(change, 50), Fraction(1))), statistics.pstdev(window)


def write(name, header, rows):
    with open(name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main(recording):
    with open(f"{recording}_response.json") as file:
        data = json.load(file)["data"]
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE readings (day TEXT PRIMARY KEY, value INTEGER)")
    database.executemany(
        "INSERT INTO readings VALUES (date(?, 'unixepoch'), ?)",
        [(int(row["timestamp"]), int(row["value"])) for row in data],
    )
    days = database.execute(DAYS).fetchall()
    values = [row[1] for row in days]
    header = "day value regime previous_value trend trend_strength volatility".split()
    write(
        f"{recording}_days.csv",
        header,
        [[*row, *exact_columns(values, i)] for i, row in enumerate(days)],
    )
    for name, query in (("episodes", EPISODES), ("counts", COUNTS)):
        cursor = database.execute(query)
        header = [column[0] for column in cursor.description]
        write(f"{recording}_{name}.csv", header, cursor.fetchall())


if __name__ == "__main__":
    main("limit365")
    main("to_20250904")
