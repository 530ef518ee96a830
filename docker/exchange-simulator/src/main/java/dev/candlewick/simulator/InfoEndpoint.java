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

    InfoEndpoint(InfoService info, Switches switches) {
        this.info = info;
        this.switches = switches;
    }

    HttpAnswer answer(HttpExchange http) throws IOException {
        String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        InfoService.Answer answer = answer(http, body);
        boolean json = answer.status() == 200 || answer.body().equals("null");
        return json
                ? HttpAnswer.json(answer.status(), answer.body())
                : HttpAnswer.text(answer.status(), answer.body());
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
        if (Switches.take(switches.requestsToLimit)) {
            return new InfoService.Answer(429, "null");
        }
        if (Switches.take(switches.requestsToFail)) {
            return new InfoService.Answer(500, "null");
        }
        JsonNode request = Json.parse(body);
        return request.isMissingNode()
                ? new InfoService.Answer(400, "Failed to parse the request body as JSON")
                : info.answer(request);
    }
}
