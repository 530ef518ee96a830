package dev.candlewick.job.topology;

import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The identity of each operator: a uid that ties it to its state in checkpoints, and the name that
 * the web UI shows. A uid is never changed or used again.
 */
enum OperatorId {
    FEED("feed", "Exchange feed"),
    ROUTE_FEED("route-feed", "Route the feed"),
    ORDER_FEED("order-feed", "Put what was read side by side in order"),
    ADMIT_TRADES("admit-trades", "Admit each trade once, in time"),
    BUILD_BARS("build-bars", "Build bars"),
    ADMITTED_TRADES("admitted-trades", "Admitted trades"),
    FORMING_BARS("forming-bars", "Forming bars"),
    FINAL_BARS("final-bars", "Final bars of trades"),
    NUMBER_REVISIONS("number-revisions", "Number the revisions of bars"),
    PLAN_HEALING("plan-healing", "Plan the healing of gaps"),
    PLAN_RECONCILIATION("plan-reconciliation", "Compare bars with streamed candles"),
    ASK_EXCHANGE("ask-exchange", "Ask the exchange for candles"),
    REPAIR_BARS("repair-bars", "Repair bars by candles"),
    JUDGE_ANSWERS("judge-answers", "Compare bars with candles asked for"),
    GAPS("gaps", "Gaps"),
    HOT_BARS("hot-bars", "Bars for the hot store"),
    HOT_GAPS("hot-gaps", "Gaps for the hot store"),
    HOT_OFFERS("hot-bbo", "Best offers for the hot store"),
    HOT_CONTEXTS("hot-asset-contexts", "Asset contexts for the hot store"),
    HOT_RECONCILIATION("hot-reconciliation", "Reconciliation for the hot store"),
    TRADES_TO_LAKE("trades-to-lake", "Trades to the lake"),
    LATE_TRADES_TO_LAKE("late-trades-to-lake", "Late trades to the lake"),
    BARS_TO_LAKE("bars-to-lake", "Bars to the lake"),
    GAPS_TO_LAKE("gaps-to-lake", "Gaps to the lake"),
    BOOKS_TO_LAKE("books-to-lake", "Books to the lake"),
    OFFERS_TO_LAKE("bbo-to-lake", "Best offers to the lake"),
    MIDS_TO_LAKE("mids-to-lake", "Mid prices to the lake"),
    CONTEXTS_TO_LAKE("asset-contexts-to-lake", "Asset contexts to the lake"),
    CANDLES_TO_LAKE("exchange-candles-to-lake", "Exchange candles to the lake"),
    ACCOUNTS_TO_LAKE("account-events-to-lake", "Account events to the lake"),
    RECONCILIATION_TO_LAKE("reconciliation-to-lake", "Reconciliation to the lake"),
    DEAD_LETTERS_TO_LAKE("dead-letters-to-lake", "Dead letters to the lake"),
    HOT_STORE("hot-store", "Hot store"),
    SENTIMENT_INDEX("sentiment-index", "Sentiment index"),
    BUILD_SENTIMENT("build-sentiment", "Build sentiment and regimes"),
    JOIN_SIGNALS("join-signals", "Join final bars with sentiment"),
    HOT_SENTIMENT("hot-sentiment", "Sentiment for the hot store"),
    HOT_REGIMES("hot-regimes", "Regimes for the hot store"),
    HOT_SIGNALS("hot-signals", "Signals for the hot store"),
    SENTIMENT_TO_LAKE("sentiment-to-lake", "Sentiment to the lake"),
    REGIMES_TO_LAKE("regimes-to-lake", "Regimes to the lake"),
    SIGNALS_TO_LAKE("signals-to-lake", "Signals to the lake");

    private final String uid;
    private final String label;

    OperatorId(String uid, String label) {
        this.uid = uid;
        this.label = label;
    }

    String uid() {
        return uid;
    }

    String label() {
        return label;
    }

    <T> SingleOutputStreamOperator<T> on(SingleOutputStreamOperator<T> stream) {
        return stream.uid(uid).name(label);
    }

    <T> DataStreamSink<T> on(DataStreamSink<T> sink) {
        return sink.uid(uid).name(label);
    }
}
