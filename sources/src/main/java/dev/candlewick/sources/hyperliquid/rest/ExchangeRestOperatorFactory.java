package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.sources.json.ValidationRules;
import dev.candlewick.sources.net.HttpEnvironment;
import java.net.URI;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.util.OutputTag;

/**
 * Makes the operator that answers requests for candles. It owns the exchange's limits, so it has to
 * run with parallelism 1:
 *
 * <pre>{@code
 * requests.transform("exchange", TypeInformation.of(CandleAnswer.class),
 *                 new ExchangeRestOperatorFactory(restUrl, RestPolicy.of(1200), rules))
 *         .forceNonParallel();
 * }</pre>
 *
 * <p>Every request is answered in the end, or given up with a line in the log: there is no answer
 * that stands for a failure.
 */
public final class ExchangeRestOperatorFactory extends AbstractStreamOperatorFactory<CandleAnswer>
        implements OneInputStreamOperatorFactory<CandleRequest, CandleAnswer> {

    private static final long serialVersionUID = 1L;
    private static final int MAX_ANSWER_BYTES = 8 * 1024 * 1024;

    /** The side output of all candles that were received, of windows that are over. */
    public static final OutputTag<ExchangeCandle> CANDLES =
            new OutputTag<>("exchange-candles", TypeInformation.of(ExchangeCandle.class));

    /** The side output of answers that could not be read. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("exchange-dead-letters", TypeInformation.of(DeadLetter.class));

    private final URI infoUrl;
    private final RestPolicy policy;
    private final ValidationRules rules;
    private final HttpEnvironment environment;

    /**
     * @param restUrl {@code /info} is appended
     */
    public ExchangeRestOperatorFactory(URI restUrl, RestPolicy policy, ValidationRules rules) {
        this(restUrl, policy, rules, HttpEnvironment.real(policy.timeout(), MAX_ANSWER_BYTES));
    }

    ExchangeRestOperatorFactory(
            URI restUrl, RestPolicy policy, ValidationRules rules, HttpEnvironment environment) {
        this.infoUrl = InfoRequest.endpoint(restUrl);
        this.policy = policy;
        this.rules = rules;
        this.environment = environment;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends StreamOperator<CandleAnswer>> T createStreamOperator(
            StreamOperatorParameters<CandleAnswer> parameters) {
        return (T) new ExchangeRestOperator(parameters, infoUrl, policy, rules, environment);
    }

    @Override
    public Class<? extends StreamOperator<CandleAnswer>> getStreamOperatorClass(
            ClassLoader classLoader) {
        return ExchangeRestOperator.class;
    }
}
