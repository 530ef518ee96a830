package dev.candlewick.sources.rest;

import dev.candlewick.sources.net.HttpAnswer;
import dev.candlewick.sources.net.HttpQuery;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last usable answers, in a folder: for a restart, and for other jobs of the machine. What
 * cannot be read or written there is asked for, and nothing is lost by it.
 */
final class StoredAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(StoredAnswers.class);
    private static final String FORMAT = "candlewick answer 1";

    private final Path folder;

    /**
     * An answer and its times, in milliseconds since the epoch.
     *
     * @param staleAt when it is no longer used
     * @param pollAt when the server is to be asked next
     */
    record Stored(HttpAnswer answer, long receivedAt, long staleAt, long pollAt) {}

    /**
     * @param folder null keeps nothing
     */
    StoredAnswers(String folder) {
        this.folder = folder == null ? null : Path.of(folder);
    }

    /** The first of these queries whose answer may still be used. */
    Optional<Stored> of(List<HttpQuery> queries, long now) {
        if (folder == null) {
            return Optional.empty();
        }
        return queries.stream()
                .map(this::read)
                .flatMap(Optional::stream)
                .filter(stored -> stored.receivedAt() <= now && now < stored.staleAt())
                .findFirst();
    }

    void keep(HttpQuery query, Stored stored) {
        if (folder == null || stored.staleAt() <= stored.receivedAt()) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Path unfinished = Files.createTempFile(folder, ".answer", "");
            Files.write(unfinished, encoded(stored));
            Files.move(unfinished, file(query), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("An answer cannot be kept in {}: {}", folder, e.toString());
        }
    }

    private Optional<Stored> read(HttpQuery query) {
        try {
            Path file = file(query);
            return Files.exists(file)
                    ? Optional.of(decoded(Files.readAllBytes(file)))
                    : Optional.empty();
        } catch (IOException e) {
            LOG.warn("A kept answer in {} cannot be read: {}", folder, e.toString());
            return Optional.empty();
        }
    }

    private static byte[] encoded(Stored stored) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(FORMAT);
        out.writeLong(stored.receivedAt());
        out.writeLong(stored.staleAt());
        out.writeLong(stored.pollAt());
        out.writeInt(stored.answer().status());
        out.writeUTF(stored.answer().contentType());
        out.write(stored.answer().body());
        return bytes.toByteArray();
    }

    private static Stored decoded(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (!in.readUTF().equals(FORMAT)) {
            throw new IOException("it is of another version");
        }
        long receivedAt = in.readLong();
        long staleAt = in.readLong();
        long pollAt = in.readLong();
        int status = in.readInt();
        String contentType = in.readUTF();
        return new Stored(
                new HttpAnswer(status, contentType, 0, in.readAllBytes()),
                receivedAt,
                staleAt,
                pollAt);
    }

    /** An address may hold a secret, so it is in no name. */
    private Path file(HttpQuery query) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(query.toString().getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(digest) + ".answer");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
