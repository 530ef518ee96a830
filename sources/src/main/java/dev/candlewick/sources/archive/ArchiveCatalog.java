package dev.candlewick.sources.archive;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/**
 * What the archive has for a period and some symbols, and what it has not.
 *
 * <p>Of an hour that exists in two generations of trades both are read, since where one took over
 * from the other neither is whole. Order books are read where no trades exist for the hour, or on
 * request. Objects that only touch the period are among its objects: their first or last events may
 * belong to it.
 */
public final class ArchiveCatalog {

    static final long HOUR = Duration.ofHours(1).toMillis() * 1_000;

    /** By how much more than an event can be older than the file that it is written to. */
    static final long EDGE = Duration.ofMinutes(1).toMillis() * 1_000;

    /** What a node needs to write: so much of an hour is in the file of the next. */
    static final long TAIL = Duration.ofSeconds(1).toMillis() * 1_000;

    private static final long DAY = Duration.ofDays(1).toMillis() * 1_000;

    private final ArchiveRequest request;
    private final List<ArchiveObject> objects = new ArrayList<>();
    private final Set<Long> tradeHours = new TreeSet<>();
    private final Set<Long> contextDays = new TreeSet<>();
    private final Set<BookHour> bookHours = new HashSet<>();

    private ArchiveCatalog(ArchiveRequest request) {
        this.request = request;
    }

    /**
     * Lists the archive.
     *
     * @throws IOException if a folder cannot be listed; one that is not there is just empty
     */
    public static ArchiveCatalog list(ArchiveRequest request) throws IOException {
        ArchiveCatalog catalog = new ArchiveCatalog(request);
        catalog.listTrades();
        catalog.listContexts();
        catalog.listBooks();
        catalog.objects.sort(
                Comparator.comparingLong(ArchiveObject::start)
                        .thenComparing(ArchiveObject::dataset)
                        .thenComparing(ArchiveObject::path));
        return catalog;
    }

    /** What will be read, in that order. */
    public List<ArchiveObject> objects() {
        return List.copyOf(objects);
    }

    /** The size of all objects as they are stored. */
    public long bytes() {
        return objects.stream().mapToLong(ArchiveObject::bytes).sum();
    }

    /** Where a symbol has neither trades nor order books that could stand for them. */
    public List<MissingSpan> missing() {
        List<MissingSpan> spans = new ArrayList<>();
        for (String symbol : request.symbols()) {
            for (long hour = firstHour(); hour < request.to(); hour += HOUR) {
                if (!tradeHours.contains(hour) && !bookHours.contains(new BookHour(symbol, hour))) {
                    extend(spans, symbol, hour, HOUR, "trades");
                }
            }
        }
        return spans;
    }

    /** The days without asset contexts; none where they are not asked for. */
    public List<MissingSpan> missingContexts() {
        List<MissingSpan> spans = new ArrayList<>();
        if (request.assetContexts() != null) {
            for (long day = floor(request.from(), DAY); day < request.to(); day += DAY) {
                if (!contextDays.contains(day)) {
                    extend(spans, null, day, DAY, "asset contexts");
                }
            }
        }
        return spans;
    }

    /** The share of the hours, over all symbols, that bars can be built for: from 0 to 1. */
    public double coverage() {
        long end = floor(request.to() - 1, HOUR) + HOUR;
        long hours = (end - firstHour()) / HOUR * request.symbols().size();
        long missing = missing().stream().mapToLong(span -> (span.to() - span.from()) / HOUR).sum();
        return (double) (hours - missing) / hours;
    }

    ArchiveRequest request() {
        return request;
    }

    /** Whether trades of that hour exist. */
    boolean hasTrades(long hour) {
        return tradeHours.contains(hour);
    }

    /** Whether order books stand for the trades of that hour. */
    boolean hasOnlyBooks(String symbol, long hour) {
        return !hasTrades(hour) && bookHours.contains(new BookHour(symbol, hour));
    }

    private void listTrades() throws IOException {
        if (request.fills() == null) {
            return;
        }
        for (Dataset dataset : Dataset.values()) {
            if (dataset.holdsTrades()) {
                listTrades(dataset);
            }
        }
    }

    private void listTrades(Dataset dataset) throws IOException {
        Path folder = new Path(new Path(request.fills(), dataset.folder()), "hourly");
        for (Map.Entry<Long, FileStatus> day :
                touched(ArchiveFolders.days(folder), DAY).entrySet()) {
            SortedMap<Long, FileStatus> hours =
                    ArchiveFolders.hours(day.getValue().getPath(), day.getKey());
            touched(hours, HOUR)
                    .forEach(
                            (hour, file) -> {
                                add(dataset, hour, null, file);
                                tradeHours.add(hour);
                            });
        }
    }

    private void listContexts() throws IOException {
        if (request.assetContexts() != null) {
            Path folder = new Path(request.assetContexts());
            touched(ArchiveFolders.days(folder), DAY)
                    .forEach(
                            (day, file) -> {
                                add(Dataset.ASSET_CONTEXTS, day, null, file);
                                contextDays.add(day);
                            });
        }
    }

    private void listBooks() throws IOException {
        if (request.marketData() == null) {
            return;
        }
        Path folder = new Path(request.marketData());
        for (Map.Entry<Long, FileStatus> day :
                touched(ArchiveFolders.days(folder), DAY).entrySet()) {
            SortedMap<Long, FileStatus> hours =
                    ArchiveFolders.hours(day.getValue().getPath(), day.getKey());
            for (Map.Entry<Long, FileStatus> hour : hours.entrySet()) {
                if (wantsBooks(hour.getKey())) {
                    listBooks(hour.getKey(), new Path(hour.getValue().getPath(), "l2Book"));
                }
            }
        }
    }

    private boolean wantsBooks(long hour) {
        return hour + HOUR > request.from()
                && hour < request.to()
                && (request.bookRows() || !hasTrades(hour));
    }

    private void listBooks(long hour, Path folder) throws IOException {
        ArchiveFolders.coins(folder, request.symbols())
                .forEach(
                        (coin, file) -> {
                            add(Dataset.MARKET_DATA, hour, coin, file);
                            bookHours.add(new BookHour(coin, hour));
                        });
    }

    private void add(Dataset dataset, long start, String coin, FileStatus file) {
        objects.add(
                new ArchiveObject(file.getPath().toString(), dataset, start, coin, file.getLen()));
    }

    /** Those that may hold events of the period. */
    private SortedMap<Long, FileStatus> touched(SortedMap<Long, FileStatus> byStart, long span) {
        return byStart.tailMap(floor(request.from() - EDGE, span))
                .headMap(floor(request.to() - 1 + EDGE, span) + 1);
    }

    private long firstHour() {
        return floor(request.from(), HOUR);
    }

    static long floor(long instant, long span) {
        return Math.floorDiv(instant, span) * span;
    }

    private static void extend(
            List<MissingSpan> spans, String symbol, long start, long span, String missing) {
        MissingSpan last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
        boolean goesOn =
                last != null && last.to() == start && Objects.equals(last.symbol(), symbol);
        long from = goesOn ? last.from() : start;
        if (goesOn) {
            spans.remove(spans.size() - 1);
        }
        spans.add(new MissingSpan(symbol, from, start + span, missing));
    }

    /** An hour for which the order books of a coin exist. */
    private record BookHour(String coin, long hour) {}

    /**
     * A span {@code [from, to)} of whole hours or days for which the archive has nothing.
     *
     * @param symbol which has nothing there; null where it is the same for all
     * @param missing what is not there, in words
     */
    public record MissingSpan(String symbol, long from, long to, String missing)
            implements Serializable {}
}
