package dev.candlewick.s3;

import com.amazonaws.Request;
import com.amazonaws.handlers.RequestHandler2;

/**
 * Says in every request that the reader pays for it. Hadoop has a setting for that from 3.3.5 on;
 * the plugin of Flink 2.3 holds 3.3.4, which takes this class by its name instead.
 */
public final class RequesterPays extends RequestHandler2 {

    /** Called before the request is signed, so that the signature covers the header. */
    @Override
    public void beforeRequest(Request<?> request) {
        request.addHeader("x-amz-request-payer", "requester");
    }
}
