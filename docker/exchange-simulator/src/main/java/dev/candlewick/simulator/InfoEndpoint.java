package dev.candlewick.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code POST /info} with the exchange's status codes. */
final class InfoEndpoint {

    static final String PATH = "/info";

    private final InfoService info;
    private final Switches switches;
    private final Counters counters;

    InfoEndpoint(InfoService info, Switches switches, Counters counters) {
        this.info = info;
        this.switches = switches;
        this.counters = counters;
    }

    HttpAnswer answer(HttpExchange http) throws IOException, InterruptedException {
        String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        counters.infoAsked(body);
        HttpEffect effect = switches.infoEffects.poll();
        InfoService.Answer answer = answer(http, body);
        boolean json = answer.status() == 200 || answer.body().equals("null");
        HttpAnswer usual =
                json
                        ? HttpAnswer.json(answer.status(), answer.body())
                        : HttpAnswer.text(answer.status(), answer.body());
        return effect == null ? usual : effect.insteadOf(usual);
    }

    private InfoService.Answer answer(HttpExchange http, String body) {
        if (!http.getRequestMethod().equals("POST")) {
            return new InfoService.Answer(405, "");
        }
        String type = http.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.startsWith("application/json")) {
            return new InfoService.Answer(
                    415, "Expected request with `Content-Type: application/json`");
        }
        JsonNode request = Json.parse(body);
        return request.isMissingNode()
                ? new InfoService.Answer(400, "Failed to parse the request body as JSON")
                : limited(request);
    }

    private InfoService.Answer limited(JsonNode request) {
        if (!switches.rateLimit.admits(request, System.nanoTime())) {
            return new InfoService.Answer(429, "null");
        }
        InfoService.Answer answer = info.answer(request);
        switches.rateLimit.answered(request, answer.rows(), System.nanoTime());
        return answer;
    }
}
