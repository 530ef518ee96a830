package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.sources.hyperliquid.ValidationRules;
import dev.candlewick.sources.rest.PollPorts;
import java.net.URI;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Answers requests for candles. */
final class ExchangeRestOperator extends AbstractStreamOperator<CandleAnswer>
        implements OneInputStreamOperator<CandleRequest, CandleAnswer>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    ExchangeRestOperator(
            StreamOperatorParameters<CandleAnswer> parameters,
            URI infoUrl,
            RestPolicy policy,
            ValidationRules rules,
            PollPorts ports) {
        super(parameters);
    }

    @Override
    public void processElement(StreamRecord<CandleRequest> element) {}

    @Override
    public void endInput() {}
}
