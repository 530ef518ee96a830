package dev.candlewick.sources.feed;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.json.PriceBound;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Turns the frames of one connection, or of one recording of it, into signals. Not safe for use by
 * several threads: some frames are understood only after earlier ones.
 */
public interface FrameDecoder {

    /** Larger frames are refused: four times the largest that is expected. */
    int MAX_FRAME_BYTES = 16 * 1024 * 1024;

    /**
     * Reads the frame that lies at {@code [offset, offset + length)} and hands over what it says,
     * in its order: at least one signal. What cannot be read becomes a {@link FeedSignal.Rejected},
     * never an exception. This is the only place where bytes of an exchange become content.
     *
     * @param bytes not changed; kept only by what is handed over
     */
    void decode(byte[] bytes, int offset, int length, long receivedAt, Consumer<FeedSignal> out);

    /** The same of a whole array. */
    default List<FeedSignal> decode(byte[] frame, long receivedAt) {
        List<FeedSignal> signals = new ArrayList<>(1);
        decode(frame, 0, frame.length, receivedAt, signals::add);
        return signals;
    }

    /** The connection is lost: what was acknowledged on it no longer holds. */
    void onDisconnected();

    /** Restores what later frames depend on from a frame that was decoded before a restart. */
    void recall(byte[] bytes, int offset, int length);

    /** Makes the decoders of one exchange. */
    interface Factory extends Serializable {

        /**
         * @param source the connection or file that dead letters name
         * @param origin what trades are marked with
         * @param bound higher prices are refused
         * @param boundedByReceipt whether times far ahead of the receive time are refused
         */
        FrameDecoder decoder(
                String source, Origin origin, PriceBound bound, boolean boundedByReceipt);

        /** The same with a bound that stays. */
        default FrameDecoder decoder(
                String source, Origin origin, BigDecimal maxPrice, boolean boundedByReceipt) {
            return decoder(source, origin, PriceBound.of(maxPrice), boundedByReceipt);
        }
    }
}
