package dev.candlewick.simulator;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import net.jpountz.lz4.LZ4FrameInputStream;

/** Reads the file form of a tape. */
final class TapeFiles {

    private static final int GZIP_MAGIC = 0x1f8b0000;
    private static final int LZ4_MAGIC = 0x04224d18;

    private TapeFiles() {}

    static Tape read(BufferedInputStream in) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(decompress(in), StandardCharsets.UTF_8));
        List<TapeFrame> frames = new ArrayList<>();
        long clock = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                TapeFrame frame = parseLine(line, clock);
                clock = Math.max(clock, frame.receivedNanos());
                frames.add(frame);
            }
        }
        return new Tape(frames);
    }

    private static InputStream decompress(BufferedInputStream in) throws IOException {
        in.mark(4);
        byte[] head = in.readNBytes(4);
        in.reset();
        int magic = 0;
        for (byte b : head) {
            magic = magic << 8 | (b & 0xff);
        }
        if ((magic & 0xffff0000) == GZIP_MAGIC) {
            return new GZIPInputStream(in, 1 << 16);
        }
        return magic == LZ4_MAGIC ? new LZ4FrameInputStream(in) : in;
    }

    /** Without a receive time the clock of the tape is the newest exchange time it has shown. */
    private static TapeFrame parseLine(String line, long clock) {
        int space = line.indexOf(' ');
        if (space > 0 && line.chars().limit(space).allMatch(c -> c >= '0' && c <= '9')) {
            return TapeFrame.parse(
                    Long.parseLong(line.substring(0, space)), line.substring(space + 1));
        }
        return TapeFrame.parse(Math.max(clock, TapeFrame.exchangeNanos(Json.parse(line))), line);
    }
}
