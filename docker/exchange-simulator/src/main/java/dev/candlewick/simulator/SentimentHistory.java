package dev.candlewick.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A recorded answer of Alternative.me: its readings as they are, in its order.
 *
 * @param newestFirst without {@code time_until_update}; never changed
 */
record SentimentHistory(List<ObjectNode> newestFirst) {

    static final String UNTIL_UPDATE = "time_until_update";

    private static final String RECORDED = "/sentiment/fear_greed_to_20250904.json";

    /** The readings that ship with the simulator: 91 days up to the day of the recorded tape. */
    static SentimentHistory recorded() {
        try (InputStream in = SentimentHistory.class.getResourceAsStream(RECORDED)) {
            return read(Objects.requireNonNull(in, RECORDED + " is missing from the class path"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SentimentHistory read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        } catch (NoSuchFileException e) {
            throw new IOException(problem(file, "there is no such file"), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(problem(file, e.getMessage()), e);
        }
    }

    static SentimentHistory read(InputStream in) throws IOException {
        JsonNode data =
                Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)).path("data");
        if (!data.isArray()) {
            throw new IllegalArgumentException(
                    "it has to be a JSON object with the array data, as https://api.alternative.me/fng/ answers");
        }
        List<ObjectNode> rows = new ArrayList<>();
        for (JsonNode element : data) {
            if (!(element instanceof ObjectNode row)) {
                throw new IllegalArgumentException("data has to hold objects, not " + element);
            }
            row.remove(UNTIL_UPDATE);
            rows.add(row);
        }
        return new SentimentHistory(List.copyOf(rows));
    }

    private static String problem(Path file, String what) {
        return "cannot read the sentiment history " + file + ": " + what;
    }
}
