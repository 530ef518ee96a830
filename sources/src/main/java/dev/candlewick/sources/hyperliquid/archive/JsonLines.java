package dev.candlewick.sources.hyperliquid.archive;

import com.fasterxml.jackson.core.JsonParser;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.hyperliquid.wire.FrameInput;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.StrictJson;
import java.io.IOException;

/** The lines that are JSON: all of a line counts, or none of it. */
abstract class JsonLines implements LineDecoder {

    /** So many lines of the next file are looked at; two sound ones show how it begins. */
    private static final int LINES_OF_A_SEAM = 2;

    private final String channel;
    private LineOrigin origin;
    private int nextLines;

    /**
     * @param channel the data set, as dead letters name it
     */
    JsonLines(String channel, LineOrigin origin) {
        this.channel = channel;
        this.origin = origin;
    }

    /** Reads a line, on whose first token the parser stands, to its end. */
    abstract void read(JsonParser parser, FrameInput reading) throws IOException, Rejection;

    /** Puts out what was read of a line that is sound. */
    abstract void accept(FrameInput reading, LineOutput out);

    /** Nothing of a line counts. */
    void reject(Rejection rejection, LineOutput out) {
        out.lost(rejection.symbol());
    }

    void refuse(FeedEvent deadLetter, LineOutput out) {
        out.refused(deadLetter);
    }

    final LineOrigin origin() {
        return origin;
    }

    final String channel() {
        return channel;
    }

    @Override
    public void decode(byte[] line, LineOutput out) {
        FrameInput reading = origin.reading(line);
        reading.on(channel);
        try {
            StrictJson.read(
                    line,
                    parser -> {
                        read(parser, reading);
                        return reading;
                    });
        } catch (Rejection rejection) {
            onRejection(rejection, line, out);
            return;
        }
        accept(reading, out);
    }

    private void onRejection(Rejection rejection, byte[] line, LineOutput out) {
        if (rejection.symbol() == null || origin.wanted().test(rejection.symbol())) {
            reject(rejection, out);
            refuse(origin.refused(rejection, channel, line), out);
        }
    }

    @Override
    public void next(LineOrigin file, LineOutput out) {
        origin = file;
    }

    @Override
    public boolean decodeNext(byte[] line, LineOutput out) {
        decode(line, out.timesOnly());
        nextLines++;
        return nextLines < LINES_OF_A_SEAM;
    }
}
