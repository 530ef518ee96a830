package dev.candlewick.sources.hyperliquid.wire;

import com.fasterxml.jackson.core.JsonParser;
import dev.candlewick.sources.json.Rejection;
import java.io.IOException;

/** Reads the data of one channel, on whose first token the parser stands. */
@FunctionalInterface
interface ChannelDecoder {

    /**
     * Adds at least one message to the reading, or refuses the frame.
     *
     * @throws Rejection if the frame as a whole is refused
     */
    void decode(JsonParser parser, FrameInput reading) throws IOException, Rejection;
}
