package dev.candlewick.functions.model;

/**
 * A span of event time {@code [gapStart, gapEnd)} in which trades of a symbol may have been missed.
 * Its key is symbol and gapStart.
 *
 * @param reason why, in words
 * @param healedAt when other data filled the span; null while it is open
 * @param healedBy what filled it; null while it is open
 */
public record Gap(
        String symbol,
        long gapStart,
        long gapEnd,
        String reason,
        long detectedAt,
        Long healedAt,
        String healedBy) {}
