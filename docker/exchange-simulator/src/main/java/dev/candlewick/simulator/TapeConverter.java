package dev.candlewick.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Makes a tape from a folder of recorded CSV files {@code trades_<coin>.csv}, {@code
 * bbo_<coin>.csv} and {@code book20_<coin>.csv}; {@code tapes/README.md} describes the columns and
 * the conversion.
 */
public final class TapeConverter {

    private static final long HOLE_NANOS = 15_000_000_000L;
    private static final long MILLISECOND = 1_000_000L;

    private TapeConverter() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("usage: TapeConverter FOLDER_OF_CSV TAPE.jsonl.gz");
            System.exit(2);
        }
        try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(Path.of(args[1])), 1 << 16)) {
            convert(Path.of(args[0])).write(out);
        }
    }

    /** Frames of one receive time stay in the order trades, best bid and offer, books. */
    public static Tape convert(Path folder) throws IOException {
        List<TapeFrame> frames = new ArrayList<>();
        for (Path file : csvFiles(folder, "trades_")) {
            frames.addAll(RecordedCsv.trades(file));
        }
        for (Path file : csvFiles(folder, "bbo_")) {
            frames.addAll(RecordedCsv.bbo(file));
        }
        for (Path file : csvFiles(folder, "book20_")) {
            frames.addAll(RecordedCsv.books(file));
        }
        frames.sort(Comparator.comparingLong(TapeFrame::receivedNanos));
        return new Tape(withDrops(frames));
    }

    /**
     * A silence of all streams this long, while books come twice a second, is a lost connection. It
     * is marked just after the last frame before it: nothing received later proves that the
     * connection still lived.
     */
    private static List<TapeFrame> withDrops(List<TapeFrame> frames) {
        List<TapeFrame> marked = new ArrayList<>();
        for (TapeFrame frame : frames) {
            if (!marked.isEmpty()) {
                long before = marked.get(marked.size() - 1).receivedNanos();
                if (frame.receivedNanos() - before > HOLE_NANOS) {
                    marked.add(
                            TapeFrame.parse(
                                    before + MILLISECOND, Frames.closed("connection lost")));
                }
            }
            marked.add(frame);
        }
        return marked;
    }

    private static List<Path> csvFiles(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(prefix + ".+\\.csv"))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Seconds with a fraction to nanoseconds, exactly. */
    static long nanos(String seconds) {
        return new BigDecimal(seconds).movePointRight(9).longValueExact();
    }
}
