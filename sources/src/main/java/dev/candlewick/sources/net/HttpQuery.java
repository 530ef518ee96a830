package dev.candlewick.sources.net;

import java.net.URI;

/**
 * A request that asks for JSON.
 *
 * @param json sent as the body of a POST; null makes it a GET
 */
public record HttpQuery(URI uri, String json) {

    public static HttpQuery get(URI uri) {
        return new HttpQuery(uri, null);
    }

    public static HttpQuery post(URI uri, String json) {
        return new HttpQuery(uri, json);
    }
}
