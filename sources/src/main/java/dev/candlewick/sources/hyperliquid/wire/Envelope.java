package dev.candlewick.sources.hyperliquid.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.Scalars;
import dev.candlewick.sources.json.StrictJson;
import java.io.IOException;

/**
 * What is common to all frames: {@code {"channel":…,"data":…}}. Data that come before the channel
 * that says what they are take a second pass.
 */
final class Envelope {

    private final FrameInput reading;
    private String channel;
    private boolean channelSeen;
    private boolean dataSeen;
    private boolean dataRead;

    private Envelope(FrameInput reading, String channel) {
        this.reading = reading;
        this.channel = channel;
    }

    static void read(byte[] frame, FrameInput reading) throws Rejection {
        Envelope first = new Envelope(reading, null);
        first.readAll(frame);
        if (first.dataSeen && !first.dataRead) {
            new Envelope(reading, first.channel).readAll(frame);
        } else if (!first.dataSeen) {
            readWithoutData(first.channel, reading);
        }
    }

    private static void readWithoutData(String channel, FrameInput reading) throws Rejection {
        if (!channel.equals(Channels.PONG)) {
            Channels.decoderOf(channel);
            throw new Rejection(Reason.MISSING_FIELD, "data is missing");
        }
        reading.add(new FeedSignal.Pong());
    }

    private void readAll(byte[] frame) throws Rejection {
        StrictJson.read(frame, this::readFields);
        if (channel == null) {
            throw new Rejection(Reason.MISSING_FIELD, "channel is missing");
        }
    }

    private Envelope readFields(JsonParser parser) throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new Rejection(Reason.NOT_JSON, "a frame is a JSON object; this is none");
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            readField(name, parser);
            parser.skipChildren();
        }
        return this;
    }

    private void readField(String name, JsonParser parser) throws IOException, Rejection {
        switch (name) {
            case "channel" -> {
                refuseTwice(channelSeen, name);
                channelSeen = true;
                channel = Scalars.text(parser, name);
                reading.on(channel);
            }
            case "data" -> {
                refuseTwice(dataSeen, name);
                dataSeen = true;
                if (channel != null) {
                    decode(Channels.decoderOf(channel), parser);
                    dataRead = true;
                }
            }
            default -> {
                // The server adds fields without notice.
            }
        }
    }

    private void decode(ChannelDecoder decoder, JsonParser parser) throws IOException, Rejection {
        try {
            decoder.decode(parser, reading);
        } catch (Rejection rejection) {
            throw rejection.in("data");
        }
    }

    private static void refuseTwice(boolean seen, String name) throws Rejection {
        if (seen) {
            throw new Rejection(Reason.DUPLICATE_FIELD, name + " is there twice");
        }
    }
}
