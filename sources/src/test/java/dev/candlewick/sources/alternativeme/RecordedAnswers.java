package dev.candlewick.sources.alternativeme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The recordings among the test's resources. */
final class RecordedAnswers {

    private RecordedAnswers() {}

    static byte[] read(String name) {
        String path = "/payloads/alternativeme/" + name;
        try (InputStream in = RecordedAnswers.class.getResourceAsStream(path)) {
            return Objects.requireNonNull(in, path).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
