package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.sources.json.ValidationRules;
import dev.candlewick.sources.net.HttpEnvironment;
import dev.candlewick.sources.net.HttpFetcher;
import dev.candlewick.sources.net.HttpOutcome;
import dev.candlewick.sources.net.HttpQuery;
import dev.candlewick.sources.net.TimeSource;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Sends requests in the background and emits answers as they arrive: neither a slow exchange nor a
 * pause holds up the stream or a checkpoint. Requests without an answer are part of every
 * checkpoint and sent again after a restore.
 *
 * <p>At the end of the input it waits for outstanding answers as long as they keep arriving.
 */
final class ExchangeRestOperator extends AbstractStreamOperator<CandleAnswer>
        implements OneInputStreamOperator<CandleRequest, CandleAnswer>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    private final transient URI infoUrl;
    private final transient RestPolicy policy;
    private final transient ValidationRules rules;
    private final transient HttpEnvironment environment;
    private final transient MailboxExecutor mailbox;
    private transient ListState<CandleRequest> unanswered;
    private transient RestScheduler scheduler;
    private transient RestMetrics restMetrics;
    private transient long sentAt;
    private transient HttpFetcher fetcher;
    private transient TimeSource time;
    private transient CompletableFuture<HttpOutcome> inFlight;
    private transient ScheduledFuture<?> timer;
    private transient boolean ending;
    private transient long giveUpAt;

    ExchangeRestOperator(
            StreamOperatorParameters<CandleAnswer> parameters,
            URI infoUrl,
            RestPolicy policy,
            ValidationRules rules,
            HttpEnvironment environment) {
        super(parameters);
        this.infoUrl = infoUrl;
        this.policy = policy;
        this.rules = rules;
        this.environment = environment;
        this.mailbox = parameters.getMailboxExecutor();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        unanswered =
                context.getOperatorStateStore()
                        .getListState(
                                new ListStateDescriptor<>(
                                        "unanswered", TypeInformation.of(CandleRequest.class)));
    }

    @Override
    public void open() throws Exception {
        super.open();
        fetcher = environment.fetcher();
        time = environment.time();
        restMetrics = new RestMetrics(getMetricGroup());
        scheduler =
                new RestScheduler(
                        policy,
                        new InfoDecoder(infoUrl.getHost() + infoUrl.getPath(), rules),
                        restMetrics,
                        environment::chance);
        for (CandleRequest request : unanswered.get()) {
            scheduler.take(askedBy(request), time.elapsedMillis());
        }
        proceed();
    }

    /** An answer is not known before the restart after which it is requested. */
    private CandleRequest askedBy(CandleRequest restored) {
        long now = Math.max(restored.askedAt(), time.epochMicros());
        return restored.again(restored.from(), restored.to(), now);
    }

    @Override
    public void processElement(StreamRecord<CandleRequest> element) {
        scheduler.take(element.getValue(), time.elapsedMillis());
        proceed();
    }

    /** Sends the request that is due, or sets a timer for it. */
    private void proceed() {
        long now = time.elapsedMillis();
        if (scheduler.dueAt(now) <= now) {
            send(HttpQuery.post(infoUrl, scheduler.begin(now).body()));
        }
        wakeUpAt(Math.min(scheduler.dueAt(now), ending ? giveUpAt : Long.MAX_VALUE), now);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a task that has ended accepts no more mail
    private void send(HttpQuery query) {
        CompletableFuture<HttpOutcome> sent = fetcher.send(query);
        inFlight = sent;
        sentAt = time.elapsedMillis();
        sent.thenAccept(outcome -> mailbox.execute(() -> finish(outcome), "answer by REST"));
    }

    private void finish(HttpOutcome outcome) {
        long now = time.elapsedMillis();
        restMetrics.onAnswered(outcome, now - sentAt);
        RestResult step = scheduler.finish(outcome, now);
        step.answers().forEach(answer -> output.collect(new StreamRecord<>(answer)));
        emitBeside(ExchangeRestOperatorFactory.CANDLES, step.candles());
        emitBeside(ExchangeRestOperatorFactory.DEAD_LETTERS, step.refused());
        if (!step.answers().isEmpty()) {
            giveUpAt = time.elapsedMillis() + policy.patienceAtEnd().toMillis();
        }
        proceed();
    }

    private <T> void emitBeside(OutputTag<T> tag, Iterable<T> records) {
        records.forEach(record -> output.collect(tag, new StreamRecord<>(record)));
    }

    private void wakeUpAt(long dueAt, long now) {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        if (dueAt != Long.MAX_VALUE) {
            long at = getProcessingTimeService().getCurrentProcessingTime() + (dueAt - now);
            timer = getProcessingTimeService().registerTimer(at, timestamp -> proceed());
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        unanswered.update(scheduler.unanswered());
    }

    @Override
    public void endInput() throws Exception {
        ending = true;
        giveUpAt = time.elapsedMillis() + policy.patienceAtEnd().toMillis();
        proceed();
        while (!scheduler.isIdle() && time.elapsedMillis() < giveUpAt) {
            mailbox.yield();
        }
        scheduler.giveUpAll("the input has ended and the exchange does not answer");
    }

    @Override
    public void close() throws Exception {
        if (inFlight != null) {
            inFlight.cancel(true);
        }
        if (fetcher != null) {
            fetcher.close();
        }
        super.close();
    }
}
