package dev.candlewick.simulator;

/** What an HTTP request is answered. */
record HttpAnswer(int status, String contentType, String body) {

    static HttpAnswer json(int status, String body) {
        return new HttpAnswer(status, "application/json", body);
    }

    static HttpAnswer html(int status, String body) {
        return new HttpAnswer(status, "text/html", body);
    }

    static HttpAnswer text(int status, String body) {
        return new HttpAnswer(status, "text/plain", body);
    }
}
