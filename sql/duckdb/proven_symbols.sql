-- Until when the whole bars of a file prove that event time of each symbol has come.
SELECT symbol, epoch_us(max(close_time))
FROM ${stored}
WHERE is_final AND coverage <> 'partial' AND NOT _deleted
GROUP BY symbol
