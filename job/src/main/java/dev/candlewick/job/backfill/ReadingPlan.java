package dev.candlewick.job.backfill;

import dev.candlewick.job.summary.Sizes;
import dev.candlewick.sources.archive.ArchiveCatalog;
import dev.candlewick.sources.archive.ArchiveObject;
import dev.candlewick.sources.archive.Dataset;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a backfill would read, what that costs, and what the archive has not.
 *
 * @param pricePerGb in USD
 */
public record ReadingPlan(ArchiveCatalog catalog, BigDecimal pricePerGb) {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final BigDecimal GB = BigDecimal.valueOf(1_000_000_000L);

    /** All lines. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(Locale.ROOT, "  %-20s %9s %12s %10s", "", "objects", "size", "USD"));
        for (Dataset dataset : Dataset.values()) {
            List<ArchiveObject> objects =
                    catalog.objects().stream()
                            .filter(object -> object.dataset() == dataset)
                            .toList();
            if (!objects.isEmpty()) {
                lines.add(row(dataset.folder(), objects));
            }
        }
        lines.add(row("total", catalog.objects()));
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  coverage %.1f %% of the hours, over all symbols",
                        100 * catalog.coverage()));
        lines.addAll(missing());
        return lines;
    }

    private String row(String name, List<ArchiveObject> objects) {
        long bytes = objects.stream().mapToLong(ArchiveObject::bytes).sum();
        return String.format(
                Locale.ROOT,
                "  %-20s %,9d %12s %10s",
                name,
                objects.size(),
                Sizes.text(bytes),
                usd(bytes));
    }

    private String usd(long bytes) {
        return pricePerGb
                .multiply(BigDecimal.valueOf(bytes))
                .divide(GB, 2, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** What is missing: a line for each span, with all symbols that lack it. */
    public List<String> missing() {
        Map<String, List<String>> symbols = new TreeMap<>();
        for (ArchiveCatalog.MissingSpan span : catalog.missing()) {
            symbols.computeIfAbsent(text(span), none -> new ArrayList<>()).add(span.symbol());
        }
        List<String> lines =
                symbols.entrySet().stream()
                        .map(span -> span.getKey() + " of " + String.join(", ", span.getValue()))
                        .collect(Collectors.toCollection(ArrayList::new));
        catalog.missingContexts().forEach(span -> lines.add(text(span)));
        return lines;
    }

    private static String text(ArchiveCatalog.MissingSpan span) {
        Duration length = Duration.ofMillis((span.to() - span.from()) / 1_000);
        return String.format(
                Locale.ROOT,
                "  missing  %s to %s (%d h): %s",
                MINUTE.format(instant(span.from())),
                MINUTE.format(instant(span.to())),
                length.toHours(),
                span.missing());
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochMilli(micros / 1_000);
    }
}
