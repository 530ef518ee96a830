package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.functions.model.Market;
import dev.candlewick.functions.model.UniverseCandidate;
import dev.candlewick.sources.hyperliquid.wire.BodyReader;
import dev.candlewick.sources.json.ValidationRules;
import dev.candlewick.sources.net.HttpAnswer;
import dev.candlewick.sources.net.HttpEnvironment;
import dev.candlewick.sources.net.HttpFetcher;
import dev.candlewick.sources.net.HttpOutcome;
import dev.candlewick.sources.net.HttpQuery;
import dev.candlewick.sources.net.RequestGate;
import dev.candlewick.sources.net.RequestPolicy;
import dev.candlewick.sources.net.TimeSource;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests every asset that the exchange lists, with its figures. Blocks while it waits; used by
 * one thread at a time. A market that does not answer is represented by its last answer, whose
 * figures carry their age.
 */
public final class AssetSurvey implements AutoCloseable {

    /**
     * The weight that surveys may use within a minute; the rest of the exchange's limit is the
     * job's.
     */
    public static final int WEIGHT_PER_MINUTE = 120;

    private static final Logger LOG = LoggerFactory.getLogger(AssetSurvey.class);
    private static final int ATTEMPTS = 3;
    private static final String MAIN = "";
    private static final String SPOT = "spot";

    private final URI infoUrl;
    private final InfoDecoder decoder;
    private final HttpFetcher fetcher;
    private final TimeSource time;
    private final RequestGate gate;
    private final Map<String, List<UniverseCandidate>> lastAnswers = new LinkedHashMap<>();

    /**
     * @param restUrl {@code /info} is appended
     */
    public AssetSurvey(
            URI restUrl, RequestPolicy policy, ValidationRules rules, HttpEnvironment environment) {
        this.infoUrl = InfoRequest.endpoint(restUrl);
        this.decoder = new InfoDecoder(infoUrl.getHost() + infoUrl.getPath(), rules);
        this.fetcher = environment.fetcher();
        this.time = environment.time();
        this.gate = new RequestGate(infoUrl.getHost(), policy, environment::chance);
    }

    /**
     * Every asset of some markets.
     *
     * @throws IOException if one of them has never answered
     */
    public List<UniverseCandidate> take(Set<Market> markets)
            throws IOException, InterruptedException {
        List<UniverseCandidate> candidates = new ArrayList<>();
        if (markets.contains(Market.PERPS)) {
            candidates.addAll(perpetuals(MAIN));
        }
        if (markets.contains(Market.BUILDER)) {
            for (String dex : ask(InfoRequest.perpDexs(), decoder::perpDexs)) {
                candidates.addAll(perpetuals(dex));
            }
        }
        if (markets.contains(Market.SPOT)) {
            candidates.addAll(
                    newestOf(SPOT, InfoRequest.spotMetaAndAssetCtxs(), decoder::spotCandidates));
        }
        return candidates;
    }

    private List<UniverseCandidate> perpetuals(String dex)
            throws IOException, InterruptedException {
        return newestOf(
                "perpetuals:" + dex,
                InfoRequest.metaAndAssetCtxs(dex),
                decoder::perpetualCandidates);
    }

    private List<UniverseCandidate> newestOf(
            String market, InfoRequest request, Decoding<List<UniverseCandidate>> decoding)
            throws IOException, InterruptedException {
        try {
            lastAnswers.put(market, ask(request, decoding));
        } catch (IOException e) {
            if (!lastAnswers.containsKey(market)) {
                throw e;
            }
            LOG.warn("{}; its last answer stands for it", e.getMessage());
        }
        return lastAnswers.get(market);
    }

    private interface Decoding<T> {
        BodyReader.Result<T> decode(byte[] body, long receivedAt);
    }

    private <T> T ask(InfoRequest request, Decoding<T> decoding)
            throws IOException, InterruptedException {
        String why = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            awaitGate(request.weight());
            gate.enter(request.weight(), time.elapsedMillis());
            HttpOutcome outcome = outcomeOf(HttpQuery.post(infoUrl, request.body()));
            if (outcome instanceof HttpAnswer answer && answer.status() == 200) {
                BodyReader.Result<T> result = decoding.decode(answer.body(), time.epochMicros());
                if (result.value() != null) {
                    gate.onSuccess(0, time.elapsedMillis());
                    return result.value();
                }
                why = result.refused().get(0).detail();
                gate.onUnusable(why, time.elapsedMillis());
            } else {
                why = outcome.describe();
                if (!gate.onFailure(outcome, time.elapsedMillis())) {
                    break;
                }
            }
        }
        throw new IOException(
                "The exchange gave no usable answer to " + request.body() + ": " + why);
    }

    private HttpOutcome outcomeOf(HttpQuery query) throws IOException, InterruptedException {
        try {
            return fetcher.send(query).get();
        } catch (ExecutionException e) {
            throw new IOException("The request could not be sent", e);
        }
    }

    private void awaitGate(int weight) throws InterruptedException {
        long now = time.elapsedMillis();
        for (long at = gate.opensAt(weight, RequestGate.Urgency.URGENT, now); at > now; ) {
            TimeUnit.MILLISECONDS.sleep(at - now);
            now = time.elapsedMillis();
            at = gate.opensAt(weight, RequestGate.Urgency.URGENT, now);
        }
    }

    @Override
    public void close() throws Exception {
        fetcher.close();
    }
}
