-- Whether a bar is of the symbol and interval, and opens in the span, that a macro is asked for.
r.symbol = symbol
    AND r.bar_interval = bar_interval
    AND (since IS NULL OR r.open_time >= since::TIMESTAMPTZ)
    AND (until IS NULL OR r.open_time < until::TIMESTAMPTZ)
