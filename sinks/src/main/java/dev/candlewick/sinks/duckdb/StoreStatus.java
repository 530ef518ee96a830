package dev.candlewick.sinks.duckdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells readers that the store is behind. The file has its size from the beginning and is written
 * in place, so that this works on a disk that is full.
 */
record StoreStatus(Path file) {

    private static final Logger LOG = LoggerFactory.getLogger(StoreStatus.class);
    private static final int BYTES = 4096;
    private static final String HEADER = "since,reason,fallback_path\n";

    /** Makes the file if it is not there. */
    void prepare() throws IOException {
        if (!Files.exists(file) || Files.size(file) != BYTES) {
            write(line("", "", ""));
        }
    }

    /**
     * The store is behind.
     *
     * @param sinceMillis when it was as it should be last
     * @param fallback where its rows go meanwhile; empty if nowhere
     */
    void mark(long sinceMillis, String reason, String fallback) {
        try {
            write(line(Long.toString(sinceMillis * 1_000), reason, fallback));
        } catch (IOException e) {
            LOG.warn(
                    "The status that the hot store is behind cannot be published: {}",
                    e.toString());
        }
    }

    void clear() throws IOException {
        write(line("", "", ""));
    }

    /** The statement that makes the view of it. */
    String view(String schema) {
        return Sql.fill("store_status.sql", Map.of("schema", schema, "file", Sql.glob(file, "")));
    }

    /** The reason takes up what is left of the file. */
    private static byte[] line(String since, String reason, String fallback) {
        String before = HEADER + since + ",\"";
        String after = "\",\"" + quoted(fallback) + "\"\n";
        int room = BYTES - (before + after).getBytes(UTF_8).length;
        byte[] words = quoted(reason).getBytes(UTF_8);
        String kept = words.length <= room ? quoted(reason) : "the log says why";
        String padding = " ".repeat(room - kept.getBytes(UTF_8).length);
        return (before + kept + padding + after).getBytes(UTF_8);
    }

    private static String quoted(String text) {
        return text.replace("\"", "\"\"").replaceAll("\\R", " ");
    }

    private void write(byte[] content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes, bytes.position());
            }
        }
    }
}
