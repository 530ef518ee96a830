package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.sources.hyperliquid.ValidationRules;
import dev.candlewick.sources.hyperliquid.info.InfoDecoder;
import dev.candlewick.sources.net.HttpFetcher;
import dev.candlewick.sources.net.HttpOutcome;
import dev.candlewick.sources.net.HttpQuery;
import dev.candlewick.sources.net.TimeSource;
import dev.candlewick.sources.rest.PollPorts;
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
 * Asks in the background and answers when the answers come: neither a slow exchange nor a pause
 * holds up the stream or a checkpoint. Whatever is not answered is in every checkpoint, and asked
 * again after a restore.
 *
 * <p>At the end of the input it waits for what is still to be asked, as long as answers keep
 * coming.
 */
final class ExchangeRestOperator extends AbstractStreamOperator<CandleAnswer>
        implements OneInputStreamOperator<CandleRequest, CandleAnswer>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    private final transient URI infoUrl;
    private final transient RestPolicy policy;
    private final transient ValidationRules rules;
    private final transient PollPorts ports;
    private final transient MailboxExecutor mailbox;
    private transient ListState<CandleRequest> unanswered;
    private transient RestDesk desk;
    private transient HttpFetcher fetcher;
    private transient TimeSource time;
    private transient CompletableFuture<HttpOutcome> underWay;
    private transient ScheduledFuture<?> timer;
    private transient boolean ending;
    private transient long giveUpAt;

    ExchangeRestOperator(
            StreamOperatorParameters<CandleAnswer> parameters,
            URI infoUrl,
            RestPolicy policy,
            ValidationRules rules,
            PollPorts ports) {
        super(parameters);
        this.infoUrl = infoUrl;
        this.policy = policy;
        this.rules = rules;
        this.ports = ports;
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
        fetcher = ports.fetcher();
        time = ports.time();
        desk =
                new RestDesk(
                        policy,
                        new InfoDecoder(infoUrl.getHost() + infoUrl.getPath(), rules),
                        new RestHealth(getMetricGroup()),
                        ports::chance);
        for (CandleRequest request : unanswered.get()) {
            desk.take(request, time.elapsedMillis());
        }
        proceed();
    }

    @Override
    public void processElement(StreamRecord<CandleRequest> element) {
        desk.take(element.getValue(), time.elapsedMillis());
        proceed();
    }

    /** Sends what is due, or sees to it that it is sent when it is. */
    private void proceed() {
        long now = time.elapsedMillis();
        if (desk.dueAt(now) <= now) {
            send(HttpQuery.post(infoUrl, desk.begin(now).body()));
        }
        wakeUpAt(Math.min(desk.dueAt(now), ending ? giveUpAt : Long.MAX_VALUE), now);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a task that is over takes no more mail
    private void send(HttpQuery query) {
        CompletableFuture<HttpOutcome> sent = fetcher.send(query);
        underWay = sent;
        sent.thenAccept(outcome -> mailbox.execute(() -> finish(outcome), "answer by REST"));
    }

    private void finish(HttpOutcome outcome) {
        RestStep step = desk.finish(outcome, time.elapsedMillis());
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
        unanswered.update(desk.unanswered());
    }

    @Override
    public void endInput() throws Exception {
        ending = true;
        giveUpAt = time.elapsedMillis() + policy.patienceAtEnd().toMillis();
        proceed();
        while (!desk.isIdle() && time.elapsedMillis() < giveUpAt) {
            mailbox.yield();
        }
        desk.giveUpAll("the input has ended, and so has patience with the exchange");
    }

    @Override
    public void close() throws Exception {
        if (underWay != null) {
            underWay.cancel(true);
        }
        if (fetcher != null) {
            fetcher.close();
        }
        super.close();
    }
}
