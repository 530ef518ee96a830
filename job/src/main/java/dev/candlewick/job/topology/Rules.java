package dev.candlewick.job.topology;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.sentiment.SentimentRules;

/** How bars are built and what sentiment means. */
public record Rules(BarRules bars, SentimentRules sentiment) {}
