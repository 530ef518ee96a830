package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.CandleRequest.Purpose;
import dev.candlewick.sources.net.HttpAnswer;
import dev.candlewick.sources.net.HttpOutcome;
import dev.candlewick.sources.net.RequestGate;
import dev.candlewick.sources.net.RequestGate.Urgency;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only sender of requests to the exchange, without threads and clocks: decides what to send and
 * when, and what follows from the outcome. One request is in flight at a time. Times are elapsed
 * milliseconds. Not thread-safe.
 */
final class RestScheduler {

    private static final Logger LOG = LoggerFactory.getLogger(RestScheduler.class);
    private static final String SERVER = "Exchange REST";

    private final RestPolicy policy;
    private final InfoDecoder decoder;
    private final RestMetrics metrics;
    private final RequestGate gate;
    private final PendingRequests queue;
    private final DeferredRequests deferred;
    private final InstrumentCatalog instruments = new InstrumentCatalog();
    private final Set<String> unknownSymbols = new HashSet<>();
    private RestCall inFlight;
    private long taken;
    private boolean overflowing;

    RestScheduler(
            RestPolicy policy, InfoDecoder decoder, RestMetrics metrics, DoubleSupplier chance) {
        this.policy = policy;
        this.decoder = decoder;
        this.metrics = metrics;
        this.gate = new RequestGate(SERVER, policy.requests(), chance);
        this.queue = new PendingRequests(policy.mostWaiting());
        this.deferred = new DeferredRequests(policy.mostWaiting());
        metrics.onChange(0, gate);
    }

    void take(CandleRequest request, long now) {
        if (request.isOfHistory() && unknownSymbols.contains(request.symbol())) {
            metrics.onGivenUp(1);
            return;
        }
        queue.add(new PendingRequest(request, taken++, now, 0)).ifPresent(this::onOverflow);
        metrics.onChange(queue.size(), gate);
    }

    private void onOverflow(PendingRequest gone) {
        metrics.onGivenUp(1);
        if (!overflowing) {
            overflowing = true;
            LOG.warn(
                    "More than {} requests to the exchange are waiting: the oldest of the lowest"
                            + " priority are given up",
                    policy.mostWaiting());
        }
    }

    /**
     * When to call this again, which is when to call {@link #begin} if a request is waiting; never
     * while one is in flight.
     */
    long dueAt(long now) {
        if (inFlight != null) {
            return Long.MAX_VALUE;
        }
        takeDeferred(now);
        if (queue.size() == 0) {
            return deferred.nextAt();
        }
        Urgency urgency =
                queue.first().request().purpose() == Purpose.HEALING
                        ? Urgency.URGENT
                        : Urgency.ROUTINE;
        return gate.opensAt(Math.min(weightOfNext(), gate.capacity()), urgency, now);
    }

    /** With the rows of the answer, so that these do not overdraw the limit. */
    private int weightOfNext() {
        long rows = Math.min(queue.first().request().windows(), PendingRequests.Span.MOST_ROWS);
        return InfoRequest.USUAL_WEIGHT + (int) (rows / InfoRequest.CANDLES_PER_WEIGHT);
    }

    boolean isIdle() {
        return inFlight == null && queue.size() == 0;
    }

    private void takeDeferred(long now) {
        deferred.takeDue(now).forEach(request -> take(request, now));
    }

    /** Starts the request that is due. */
    InfoRequest begin(long now) {
        takeDeferred(now);
        PendingRequest first = queue.first();
        inFlight =
                instruments
                        .neededFor(first.request().symbol(), now)
                        .<RestCall>map(needed -> instrumentListCall(needed, first, now))
                        .orElseGet(() -> new CandleCall(queue, deferred, instruments, decoder));
        InfoRequest request = inFlight.request();
        gate.enter(request.weight(), now);
        metrics.onSent(request.weight());
        metrics.onChange(queue.size(), gate);
        return request;
    }

    private RestCall instrumentListCall(InstrumentList needed, PendingRequest first, long now) {
        return new InstrumentListCall(needed, instruments, decoder, first.answeredAt(now));
    }

    /** The request in flight has ended. */
    RestResult finish(HttpOutcome outcome, long now) {
        RestCall call = inFlight;
        inFlight = null;
        RestResult result = finish(call, outcome, now);
        overflowing &= queue.size() > 0;
        metrics.onChange(queue.size(), gate);
        return result;
    }

    private RestResult finish(RestCall call, HttpOutcome outcome, long now) {
        HttpAnswer answer = outcome instanceof HttpAnswer came ? came : null;
        if (answer == null || !answer.isSuccess()) {
            onFailure(call, outcome, now);
            return RestResult.nothing();
        }
        RestResult result =
                answer.isJson()
                        ? call.read(answer.body(), now)
                        : RestResult.unusable(answer.describe(), List.of());
        if (result.fault() != null) {
            onUnusable(call, result.fault(), now);
            return result;
        }
        int extraWeight = call.request().weightOf(result.rows());
        gate.onSuccess(extraWeight, now);
        metrics.onRows(extraWeight);
        result.answers().forEach(given -> deferred.onAnswer(given, now));
        return result;
    }

    private void onFailure(RestCall call, HttpOutcome outcome, long now) {
        if (isNothing(outcome)) {
            if (onUnusable(call, outcome.describe(), now) && call.symbol() != null) {
                giveUpHistoryOf(call.symbol());
            }
            return;
        }
        metrics.onFailed();
        if (gate.onFailure(outcome, now)) {
            metrics.onRetried();
            call.putBack();
        } else {
            onGivenUp(call, call.giveUp(now), outcome.describe());
        }
    }

    /** The exchange answers 500 with {@code null} for a symbol that it does not have. */
    private static boolean isNothing(HttpOutcome outcome) {
        return outcome instanceof HttpAnswer answer
                && answer.status() == 500
                && answer.isNullBody();
    }

    /** What the exchange does not have it will not have later: no more of it is requested. */
    private void giveUpHistoryOf(String symbol) {
        unknownSymbols.add(symbol);
        metrics.onGivenUp(queue.dropHistoryOf(symbol));
    }

    /** Returns whether a request was given up. */
    private boolean onUnusable(RestCall call, String why, long now) {
        gate.onUnusable(why, now);
        metrics.onFailed();
        int givenUp = call.putBackRefused(policy.retry().nullBodyAttempts(), now);
        if (givenUp > 0) {
            onGivenUp(call, givenUp, String.format(Locale.ROOT, "%s, %d times", why, refusals()));
        } else {
            metrics.onRetried();
        }
        return givenUp > 0;
    }

    private int refusals() {
        return policy.retry().nullBodyAttempts();
    }

    private void onGivenUp(RestCall call, int count, String why) {
        metrics.onGivenUp(count);
        LOG.warn("Gave up {}: {}", call, why);
    }

    /** All requests without a full answer, in the order of arrival. */
    List<CandleRequest> unanswered() {
        List<CandleRequest> requests = new ArrayList<>(deferred.all());
        requests.addAll(waiting());
        return requests;
    }

    private List<CandleRequest> waiting() {
        List<PendingRequest> all = queue.all();
        if (inFlight instanceof CandleCall call) {
            all.addAll(call.pending());
        }
        all.sort((one, other) -> Long.compare(one.number(), other.number()));
        List<CandleRequest> requests = new ArrayList<>();
        all.forEach(waiting -> requests.add(waiting.request()));
        return requests;
    }

    /** Drops all requests. */
    void giveUpAll(String why) {
        int count = waiting().size();
        if (count > 0) {
            metrics.onGivenUp(count);
            LOG.warn("Gave up {} requests to the exchange: {}", count, why);
        }
        inFlight = null;
        queue.clear();
        metrics.onChange(0, gate);
    }
}
