package dev.candlewick.job.report;

import java.util.List;

/**
 * Which bars a page shows: those that open within {@code [from, to)}, in microseconds.
 *
 * @param symbols in the order in which they are offered
 */
public record ReportRange(List<String> symbols, List<String> intervals, long from, long to) {}
