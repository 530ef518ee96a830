package dev.candlewick.job.letters;

import dev.candlewick.functions.model.AccountEvent;
import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.BestOffers;
import dev.candlewick.functions.model.BookSnapshot;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.MarketData;
import dev.candlewick.functions.model.MidPrice;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.job.letters.LetterDecoder.Content;
import dev.candlewick.sinks.duckdb.LakeTrades;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides what of each letter is new to the lake. */
final class LetterJudge {

    private static final Map<Class<? extends MarketData>, Table<?>> TABLES =
            Map.of(
                    BookSnapshot.class, Tables.BOOKS,
                    BestOffers.class, Tables.BBO,
                    MidPrice.class, Tables.MIDS,
                    AssetContext.class, Tables.ASSET_CONTEXTS,
                    ExchangeCandle.class, Tables.EXCHANGE_CANDLES,
                    AccountEvent.class, Tables.ACCOUNT_EVENTS);

    private final LetterDecoder decoder;
    private final StoredLetters stored;
    private final LakeTrades lake;

    LetterJudge(LetterDecoder decoder, StoredLetters stored, LakeTrades lake) {
        this.decoder = decoder;
        this.stored = stored;
        this.lake = lake;
    }

    /**
     * A letter and what the lake lacks of it.
     *
     * @param verdict {@link Verdict#PUT_BACK} if it is anything
     */
    record Judged(Letter letter, Verdict verdict, List<Trade> trades, List<FeedEvent> data) {

        private static Judged of(Letter letter, Verdict verdict) {
            return new Judged(letter, verdict, List.of(), List.of());
        }

        Judged as(Verdict other) {
            return of(letter, other);
        }
    }

    Judged judge(Letter letter) throws SQLException, IOException {
        if (letter.reason().equals(Letter.CONFLICTING)) {
            return Judged.of(letter, Verdict.CONFLICTING);
        }
        if (!letter.isOfFeed()) {
            return Judged.of(letter, Verdict.READ_AGAIN);
        }
        Optional<Content> content = decoder.decode(letter);
        if (content.isEmpty()) {
            return Judged.of(letter, Verdict.REFUSED);
        }
        List<Trade> trades = new ArrayList<>();
        for (Trade trade : content.get().trades()) {
            if (isNew(trade)) {
                trades.add(trade);
            }
        }
        List<FeedEvent> data = new ArrayList<>();
        for (FeedEvent row : content.get().data()) {
            if (!isStored(row)) {
                data.add(row);
            }
        }
        boolean isStored = trades.isEmpty() && data.isEmpty();
        return new Judged(letter, isStored ? Verdict.STORED : Verdict.PUT_BACK, trades, data);
    }

    private boolean isNew(Trade trade) throws SQLException, IOException {
        Set<Long> known = lake.known(trade.symbol(), trade.tradeTime(), Set.of(trade.tradeId()));
        return known.isEmpty();
    }

    private boolean isStored(FeedEvent row) throws SQLException, IOException {
        Table<?> table = TABLES.get(row.data().getClass());
        return table != null && stored.hasRow(table.name(), row.symbol(), row.receivedAt());
    }
}
