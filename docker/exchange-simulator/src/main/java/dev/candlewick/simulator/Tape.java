package dev.candlewick.simulator;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Recorded frames in the order and at the times a recorder received them. Immutable.
 *
 * <p>The file form is a frame a line, optionally with {@code <receive time in ns> } before it;
 * plain, gzip or LZ4. A lost connection is the line that {@link Frames#closed} makes.
 */
public final class Tape {

    private static final String RECORDED = "/tapes/hyperliquid_20250904_1946.jsonl.gz";

    private final List<TapeFrame> frames;

    Tape(List<TapeFrame> frames) {
        if (frames.isEmpty()) {
            throw new IllegalArgumentException("a tape needs at least one frame");
        }
        this.frames = List.copyOf(frames);
    }

    /** The tape that ships with the simulator: 35 minutes of four coins with one real reconnect. */
    public static Tape recorded() {
        try (InputStream in = Tape.class.getResourceAsStream(RECORDED)) {
            return read(Objects.requireNonNull(in, RECORDED + " is missing from the class path"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Tape read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        } catch (NoSuchFileException e) {
            throw new IOException("cannot read the tape " + file + ": there is no such file", e);
        } catch (IllegalArgumentException e) {
            throw new IOException("cannot read the tape " + file + ": " + e.getMessage(), e);
        }
    }

    /** Finds out by its first bytes whether the input is compressed. */
    public static Tape read(InputStream in) throws IOException {
        return TapeFiles.read(new BufferedInputStream(in));
    }

    public static TapeBuilder builder() {
        return new TapeBuilder();
    }

    /** Writes the plain file form. */
    public void write(OutputStream out) throws IOException {
        for (TapeFrame frame : frames) {
            String line = frame.receivedNanos() + " " + frame.text() + "\n";
            out.write(line.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * What a recorder would hold that connected at {@code from} and left at {@code to}: first the
     * 30 newest trades of each coin and the books as of then, afterwards the frames received in
     * {@code [from, to)}.
     */
    public Tape cut(Instant from, Instant to) {
        return TapeCut.of(frames, nanos(from), nanos(to));
    }

    /** All coins the tape has any stream of, in the order of their first frame. */
    public Set<String> coins() {
        Set<String> coins = new LinkedHashSet<>();
        frames.forEach(frame -> frame.stream().ifPresent(stream -> coins.add(stream.coin())));
        coins.remove("");
        return coins;
    }

    /** All streams that the tape holds frames of. */
    Set<StreamKey> streams() {
        Set<StreamKey> streams = new LinkedHashSet<>();
        frames.forEach(frame -> frame.stream().ifPresent(streams::add));
        return streams;
    }

    /** The coins that trade on the tape. */
    public Set<String> tradedCoins() {
        Set<String> coins = new LinkedHashSet<>();
        trades().forEach(trade -> coins.add(trade.coin()));
        return coins;
    }

    /** Every trade once (by coin and tid), in the order of its first receipt. */
    public List<TapeTrade> trades() {
        Set<String> seen = new HashSet<>();
        List<TapeTrade> trades = new ArrayList<>();
        for (TapeFrame frame : frames) {
            for (TapeTrade trade : frame.trades()) {
                if (seen.add(trade.tid() + trade.coin())) {
                    trades.add(trade);
                }
            }
        }
        return trades;
    }

    /** Every 20-level book, in the order of receipt. */
    public List<TapeBook> books() {
        return frames.stream()
                .filter(frame -> frame.stream().filter(StreamKey::isBook).isPresent())
                .map(
                        frame ->
                                new TapeBook(
                                        frame.stream().orElseThrow().coin(),
                                        instant(frame.receivedNanos()),
                                        frame.text()))
                .toList();
    }

    /** Exchange time of the oldest trade, which may be long before it was received. */
    public Instant firstTradeTime() {
        return Instant.ofEpochMilli(
                trades().stream().mapToLong(TapeTrade::time).min().orElseThrow());
    }

    /** Receive time of the first frame. */
    public Instant firstTime() {
        return instant(frames.get(0).receivedNanos());
    }

    /** Receive time of the last frame. */
    public Instant lastTime() {
        return instant(frames.get(frames.size() - 1).receivedNanos());
    }

    public Duration duration() {
        return Duration.between(firstTime(), lastTime());
    }

    public int frameCount() {
        return frames.size();
    }

    List<TapeFrame> frames() {
        return frames;
    }

    static long nanos(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }
}
