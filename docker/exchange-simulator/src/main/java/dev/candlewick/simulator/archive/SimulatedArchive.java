package dev.candlewick.simulator.archive;

import dev.candlewick.simulator.Tape;
import dev.candlewick.simulator.TapeBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The exchange's historical archive as it would be if a tape were all that ever happened: {@code
 * market_data}, {@code asset_ctxs} and trades in one of three generations, in one folder.
 *
 * <p>Hour files are cut by when the node that wrote them had the data, so that the first lines of
 * an hour belong to the one before. Objects are named by their paths below the folder, such as
 * {@code node_fills_by_block/hourly/20250904/20.lz4}.
 */
public final class SimulatedArchive {

    private static final long HOUR_MILLIS = 3_600_000L;

    private final Tape tape;
    private final Map<String, UnaryOperator<byte[]>> faults = new LinkedHashMap<>();
    private Generation generation = Generation.NODE_FILLS_BY_BLOCK;
    private UnaryOperator<byte[]> encoding = frame -> frame;

    private SimulatedArchive(Tape tape) {
        this.tape = tape;
    }

    public static SimulatedArchive of(Tape tape) {
        return new SimulatedArchive(tape);
    }

    /** Fills by block by default. */
    public SimulatedArchive generation(Generation chosen) {
        generation = chosen;
        return this;
    }

    /** LZ4 frames with linked blocks, which not every reader takes. */
    public SimulatedArchive linkedBlocks() {
        encoding = Lz4Frame::saidToBeLinked;
        return this;
    }

    /** Leaves an object out. */
    public SimulatedArchive omit(String object) {
        return fault(object, bytes -> null);
    }

    /** Ends an object in its middle. */
    public SimulatedArchive truncate(String object) {
        return fault(object, bytes -> Arrays.copyOf(bytes, bytes.length / 2));
    }

    /** Flips the bits of one byte in the middle of an object. */
    public SimulatedArchive flipByte(String object) {
        return fault(
                object,
                bytes -> {
                    bytes[bytes.length / 2] ^= (byte) 0xff;
                    return bytes;
                });
    }

    /**
     * Writes all objects.
     *
     * @return their names
     * @throws IllegalArgumentException if a fault is for an object that would not be there anyway
     */
    public List<String> writeTo(Path folder) throws IOException {
        Map<String, List<String>> objects = objects();
        for (String object : faults.keySet()) {
            if (!objects.containsKey(object)) {
                throw new IllegalArgumentException(
                        "no object " + object + " in this archive, only " + objects.keySet());
            }
        }
        List<String> written = new ArrayList<>();
        for (Map.Entry<String, List<String>> object : objects.entrySet()) {
            byte[] bytes =
                    faults.getOrDefault(object.getKey(), same -> same)
                            .apply(encoding.apply(Lz4Frame.of(object.getValue())));
            if (bytes != null) {
                Path file = folder.resolve(object.getKey());
                Files.createDirectories(file.getParent());
                Files.write(file, bytes);
                written.add(object.getKey());
            }
        }
        return written;
    }

    private SimulatedArchive fault(String object, UnaryOperator<byte[]> fault) {
        faults.put(object, fault);
        return this;
    }

    private Map<String, List<String>> objects() {
        Map<String, List<String>> objects = new TreeMap<>();
        addTrades(objects);
        for (TapeBook book : tape.books()) {
            String name =
                    "market_data/%s/l2Book/%s.lz4"
                            .formatted(Times.dayAndHour(book.receivedAt()), book.coin());
            add(objects, name, bookLine(book));
        }
        for (ContextRows.Row row : ContextRows.of(tape.trades())) {
            String name = "asset_ctxs/%s.csv.lz4".formatted(Times.day(row.time()));
            objects.computeIfAbsent(name, none -> new ArrayList<>(List.of(ContextRows.HEADER)))
                    .add(row.line());
        }
        return objects;
    }

    /** Each hour has some dust, which the real archive has at midnight only. */
    private void addTrades(Map<String, List<String>> objects) {
        Set<String> coins = tape.tradedCoins();
        long hour = Long.MIN_VALUE;
        for (Block block : Blocks.of(tape.trades())) {
            boolean isDusty = block.millis() / HOUR_MILLIS != hour;
            hour = block.millis() / HOUR_MILLIS;
            String name = tradeObject(block);
            TradeLines.of(block, generation, isDusty ? coins : Set.of())
                    .forEach(line -> add(objects, name, line));
        }
    }

    private String tradeObject(Block block) {
        String hour = Times.dayAndHour(Times.instant(block.localNanos()));
        return "%s/%s.lz4".formatted(generation.folder(), hour);
    }

    private static String bookLine(TapeBook book) {
        return "{\"time\":\"%s\",\"ver_num\":1,\"raw\":%s}"
                .formatted(Times.text(book.receivedAt()), book.json());
    }

    private static void add(Map<String, List<String>> objects, String name, String line) {
        objects.computeIfAbsent(name, none -> new ArrayList<>()).add(line);
    }
}
