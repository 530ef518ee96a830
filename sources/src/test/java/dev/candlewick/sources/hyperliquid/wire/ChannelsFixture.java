package dev.candlewick.sources.hyperliquid.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.AccountEvent;
import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.json.ValidationRules;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Decodes frames of one connection. */
abstract class ChannelsFixture {

    static final long AT = 1_790_000_000_500_000L;
    static final String USER = "0x00000000000000000000000000000000000000aB";
    static final String OTHER = "0x00000000000000000000000000000000000000cd";

    static final String PERPETUAL =
            "{\"funding\":\"-0.00001\",\"openInterest\":\"2.5\",\"prevDayPx\":\"6.0\","
                    + "\"dayNtlVlm\":\"12.0\",\"premium\":null,\"oraclePx\":\"5.9\","
                    + "\"markPx\":\"%s\",\"midPx\":null,\"impactPxs\":null,\"dayBaseVlm\":\"2\"}";
    static final String SPOT =
            "{\"prevDayPx\":\"6.0\",\"dayNtlVlm\":\"12.0\",\"markPx\":\"5.5\",\"midPx\":\"5.6\","
                    + "\"circulatingSupply\":\"1000.5\",\"coin\":\"%s\",\"totalSupply\":\"2\"}";
    static final String NAMES =
            "{\"channel\":\"post\",\"data\":{\"id\":1,\"response\":{\"type\":\"info\",\"payload\":"
                    + "{\"type\":\"allPerpMetas\",\"data\":[{\"universe\":[{\"name\":\"BTC\","
                    + "\"szDecimals\":5},{\"name\":\"kPEPE\",\"szDecimals\":0}]},{\"universe\":["
                    + "{\"name\":\"xyz:TSLA\",\"szDecimals\":2}],\"marginTables\":[]}]}}}}";

    final MessageDecoder decoder =
            new MessageDecoder(
                    "the feed", Origin.STREAM, new ValidationRules(new BigDecimal("1e9"), true));

    static List<StreamType> accountStreams() {
        return StreamType.ofShape(StreamType.Shape.OF_USER, StreamType.Shape.OF_USER_AND_COIN);
    }

    String userOf(String frame) {
        return ((AccountEvent) described(frame).get(0).data()).user();
    }

    static String acknowledged(String method, String type, String user) {
        return ("{\"channel\":\"subscriptionResponse\",\"data\":{\"method\":\"%s\","
                        + "\"subscription\":{\"type\":\"%s\",\"user\":\"%s\"}}}")
                .formatted(method, type, user);
    }

    static String markAndMid(FeedEvent event) {
        AssetContext context = (AssetContext) event.data();
        return context.markPrice() + " " + context.midPrice();
    }

    DeadLetter refused(String frame) {
        List<FeedSignal> messages = decode(frame);
        assertThat(messages.get(0)).isInstanceOf(FeedSignal.Rejected.class);
        return ((FeedSignal.Rejected) messages.get(0)).deadLetter();
    }

    List<FeedEvent> described(String frame) {
        List<FeedSignal> messages = decode(frame);
        assertThat(messages).allMatch(FeedSignal.Market.class::isInstance);
        return events(messages);
    }

    static List<FeedEvent> events(List<FeedSignal> messages) {
        List<FeedEvent> events = new ArrayList<>();
        for (FeedSignal message : messages) {
            if (message instanceof FeedSignal.Market market) {
                market.emit(AT, events::add);
            }
        }
        return events;
    }

    List<FeedSignal> decode(String frame) {
        return decoder.decode(frame.getBytes(StandardCharsets.UTF_8), AT);
    }
}
