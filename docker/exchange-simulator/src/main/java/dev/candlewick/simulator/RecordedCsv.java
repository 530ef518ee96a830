package dev.candlewick.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of a recorder that flattened the exchange's frames to CSV, as frames again. */
final class RecordedCsv {

    private static final int BOOK_LEVELS = 20;

    private RecordedCsv() {}

    /**
     * {@code timestamp,price,size,side,trade_id,exchange_timestamp}: rows received together were
     * one frame.
     */
    static List<TapeFrame> trades(Path file) throws IOException {
        String coin = coin(file);
        List<TapeFrame> frames = new ArrayList<>();
        for (List<String[]> together : byColumns(file, 0, 0)) {
            List<TapeTrade> trades = new ArrayList<>();
            for (String[] row : together) {
                String side = row[3].equals("buy") ? "B" : "A";
                trades.add(
                        TapeTrade.of(
                                coin,
                                side,
                                row[1],
                                row[2],
                                Long.parseLong(row[5]),
                                Long.parseLong(row[4])));
            }
            frames.add(TapeFrame.ofTrades(TapeConverter.nanos(together.get(0)[0]), trades));
        }
        return frames;
    }

    /**
     * {@code timestamp,price,size,side,exchange_timestamp}: a row a side; a missing side stays as
     * it was.
     */
    static List<TapeFrame> bbo(Path file) throws IOException {
        String coin = coin(file);
        List<TapeFrame> frames = new ArrayList<>();
        Map<String, String> sides = new HashMap<>();
        for (List<String[]> together : byColumns(file, 0, 4)) {
            together.forEach(row -> sides.put(row[3], Frames.level(row[1], row[2])));
            String text =
                    Frames.bbo(
                            coin,
                            Long.parseLong(together.get(0)[4]),
                            sides.getOrDefault("bid", "null"),
                            sides.getOrDefault("ask", "null"));
            frames.add(TapeFrame.parse(TapeConverter.nanos(together.get(0)[0]), text));
        }
        return frames;
    }

    /**
     * {@code timestamp,sequence,exchange_timestamp} and per level bid price, bid size, ask price,
     * ask size.
     */
    static List<TapeFrame> books(Path file) throws IOException {
        String coin = coin(file);
        List<TapeFrame> frames = new ArrayList<>();
        for (String[] row : rows(file)) {
            List<String> bids = new ArrayList<>();
            List<String> asks = new ArrayList<>();
            for (int i = 3; i + 3 < row.length && bids.size() < BOOK_LEVELS; i += 4) {
                addLevel(bids, row[i], row[i + 1]);
                addLevel(asks, row[i + 2], row[i + 3]);
            }
            String text = Frames.l2Book(coin, Long.parseLong(row[2]), bids, asks);
            frames.add(TapeFrame.parse(TapeConverter.nanos(row[0]), text));
        }
        return frames;
    }

    private static void addLevel(List<String> levels, String price, String size) {
        if (!price.isEmpty()) {
            levels.add(Frames.level(price, size));
        }
    }

    /** Neighbouring rows that agree in both columns. */
    private static List<List<String[]>> byColumns(Path file, int first, int second)
            throws IOException {
        List<List<String[]>> groups = new ArrayList<>();
        String[] previous = null;
        for (String[] row : rows(file)) {
            boolean together =
                    previous != null
                            && row[first].equals(previous[first])
                            && row[second].equals(previous[second]);
            if (!together) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(row);
            previous = row;
        }
        return groups;
    }

    private static List<String[]> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> line.split(",", -1))
                .toList();
    }

    private static String coin(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.indexOf('_') + 1, name.length() - ".csv".length());
    }
}
