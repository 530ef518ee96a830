package dev.candlewick.job.bench;

import java.io.IOException;
import java.util.NavigableMap;
import java.util.concurrent.locks.LockSupport;

/** Sends frames at an even pace and remembers when each trade was sent. Thread-safe to ask. */
final class LiveLoad {

    private static final int SLICES_PER_SECOND = 200;
    private static final int BUFFER = 1 << 20;

    private final LoadExchange exchange;
    private final LoadFrames frames;
    private final int framesPerSecond;
    private final int slices;
    private final long[] sentAt;

    /** By slice and coin: how many trades had been sent when it was. */
    private final int[][] sent;

    private volatile int sentSlices;
    private volatile boolean ended;

    LiveLoad(LoadExchange exchange, LoadFrames frames, int framesPerSecond, int seconds) {
        this.exchange = exchange;
        this.frames = frames;
        this.framesPerSecond = framesPerSecond;
        this.slices = seconds * SLICES_PER_SECOND;
        this.sentAt = new long[slices];
        this.sent = new int[slices][LoadFrames.COINS];
    }

    /** Returns when all is sent. The pace is lost while the client does not read. */
    void send() throws IOException {
        long start = System.nanoTime();
        byte[] buffer = new byte[BUFFER];
        int[] trades = new int[LoadFrames.COINS];
        int coin = 0;
        for (int slice = 0; slice < slices; slice++) {
            long due = start + slice * 1_000_000_000L / SLICES_PER_SECOND;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(200_000);
            }
            long now = System.currentTimeMillis();
            sentAt[slice] = System.nanoTime();
            if (slice % SLICES_PER_SECOND == 0) {
                exchange.send(LoadFrames.coin(0), frames.mids(), frames.mids().length);
            }
            // Coins take turns, each with all that it has in the slice.
            int perSlice = framesPerSecond / SLICES_PER_SECOND;
            int coins = Math.min(LoadFrames.COINS, perSlice);
            for (int i = 0; i < coins; i++) {
                long before = frames.madeTrades();
                int length = 0;
                for (int n = i; n < perSlice; n += coins) {
                    byte[] frame = frames.next(coin, now);
                    System.arraycopy(frame, 0, buffer, length, frame.length);
                    length += frame.length;
                }
                exchange.send(LoadFrames.coin(coin), buffer, length);
                trades[coin] += (int) (frames.madeTrades() - before);
                coin = (coin + 1) % LoadFrames.COINS;
            }
            sent[slice] = trades.clone();
            sentSlices = slice + 1;
        }
        ended = true;
    }

    boolean ended() {
        return ended;
    }

    long trades() {
        return frames.madeTrades();
    }

    /** How far the pace was lost at most. */
    double worstDelaySeconds() {
        long worst = 0;
        for (int slice = 0; slice < sentSlices; slice++) {
            long due = sentAt[0] + slice * 1_000_000_000L / SLICES_PER_SECOND;
            worst = Math.max(worst, sentAt[slice] - due);
        }
        return worst / 1e9;
    }

    /**
     * Adds how long ago the trades of a coin were sent that a reader sees now for the first time.
     *
     * @param out receives those of trades that were sent so many seconds after the first, or later
     */
    void measure(int coin, long before, long seen, long now, NavigableMap<Integer, Latencies> out) {
        long counted = before;
        for (int slice = firstAfter(coin, before); counted < seen && slice < sentSlices; slice++) {
            long upTo = Math.min(seen, sent[slice][coin]);
            if (upTo > counted) {
                out.floorEntry(slice / SLICES_PER_SECOND)
                        .getValue()
                        .add((now - sentAt[slice]) / 1e6, upTo - counted);
                counted = upTo;
            }
        }
    }

    /** The slice that sent the trade after so many. */
    private int firstAfter(int coin, long before) {
        int low = 0;
        int high = sentSlices;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sent[middle][coin] <= before) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Counts by milliseconds. Not thread-safe. */
    static final class Latencies {

        private final long[] counts = new long[120_000];
        private long all;

        void add(double millis, long trades) {
            counts[(int) Math.min(counts.length - 1, Math.max(0, millis))] += trades;
            all += trades;
        }

        long count() {
            return all;
        }

        /** In milliseconds. */
        int percentile(double percent) {
            long left = (long) Math.ceil(all * percent / 100);
            for (int millis = 0; millis < counts.length; millis++) {
                left -= counts[millis];
                if (left <= 0) {
                    return millis;
                }
            }
            return counts.length;
        }

        int most() {
            return percentile(100);
        }
    }
}
