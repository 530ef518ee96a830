package dev.candlewick.sources.lines;

import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.core.fs.Path;

/**
 * Whether the content of a file can be trusted. The checksum of a compressed file stands at its
 * end, when its content has been used already, so the file is read once to check it first.
 */
public final class Soundness {

    private Soundness() {}

    /**
     * What is wrong with the content of a file; null if nothing is, or if the file is only cut off:
     * what comes before that is sound.
     *
     * @throws RawStream.Unreadable if the file system fails
     */
    public static String faultOf(Path file) throws RawStream.Unreadable {
        try (InputStream raw = opened(file)) {
            if (!Compression.isUsedIn(raw)) {
                return null;
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        try (InputStream content = Compression.decompressed(opened(file))) {
            byte[] buffer = new byte[Compression.BUFFER];
            while (content.read(buffer, 0, buffer.length) >= 0) {
                // Only to its end: that is where a checksum is.
            }
            return null;
        } catch (RawStream.Unreadable e) {
            throw e;
        } catch (CutOff e) {
            return null;
        } catch (IOException e) {
            return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        }
    }

    private static InputStream opened(Path file) throws RawStream.Unreadable {
        try {
            return new RawStream(file.getFileSystem().open(file), ignored -> {});
        } catch (IOException e) {
            throw new RawStream.Unreadable(e);
        }
    }

    private static RawStream.Unreadable unreadable(IOException e) {
        return e instanceof RawStream.Unreadable known ? known : new RawStream.Unreadable(e);
    }
}
