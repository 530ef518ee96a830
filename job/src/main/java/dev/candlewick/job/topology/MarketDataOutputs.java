package dev.candlewick.job.topology;

import dev.candlewick.functions.model.AccountEvent;
import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.BestOffers;
import dev.candlewick.functions.model.BookSnapshot;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.MidPrice;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.tables.Tables;
import org.apache.flink.api.connector.sink2.Sink;

/** Where goes what a feed says besides trades. */
public record MarketDataOutputs(
        Sink<BookSnapshot> books,
        Sink<BestOffers> offers,
        Sink<MidPrice> mids,
        Sink<AssetContext> contexts,
        Sink<ExchangeCandle> candles,
        Sink<AccountEvent> accounts) {

    static MarketDataOutputs in(Lake lake, String runId) {
        return new MarketDataOutputs(
                lake.sink(Tables.books(runId)),
                lake.sink(Tables.bbo(runId)),
                lake.sink(Tables.mids(runId)),
                lake.sink(Tables.assetContexts(runId)),
                lake.sink(Tables.exchangeCandles(runId)),
                lake.sink(Tables.accountEvents(runId)));
    }
}
