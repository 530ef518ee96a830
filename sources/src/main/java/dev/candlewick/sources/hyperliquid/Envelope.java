package dev.candlewick.sources.hyperliquid;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/**
 * What is common to all frames: {@code {"channel":…,"data":…}}. Data that come before the channel
 * that says what they are take a second pass.
 */
final class Envelope {

    private static final int MAX_DEPTH = 64;

    static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                    .build();

    private final Reading reading;
    private String channel;
    private boolean channelSeen;
    private boolean dataSeen;
    private boolean dataRead;

    private Envelope(Reading reading, String channel) {
        this.reading = reading;
        this.channel = channel;
    }

    static void read(byte[] frame, Reading reading) throws IOException, Rejection {
        Envelope first = new Envelope(reading, null);
        first.readAll(frame);
        if (first.dataSeen && !first.dataRead) {
            new Envelope(reading, first.channel).readAll(frame);
        } else if (!first.dataSeen) {
            readWithoutData(first.channel, reading);
        }
    }

    /** A parser of JSON that was packed into a frame, as strict as that of the frame. */
    static JsonParser parser(byte[] json) throws IOException {
        return FACTORY.createParser(json);
    }

    private static void readWithoutData(String channel, Reading reading) throws Rejection {
        if (!channel.equals(Channels.PONG)) {
            Channels.decoderOf(channel);
            throw new Rejection(Reason.MISSING_FIELD, "data is missing");
        }
        reading.add(new Message.Pong());
    }

    private void readAll(byte[] frame) throws IOException, Rejection {
        try (JsonParser parser = FACTORY.createParser(frame)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Rejection(Reason.NOT_JSON, "a frame is a JSON object; this is none");
            }
            for (String name = parser.nextFieldName();
                    name != null;
                    name = parser.nextFieldName()) {
                parser.nextToken();
                readField(name, parser);
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new Rejection(Reason.NOT_JSON, "more follows after the end of the frame");
            }
        }
        if (channel == null) {
            throw new Rejection(Reason.MISSING_FIELD, "channel is missing");
        }
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
