package dev.candlewick.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.util.HashMap;
import java.util.Map;

/** {@code GET /fng/} as Alternative.me answers it, unless the script wants it otherwise. */
final class SentimentEndpoint {

    static final String PATH = "/fng/";

    private static final long SECONDS_OF_DAY = 86_400;
    private static final long NANOS_OF_SECOND = 1_000_000_000;

    private final SentimentIndex index;
    private final Exchange exchange;
    private final Switches switches;
    private final Counters counters;

    SentimentEndpoint(
            SentimentIndex index, Exchange exchange, Switches switches, Counters counters) {
        this.index = index;
        this.exchange = exchange;
        this.switches = switches;
        this.counters = counters;
    }

    HttpAnswer answer(HttpExchange http) throws InterruptedException {
        if (!http.getRequestURI().getPath().equals(PATH)) {
            return HttpAnswer.text(404, "");
        }
        if (!http.getRequestMethod().equals("GET")) {
            return HttpAnswer.text(405, "");
        }
        String query = http.getRequestURI().getQuery();
        counters.sentimentAsked(query == null ? "" : query);
        HttpAnswer answer = answer(query == null ? "" : query);
        HttpEffect effect = switches.sentimentEffects.poll();
        return effect == null ? answer : effect.insteadOf(answer);
    }

    private HttpAnswer answer(String query) {
        Map<String, String> asked = parameters(query);
        String limit = asked.getOrDefault("limit", "1");
        if (!limit.matches("\\d{1,9}")
                || !asked.getOrDefault("format", "json").equals("json")
                || !asked.getOrDefault("date_format", "").isEmpty()) {
            return HttpAnswer.text(400, "not simulated: " + query);
        }
        return HttpAnswer.json(200, index.answer(Integer.parseInt(limit), untilMidnight()));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : query.split("&")) {
            String[] parts = parameter.split("=", 2);
            parameters.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        return parameters;
    }

    /** As of the tape's position, in UTC. */
    private long untilMidnight() {
        long now = exchange.locked(() -> exchange.market().clockNanos()) / NANOS_OF_SECOND;
        return SECONDS_OF_DAY - Math.floorMod(now, SECONDS_OF_DAY);
    }
}
