package dev.candlewick.job.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads dead letters by today's rules. A letter is a frame, or the element of one that was refused,
 * which is put into a frame of its channel again. Each is read by itself: what is understood only
 * by earlier frames of its connection stays refused.
 */
final class LetterDecoder {

    private final BigDecimal maxPrice;

    LetterDecoder(BigDecimal maxPrice) {
        this.maxPrice = maxPrice;
    }

    /**
     * What a letter says.
     *
     * @param data rows of other tables than trades
     */
    record Content(List<Trade> trades, List<FeedEvent> data) {}

    /** Empty if today's rules refuse any part of it. */
    Optional<Content> decode(Letter letter) {
        return forms(letter)
                .map(frame -> content(frame, letter))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Stream<byte[]> forms(Letter letter) {
        if (letter.channel() == null) {
            return Stream.of(letter.payload());
        }
        return Stream.of(letter.payload(), element(letter, "[", "]"), element(letter, "", ""));
    }

    private static byte[] element(Letter letter, String before, String after) {
        String head = "{\"channel\":\"" + letter.channel() + "\",\"data\":" + before;
        byte[] opening = head.getBytes(UTF_8);
        byte[] closing = (after + "}").getBytes(UTF_8);
        byte[] frame = new byte[opening.length + letter.payload().length + closing.length];
        System.arraycopy(opening, 0, frame, 0, opening.length);
        System.arraycopy(letter.payload(), 0, frame, opening.length, letter.payload().length);
        System.arraycopy(
                closing, 0, frame, opening.length + letter.payload().length, closing.length);
        return frame;
    }

    private Optional<Content> content(byte[] frame, Letter letter) {
        Origin origin = letter.isLive() ? Origin.STREAM : Origin.TAPE;
        List<FeedSignal> signals =
                HyperliquidFeed.of()
                        .decoder(letter.source(), origin, maxPrice, true)
                        .decode(frame, letter.receivedAt());
        Content content = new Content(new ArrayList<>(), new ArrayList<>());
        for (FeedSignal signal : signals) {
            if (signal instanceof FeedSignal.Trades trades) {
                content.trades().addAll(trades.trades());
            } else if (signal instanceof FeedSignal.Market market) {
                market.emit(letter.receivedAt(), content.data()::add);
            } else {
                return Optional.empty();
            }
        }
        boolean isNothing = content.trades().isEmpty() && content.data().isEmpty();
        return isNothing ? Optional.empty() : Optional.of(content);
    }
}
