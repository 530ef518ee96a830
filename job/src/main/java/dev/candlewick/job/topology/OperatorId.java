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
    NUMBER_REVISIONS("number-revisions", "Number the revisions of bars"),
    PLAN_HEALING("plan-healing", "Plan the healing of gaps"),
    PLAN_RECONCILIATION("plan-reconciliation", "Compare bars with streamed candles"),
    PLAN_HISTORY("plan-history", "Plan the history of candles"),
    ASK_EXCHANGE("ask-exchange", "Ask the exchange for candles"),
    REPAIR_BARS("repair-bars", "Repair bars by candles"),
    JUDGE_ANSWERS("judge-answers", "Compare bars with candles asked for"),
    GAPS("gaps", "Gaps"),
    GAPS_FOR_QUALITY("gaps-for-quality", "Gaps that count for quality"),
    COMPARISONS_FOR_QUALITY(
            "comparisons-for-quality", "Comparisons with the exchange that count for quality"),
    MEASURE_QUALITY("measure-quality", "Measure the quality of each day"),
    HOT_BARS("hot-final-bars", "Final bars that the hot store keeps"),
    HOT_STORE("hot-store", "Hot store"),
    SENTIMENT_INDEX("sentiment-index", "Sentiment index"),
    BUILD_SENTIMENT("build-sentiment", "Build sentiment and regimes"),
    JOIN_SIGNALS("join-signals", "Join final bars with sentiment"),
    SETTINGS("settings", "Settings file"),
    SETTINGS_CHANGES("settings-changes", "Settings that changed"),
    SENTIMENT_RULES("sentiment-rules", "Rules of sentiment");

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
