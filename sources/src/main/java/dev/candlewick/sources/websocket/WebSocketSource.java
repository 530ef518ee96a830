package dev.candlewick.sources.websocket;

import dev.candlewick.functions.model.FeedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
 *         WebSocketSource.builder()
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
        implements Source<FeedEvent, SymbolSplit, EnumeratorState>,
                SupportsSplitReassignmentOnRecovery {

    private static final long serialVersionUID = 1L;

    private final FeedSettings settings;
    private final List<String> symbols;

    WebSocketSource(FeedSettings settings, List<String> symbols) {
        this.settings = settings;
        this.symbols = new ArrayList<>(symbols);
        if (!settings.streams().isEmpty()) {
            this.symbols.add(SymbolSplit.NO_COIN);
        }
    }

    FeedSettings settings() {
        return settings;
    }

    public static WebSocketSourceBuilder builder() {
        return new WebSocketSourceBuilder();
    }

    /** Unbounded also where a reason ends it: such a feed is lived through, not scanned. */
    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<FeedEvent, SymbolSplit> createReader(SourceReaderContext context) {
        return WebSocketSourceReader.create(settings, context);
    }

    @Override
    public SplitEnumerator<SymbolSplit, EnumeratorState> createEnumerator(
            SplitEnumeratorContext<SymbolSplit> context) {
        return restoreEnumerator(context, new EnumeratorState(Set.of(), List.of()));
    }

    @Override
    public SplitEnumerator<SymbolSplit, EnumeratorState> restoreEnumerator(
            SplitEnumeratorContext<SymbolSplit> context, EnumeratorState state) {
        return new SymbolEnumerator(
                context,
                symbols,
                settings.endReason() != null,
                settings.limits().connections(),
                state);
    }

    @Override
    public SimpleVersionedSerializer<SymbolSplit> getSplitSerializer() {
        return new SymbolSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<EnumeratorState> getEnumeratorCheckpointSerializer() {
        return new EnumeratorStateSerializer();
    }
}
