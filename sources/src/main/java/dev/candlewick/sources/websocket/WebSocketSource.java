package dev.candlewick.sources.websocket;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.websocket.connection.FeedSettings;
import dev.candlewick.sources.websocket.connection.Venue;
import dev.candlewick.sources.websocket.enumerator.SymbolChoice;
import dev.candlewick.sources.websocket.enumerator.WebSocketEnumerator;
import dev.candlewick.sources.websocket.enumerator.WebSocketEnumeratorState;
import dev.candlewick.sources.websocket.enumerator.WebSocketEnumeratorStateSerializer;
import dev.candlewick.sources.websocket.reader.WebSocketSourceReader;
import dev.candlewick.sources.websocket.receiver.ParkedReceivers;
import dev.candlewick.sources.websocket.split.WebSocketSplit;
import dev.candlewick.sources.websocket.split.WebSocketSplitSerializer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SupportsSplitReassignmentOnRecovery;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The exchange's live feed: trades and the state of the feed, per coin and in order.
 *
 * <pre>{@code
 * WebSocketSource source =
 *         WebSocketSource.builder(HyperliquidFeed.of(Channel.BBO, Channel.BOOK))
 *                 .url("wss://api.hyperliquid.xyz/ws")
 *                 .symbols("BTC", "ETH", "SOL")
 *                 .channels(Channel.BBO, Channel.BOOK)
 *                 .build();
 * }</pre>
 *
 * <p>A coin is a split, and all streams that belong to no coin are one; each reader carries its
 * coins over one connection, which it keeps up for ever. What the exchange sends while no
 * connection stands is lost; after a reconnect or a restore the trades that the exchange sends
 * again show whether that was anything, and a gap says so.
 */
public final class WebSocketSource
        implements Source<FeedEvent, WebSocketSplit, WebSocketEnumeratorState>,
                SupportsSplitReassignmentOnRecovery {

    private static final long serialVersionUID = 1L;

    private final FeedSettings settings;
    private final WebSocketEnumerator.Collected collected;

    /**
     * @param choice of more symbols; null if there is none
     */
    WebSocketSource(FeedSettings settings, List<String> symbols, SymbolChoice choice) {
        this.settings = settings;
        List<String> splits = new ArrayList<>(symbols);
        if (settings.venue().hasSharedStreams()) {
            splits.add(WebSocketSplit.NO_COIN);
        }
        this.collected =
                new WebSocketEnumerator.Collected(
                        splits,
                        choice,
                        settings.endReason() != null,
                        settings.limits().connections());
    }

    /** Ends what goes on receiving for jobs of this process that are being restarted. */
    public static void endReceiving() {
        ParkedReceivers.closeAll();
    }

    public FeedSettings settings() {
        return settings;
    }

    public static WebSocketSourceBuilder builder(Venue venue) {
        return new WebSocketSourceBuilder(venue);
    }

    /** Unbounded also where a reason ends it: such a feed is followed, not scanned. */
    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<FeedEvent, WebSocketSplit> createReader(SourceReaderContext context) {
        return WebSocketSourceReader.create(settings, context);
    }

    @Override
    public SplitEnumerator<WebSocketSplit, WebSocketEnumeratorState> createEnumerator(
            SplitEnumeratorContext<WebSocketSplit> context) {
        return restoreEnumerator(context, WebSocketEnumeratorState.EMPTY);
    }

    @Override
    public SplitEnumerator<WebSocketSplit, WebSocketEnumeratorState> restoreEnumerator(
            SplitEnumeratorContext<WebSocketSplit> context, WebSocketEnumeratorState state) {
        return new WebSocketEnumerator(context, collected, state);
    }

    @Override
    public SimpleVersionedSerializer<WebSocketSplit> getSplitSerializer() {
        return new WebSocketSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<WebSocketEnumeratorState> getEnumeratorCheckpointSerializer() {
        return new WebSocketEnumeratorStateSerializer();
    }
}
