package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.sources.hyperliquid.info.InfoDecoder;
import dev.candlewick.sources.hyperliquid.info.InfoRequest;
import dev.candlewick.sources.net.HttpAnswer;
import dev.candlewick.sources.net.HttpOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The owner of REST without its threads and clocks: what to ask and when, and what follows from how
 * it ended. One question is under way at a time. Times are elapsed milliseconds. Not thread-safe.
 */
final class RestDesk {

    private static final Logger LOG = LoggerFactory.getLogger(RestDesk.class);

    private final RestPolicy policy;
    private final InfoDecoder decoder;
    private final RestHealth health;
    private final Gate gate;
    private final WaitingRequests queue;
    private final Listings listings = new Listings();
    private Call underWay;
    private long taken;
    private boolean crowded;

    RestDesk(RestPolicy policy, InfoDecoder decoder, RestHealth health, DoubleSupplier chance) {
        this.policy = policy;
        this.decoder = decoder;
        this.health = health;
        this.gate = new Gate(policy, chance);
        this.queue = new WaitingRequests(policy.mostWaiting());
        health.onChange(0, gate);
    }

    void take(CandleRequest request, long now) {
        queue.add(new Waiting(request, taken++, now, 0)).ifPresent(this::onCrowded);
        health.onChange(queue.size(), gate);
    }

    private void onCrowded(Waiting gone) {
        health.onGivenUp(1);
        if (!crowded) {
            crowded = true;
            LOG.warn(
                    "More than {} requests wait for the exchange: the oldest are given up, first"
                            + " of all those that only check",
                    policy.mostWaiting());
        }
    }

    /** When {@link #begin} is to be called; never, if there is nothing to ask or an answer due. */
    long dueAt(long now) {
        return underWay != null || queue.size() == 0 ? Long.MAX_VALUE : gate.opensAt(now);
    }

    boolean isIdle() {
        return underWay == null && queue.size() == 0;
    }

    /** Begins a question that is due. */
    InfoRequest begin(long now) {
        Waiting first = queue.first();
        underWay =
                listings.neededFor(first.request().symbol(), now)
                        .<Call>map(needed -> listingCall(needed, first, now))
                        .orElseGet(() -> new CandleCall(queue, listings, decoder));
        InfoRequest request = underWay.request();
        gate.enter(request, now);
        health.onSent(request.weight());
        health.onChange(queue.size(), gate);
        return request;
    }

    private Call listingCall(Listing needed, Waiting first, long now) {
        return new ListingCall(needed, listings, decoder, first.answeredAt(now));
    }

    /** The question under way has ended. */
    RestStep finish(HttpOutcome outcome, long now) {
        Call call = underWay;
        underWay = null;
        RestStep step = finish(call, outcome, now);
        crowded &= queue.size() > 0;
        health.onChange(queue.size(), gate);
        return step;
    }

    private RestStep finish(Call call, HttpOutcome outcome, long now) {
        HttpAnswer answer = outcome instanceof HttpAnswer came ? came : null;
        if (answer == null || !answer.isSuccess()) {
            onFailure(call, outcome, now);
            return RestStep.nothing();
        }
        RestStep step =
                answer.isJson()
                        ? call.read(answer.body(), now)
                        : RestStep.useless(answer.describe(), List.of());
        if (step.fault() != null) {
            onFault(call, outcome, step.fault(), now);
            return step;
        }
        gate.onAnswer(call.request(), step.rows(), now);
        health.onRows(call.request().weightOf(step.rows()));
        return step;
    }

    private void onFailure(Call call, HttpOutcome outcome, long now) {
        if (isNothing(outcome)) {
            onFault(call, outcome, outcome.describe(), now);
        } else if (policy.retry().delay(outcome, 1, 0).isPresent()) {
            gate.onFailure(outcome, outcome.describe(), now);
            health.onFailed();
            health.onRetried();
            call.putBack();
        } else {
            gate.onRefusal();
            health.onFailed();
            onGivenUp(call, call.giveUp(now), outcome.describe());
        }
    }

    /** With a 500 and {@code null} the exchange says that there is no such thing, as a rule. */
    private static boolean isNothing(HttpOutcome outcome) {
        return outcome instanceof HttpAnswer answer
                && answer.status() == 500
                && answer.isNullBody();
    }

    private void onFault(Call call, HttpOutcome outcome, String why, long now) {
        gate.onFailure(outcome, why, now);
        health.onFailed();
        int givenUp = call.putBackRefused(policy.retry().nullBodyAttempts(), now);
        if (givenUp > 0) {
            onGivenUp(call, givenUp, "%s, %d times".formatted(why, refusals()));
        } else {
            health.onRetried();
        }
    }

    private int refusals() {
        return policy.retry().nullBodyAttempts();
    }

    private void onGivenUp(Call call, int count, String why) {
        health.onGivenUp(count);
        LOG.warn("Gave up {}: {}", call, why);
    }

    /** All that is not answered yet, in the order in which it came. */
    List<CandleRequest> unanswered() {
        List<Waiting> all = queue.all();
        if (underWay instanceof CandleCall call) {
            all.addAll(call.asking());
        }
        all.sort((one, other) -> Long.compare(one.number(), other.number()));
        List<CandleRequest> requests = new ArrayList<>();
        all.forEach(waiting -> requests.add(waiting.request()));
        return requests;
    }

    /** Nothing will be asked any more. */
    void giveUpAll(String why) {
        int count = unanswered().size();
        if (count > 0) {
            health.onGivenUp(count);
            LOG.warn("Gave up {} requests to the exchange: {}", count, why);
        }
        underWay = null;
        queue.clear();
        health.onChange(0, gate);
    }
}
