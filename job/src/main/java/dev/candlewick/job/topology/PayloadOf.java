package dev.candlewick.job.topology;

import dev.candlewick.functions.model.FeedEvent;
import java.io.Serializable;
import java.util.function.Function;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.util.Collector;

/** One kind of payload out of feed events, where they carry it. */
final class PayloadOf<T> implements FlatMapFunction<FeedEvent, T>, ResultTypeQueryable<T> {
    private static final long serialVersionUID = 1L;

    private final Payload<T> payload;
    private final Class<T> type;

    PayloadOf(Payload<T> payload, Class<T> type) {
        this.payload = payload;
        this.type = type;
    }

    @Override
    public void flatMap(FeedEvent event, Collector<T> out) {
        T value = payload.apply(event);
        if (value != null) {
            out.collect(value);
        }
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return TypeInformation.of(type);
    }

    /** Reads a payload; null where the event carries none. */
    interface Payload<T> extends Function<FeedEvent, T>, Serializable {}
}
