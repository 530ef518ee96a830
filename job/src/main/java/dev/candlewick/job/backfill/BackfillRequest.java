package dev.candlewick.job.backfill;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.job.settings.ArchiveSettings;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.wiring.FlinkPaths;
import dev.candlewick.sources.archive.ArchiveRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a backfill is asked for: trades of {@code [from, to)}.
 *
 * @param books whether order books are wanted as rows, too; they are most of the archive
 * @param lakePath where the rows go
 */
public record BackfillRequest(
        Instant from,
        Instant to,
        List<String> symbols,
        boolean books,
        List<BarInterval> intervals,
        ArchiveSettings archive,
        String lakePath) {

    /** No exchange time is accepted from before. */
    private static final Instant FIRST = Instant.parse("2018-01-01T00:00:00Z");

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int DIGITS = 12;

    public static BackfillRequest of(
            Instant from, Instant to, List<String> symbols, boolean books, Settings settings) {
        return new BackfillRequest(
                from,
                to,
                symbols.stream().distinct().toList(),
                books,
                settings.bars().intervals(),
                settings.archive(),
                settings.lake().path());
    }

    /** Why the request makes no sense; empty if it does. */
    public Optional<String> whyNonsense(Instant now) {
        if (!to.isAfter(from)) {
            return Optional.of("--to %s is not after --from %s".formatted(to, from));
        }
        if (to.isAfter(now)) {
            return Optional.of(
                    "--to %s is in the future; no archive reaches further than now (%s)"
                            .formatted(to, now.truncatedTo(ChronoUnit.SECONDS)));
        }
        return from.isBefore(FIRST)
                ? Optional.of("--from %s is before anything was recorded".formatted(from))
                : Optional.empty();
    }

    /**
     * The same for the same question, and different for any other, so that a run is taken up only
     * by who asks for the same.
     */
    public String name() {
        String asked =
                String.join(
                        "\n",
                        from.toString(),
                        to.toString(),
                        String.join(",", symbols.stream().sorted().toList()),
                        Boolean.toString(books),
                        intervals.stream().sorted().toList().toString(),
                        archive.marketData(),
                        archive.assetContexts(),
                        archive.fills(),
                        archive.maxSilence().toString(),
                        archive.maxLineSilence().toString(),
                        lakePath);
        return "%s-%s-%s".formatted(MINUTE.format(from), MINUTE.format(to), digest(asked));
    }

    /** The same in the words of the source. */
    public ArchiveRequest inArchive() {
        return new ArchiveRequest(
                FlinkPaths.absolute(archive.marketData()),
                FlinkPaths.absolute(archive.assetContexts()),
                FlinkPaths.absolute(archive.fills()),
                micros(from),
                micros(to),
                symbols,
                books);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
